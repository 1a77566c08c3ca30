/// Refusals with a name: RFC 9457 problems over HTTP, the same names in socket frames.
@NullMarked
package org.homeroom.platform.problem;

import org.jspecify.annotations.NullMarked;
