/// Numbers as they stand in packets.
@NullMarked
package org.homeroom.engine.wire;

import org.jspecify.annotations.NullMarked;
