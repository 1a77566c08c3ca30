/// Time as a dependency.
@NullMarked
package org.homeroom.platform.time;

import org.jspecify.annotations.NullMarked;
