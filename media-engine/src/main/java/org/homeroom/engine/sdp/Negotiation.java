package org.homeroom.engine.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.homeroom.engine.dtls.Fingerprint;

/// What is answered to an offer (RFC 8829, section 5.3; RFC 9143, section 7.3): every section that
/// shares the first one's transport and has a codec that we pass on.
public final class Negotiation {
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    public static final String ORIENTATION = "urn:3gpp:video-orientation";
    public static final String SEND_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";

    private static final Set<String> EXTENSIONS = Set.of(AUDIO_LEVEL, ORIENTATION, SEND_TIME);
    private static final Set<String> FEEDBACK = Set.of("nack", "nack pli", "ccm fir", "goog-remb");
    private static final Set<String> PROTOCOLS =
            Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "TCP/TLS/RTP/SAVPF");

    /// What is ours in every answer of a transport.
    ///
    /// @param origin behind `o=`
    /// @param name by which our sources are one sender's (RFC 8834, section 4.9)
    /// @param newSource a number of 32 bits that no other source of the transport has
    public record Local(
            String origin,
            IceCredentials ice,
            Fingerprint fingerprint,
            String name,
            LongSupplier newSource) {}

    /// What came of an offer.
    public sealed interface Outcome {}

    /// It is answered.
    public record Agreed(SessionDescription answer) implements Outcome {}

    /// There is nothing to answer it with.
    ///
    /// @param reason for people
    public record Refused(String reason) implements Outcome {}

    private final SessionDescription offer;
    private final Local local;
    private final Section transport;
    private final Setup setup;

    private Negotiation(SessionDescription offer, Local local, Section transport, Setup setup) {
        this.offer = offer;
        this.local = local;
        this.transport = transport;
        this.setup = setup;
    }

    /// Answers an offer.
    public static Outcome answer(SessionDescription offer, Local local) {
        var transport = offer.transport();
        if (transport.isEmpty()) {
            return new Refused("all sections are refused");
        }
        var first = transport.get();
        if (first.ice().isEmpty()) {
            return new Refused("no ice-ufrag and ice-pwd");
        }
        if (first.fingerprint().isEmpty()) {
            return new Refused("no fingerprint by SHA-256 or more");
        }
        // who leaves the choice gets the flight that begins from us, as it proves nothing yet
        var setup =
                switch (first.setup().orElse(Setup.ACTPASS)) {
                    case ACTIVE -> Setup.PASSIVE;
                    case PASSIVE, ACTPASS -> Setup.ACTIVE;
                };
        return new Agreed(new Negotiation(offer, local, first, setup).answer());
    }

    private SessionDescription answer() {
        var sections = offer.sections().stream().map(this::answer).toList();
        var bundle =
                offer.bundle().isEmpty()
                        ? List.<String>of()
                        : sections.stream()
                                .filter(section -> !section.isRefused())
                                .map(Section::mid)
                                .toList();
        return new SessionDescription(local.origin, bundle, offer.streams(), true, sections);
    }

    private Section answer(Section offered) {
        var codecs = codecs(offered);
        boolean isShared =
                offered.equals(transport)
                        || (offer.bundle().contains(offered.mid())
                                && offer.bundle().contains(transport.mid()));
        boolean isAccepted =
                !offered.isRefused()
                        && isShared
                        && offered.hasMux()
                        && PROTOCOLS.contains(offered.protocol())
                        && !codecs.isEmpty();
        return isAccepted ? accepted(offered, codecs) : refused(offered);
    }

    private static List<Codec> codecs(Section offered) {
        var codecs = new ArrayList<Codec>();
        for (var codec : offered.codecs()) {
            boolean repairsForwarded =
                    codec.repairs().stream()
                            .flatMap(of ->
                                    offered.codecs().stream()
                                            .filter(one -> one.payloadType() == of))
                            .anyMatch(one -> one.isForwarded(offered.kind()));
            if (codec.isForwarded(offered.kind()) || repairsForwarded) {
                codecs.add(
                        new Codec(
                                codec.payloadType(),
                                codec.name(),
                                codec.clockRate(),
                                codec.channels(),
                                codec.parameters(),
                                codec.feedback().stream().filter(FEEDBACK::contains).toList()));
            }
        }
        return codecs;
    }

    private Section accepted(Section offered, List<Codec> codecs) {
        var direction = offered.direction().reversed();
        var sources = new LinkedHashMap<Long, String>();
        var repairs = new LinkedHashMap<Long, Long>();
        if (direction.sends()) {
            long source = local.newSource.getAsLong();
            sources.put(source, local.name);
            if (codecs.stream().anyMatch(codec -> codec.repairs().isPresent())) {
                long repair = local.newSource.getAsLong();
                sources.put(repair, local.name);
                repairs.put(source, repair);
            }
        }
        var extensions = new LinkedHashMap<>(offered.extensions());
        extensions.values().retainAll(EXTENSIONS);
        return new Section(
                offered.kind(),
                offered.media(),
                false,
                offered.protocol(),
                codecs.stream().map(codec -> Integer.toString(codec.payloadType())).toList(),
                offered.mid(),
                direction,
                codecs,
                extensions,
                Optional.of(local.ice),
                Optional.of(local.fingerprint),
                Optional.of(setup),
                true,
                sources,
                repairs,
                direction.sends() ? local.name + " " + offered.media() + offered.mid() : "",
                List.of());
    }

    private static Section refused(Section offered) {
        return new Section(
                offered.kind(),
                offered.media(),
                true,
                offered.protocol(),
                offered.formats(),
                offered.mid(),
                Direction.INACTIVE,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of(),
                Map.of(),
                "",
                List.of());
    }
}
