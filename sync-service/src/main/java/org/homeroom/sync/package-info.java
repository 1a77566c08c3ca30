/// Watching in step: what plays in a room, where, and at what rate.
@NullMarked
package org.homeroom.sync;

import org.jspecify.annotations.NullMarked;
