package org.homeroom.engine.rtcp;

import java.util.List;

/// Control packets, one by one as they stand in a compound packet. Sources (SSRC) are 32 bits,
/// times as the wire has them.
public sealed interface Rtcp
        permits Rtcp.SenderReport,
                Rtcp.ReceiverReport,
                Rtcp.Nack,
                TransportFeedback,
                Rtcp.PictureLoss,
                Rtcp.FullIntraRequest,
                Rtcp.Remb,
                Rtcp.Bye,
                Rtcp.CanonicalName,
                Rtcp.Other {
    /// What one says of what it sends (RFC 3550, section 6.4.1).
    ///
    /// @param ntp seconds since 1900 in the upper 32 bits, their fractions in the lower
    /// @param timestamp the same instant in the media's own clock
    /// @param octets of payload, modulo 2^32
    record SenderReport(
            int ssrc, long ntp, int timestamp, int packets, int octets, List<ReportBlock> blocks)
            implements Rtcp {
        public SenderReport {
            blocks = List.copyOf(blocks);
        }
    }

    /// What one says of what it receives (RFC 3550, section 6.4.2).
    record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements Rtcp {
        public ReceiverReport {
            blocks = List.copyOf(blocks);
        }
    }

    /// Of one source (RFC 3550, section 6.4.1).
    ///
    /// @param fractionLost since the last report, in 256ths
    /// @param lost in all, of 24 bits with a sign
    /// @param highest sequence number, with its rounds in the upper 16 bits
    /// @param jitter in units of the media's clock
    /// @param lastReport the middle 32 bits of the last sender report's time; 0 for none
    /// @param sinceReport how long ago that came, in 65536ths of a second
    record ReportBlock(
            int ssrc,
            int fractionLost,
            int lost,
            int highest,
            int jitter,
            int lastReport,
            int sinceReport) {}

    /// Packets that did not come (RFC 4585, section 6.2.1).
    ///
    /// @param sequences of 16 bits, at least one
    record Nack(int sender, int media, List<Integer> sequences) implements Rtcp {
        public Nack {
            sequences = List.copyOf(sequences);
        }
    }

    /// Asks for a picture that needs none before it (RFC 4585, section 6.3.1).
    record PictureLoss(int sender, int media) implements Rtcp {}

    /// The same, as a command of which each is counted (RFC 5104, section 4.3.1).
    record FullIntraRequest(int sender, List<Integer> media) implements Rtcp {
        public FullIntraRequest {
            media = List.copyOf(media);
        }
    }

    /// How much one can receive (draft-alvestrand-rmcat-remb-03, section 2.2).
    ///
    /// @param bitrate in bit/s, of which 18 bits are kept
    record Remb(int sender, long bitrate, List<Integer> media) implements Rtcp {
        public Remb {
            media = List.copyOf(media);
        }
    }

    /// Sources that send no more (RFC 3550, section 6.6).
    record Bye(List<Integer> sources) implements Rtcp {
        public Bye {
            sources = List.copyOf(sources);
        }
    }

    /// Whom a source belongs to (RFC 3550, section 6.5.1).
    ///
    /// @param name US-ASCII, at most 255
    record CanonicalName(int ssrc, String name) implements Rtcp {}

    /// Anything else: it is well formed, and not ours.
    record Other(int type, int format) implements Rtcp {}
}
