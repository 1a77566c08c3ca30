package org.homeroom.engine.sdp;

/// What two sides agreed on: as many sections on either, in the same order, and of ours only what
/// both have.
///
/// @param isActive whether we begin the handshake (RFC 8842, section 5.2)
public record Agreement(SessionDescription local, SessionDescription remote, boolean isActive) {}
