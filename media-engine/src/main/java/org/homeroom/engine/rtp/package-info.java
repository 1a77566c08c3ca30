/// What a forwarder reads and changes in a media packet (RFC 3550, RFC 7741, RFC 8285).
@NullMarked
package org.homeroom.engine.rtp;

import org.jspecify.annotations.NullMarked;
