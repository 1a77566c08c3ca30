/// One framing for every socket: commands with refs, answers, limits, heartbeats, close codes.
@NullMarked
package org.homeroom.platform.socket;

import org.jspecify.annotations.NullMarked;
