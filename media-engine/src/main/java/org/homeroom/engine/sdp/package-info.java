/// Session descriptions, and what comes of an offer and an answer (RFC 8866, RFC 8829, RFC 9143).
@NullMarked
package org.homeroom.engine.sdp;

import org.jspecify.annotations.NullMarked;
