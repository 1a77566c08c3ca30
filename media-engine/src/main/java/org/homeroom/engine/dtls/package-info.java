/// The handshake that tells who is at the other end and agrees on keys (RFC 5763, RFC 5764, RFC
/// 6347).
@NullMarked
package org.homeroom.engine.dtls;

import org.jspecify.annotations.NullMarked;
