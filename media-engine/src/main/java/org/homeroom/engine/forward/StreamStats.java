package org.homeroom.engine.forward;

import org.homeroom.engine.sdp.Kind;

/// What was counted of one stream since it began.
///
/// @param isSent from here to the peer, else from the peer
/// @param ssrc 0 to 2^32-1
/// @param bytes of payload
/// @param lost packets; less than none where more came than were sent
/// @param fractionLost since the last report, 0-1
/// @param jitter in seconds
/// @param nacks packets that were asked for again
/// @param pictureRequests how often a picture was asked for that needs none before it
public record StreamStats(
        Kind kind,
        boolean isSent,
        long ssrc,
        long packets,
        long bytes,
        long lost,
        double fractionLost,
        double jitter,
        long nacks,
        long pictureRequests) {}
