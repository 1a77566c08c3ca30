/// Control packets, read and written (RFC 3550, RFC 4585, RFC 5104).
@NullMarked
package org.homeroom.engine.rtcp;

import org.jspecify.annotations.NullMarked;
