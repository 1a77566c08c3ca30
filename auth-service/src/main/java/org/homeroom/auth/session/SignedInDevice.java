package org.homeroom.auth.session;

import java.time.Instant;
import org.homeroom.auth.caller.Device;
import org.homeroom.platform.id.SessionId;

/// A session as its person sees it.
///
/// @param lastSeenAt when it last fetched an access token, which it does every few minutes while it
///   is used
record SignedInDevice(SessionId id, Device device, Instant startedAt, Instant lastSeenAt) {}
