/// The socket over which browsers arrange their calls.
@NullMarked
package org.homeroom.signaling.live;

import org.jspecify.annotations.NullMarked;
