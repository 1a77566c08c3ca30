/// One UDP port for all peers.
@NullMarked
package org.homeroom.engine.net;

import org.jspecify.annotations.NullMarked;
