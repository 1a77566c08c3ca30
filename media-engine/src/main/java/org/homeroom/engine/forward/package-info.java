/// How packets of one who sends become packets of those who watch, whatever the lines lose. All
/// here is state and arithmetic: sockets, threads and clocks are elsewhere, and times come in as
/// nanoseconds of one clock that only goes forward.
@NullMarked
package org.homeroom.engine.forward;

import org.jspecify.annotations.NullMarked;
