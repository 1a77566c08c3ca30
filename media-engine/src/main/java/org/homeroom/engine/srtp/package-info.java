/// Packets sealed and opened under keys that a DTLS handshake agreed on (RFC 3711, RFC 7714, RFC
/// 5764).
@NullMarked
package org.homeroom.engine.srtp;

import org.jspecify.annotations.NullMarked;
