package org.homeroom.auth.account;

import java.time.Instant;

/// That somebody agreed to terms of use.
///
/// @param terms their address
record Agreement(String terms, Instant at) {}
