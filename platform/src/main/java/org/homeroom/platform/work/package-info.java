/// Dear work, done in its turn.
@NullMarked
package org.homeroom.platform.work;

import org.jspecify.annotations.NullMarked;
