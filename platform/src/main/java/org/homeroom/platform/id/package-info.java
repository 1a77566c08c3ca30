/// Identity: what things are called on the wire and in the databases.
@NullMarked
package org.homeroom.platform.id;

import org.jspecify.annotations.NullMarked;
