package org.homeroom.engine.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.homeroom.engine.dtls.Fingerprint;

/// What is answered to an offer (RFC 8829, section 5.3; RFC 9143, section 7.3): every section that
/// shares the first one's transport and has a codec that we pass on. And what is offered, to who
/// cannot begin.
public final class Negotiation {
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    public static final String ORIENTATION = "urn:3gpp:video-orientation";
    public static final String SEND_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";

    private static final Set<String> EXTENSIONS = Set.of(AUDIO_LEVEL, ORIENTATION, SEND_TIME);

    /// Numbers that all packets of a transport are counted with
    /// (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 2).
    public static final String TRANSPORT_SEQUENCE =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    private static final String TRANSPORT_FEEDBACK = "transport-cc";

    private static final Map<Integer, String> AUDIO_EXTENSIONS =
            Map.of(1, AUDIO_LEVEL, 2, SEND_TIME);
    private static final Map<Integer, String> VIDEO_EXTENSIONS =
            Map.of(2, SEND_TIME, 3, ORIENTATION);
    private static final Set<String> FEEDBACK = Set.of("nack", "nack pli", "ccm fir", "goog-remb");
    private static final Set<String> PROTOCOLS =
            Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "TCP/TLS/RTP/SAVPF");

    /// What is ours in every answer of a transport.
    ///
    /// @param origin behind `o=`
    /// @param name by which our sources are one sender's (RFC 8834, section 4.9)
    /// @param newSource a number of 32 bits that no other source of the transport has
    /// @param direction the most that is agreed on
    public record Local(
            String origin,
            IceCredentials ice,
            Fingerprint fingerprint,
            String name,
            LongSupplier newSource,
            Direction direction) {}

    /// What came of an offer, or of an answer.
    public sealed interface Outcome {}

    /// Both sides have something in common.
    public record Agreed(Agreement agreement) implements Outcome {}

    /// They have not.
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
        var answer = new Negotiation(offer, local, first, setup).answer();
        return answer.transport().isEmpty()
                ? new Refused("no section with a codec that is passed on")
                : new Agreed(new Agreement(answer, offer, setup == Setup.ACTIVE));
    }

    /// Offers to send and to receive one stream of each kind.
    ///
    /// @param kinds audio and video, one of them at least
    public static SessionDescription offer(Set<Kind> kinds, Local local) {
        var sections = kinds.stream().sorted().map(kind -> offered(kind, local)).toList();
        return new SessionDescription(
                local.origin,
                sections.stream().map(Section::mid).toList(),
                "WMS *",
                true,
                sections);
    }

    private static Section offered(Kind kind, Local local) {
        var codecs = kind == Kind.AUDIO ? Codec.AUDIO_OFFERED : Codec.VIDEO_OFFERED;
        var sources = new Sources(local, kind == Kind.VIDEO);
        var media = kind.name().toLowerCase(Locale.ROOT);
        return new Section(
                kind,
                media,
                false,
                "UDP/TLS/RTP/SAVPF",
                formats(codecs),
                media + "0",
                local.direction,
                codecs,
                kind == Kind.AUDIO ? AUDIO_EXTENSIONS : VIDEO_EXTENSIONS,
                Optional.of(local.ice),
                Optional.of(local.fingerprint),
                Optional.of(Setup.ACTPASS),
                true,
                local.direction.sends() ? sources.names : Map.of(),
                local.direction.sends() ? sources.repairs : Map.of(),
                local.direction.sends() ? local.name + " " + media + "0" : "",
                List.of());
    }

    /// Takes an answer to what was offered.
    public static Outcome accept(SessionDescription offer, SessionDescription answer) {
        var transport = answer.transport();
        if (transport.isEmpty()) {
            return new Refused("all sections are refused");
        }
        if (answer.sections().size() != offer.sections().size()) {
            return new Refused(
                    "%d sections for %d"
                            .formatted(answer.sections().size(), offer.sections().size()));
        }
        var first = transport.get();
        if (first.ice().isEmpty() || first.fingerprint().isEmpty()) {
            return new Refused("no ice-ufrag and ice-pwd, or no fingerprint by SHA-256 or more");
        }
        var sections = new ArrayList<Section>();
        for (int i = 0; i < offer.sections().size(); i++) {
            sections.add(accepted(offer.sections().get(i), answer.sections().get(i)));
        }
        var local =
                new SessionDescription(
                        offer.origin(), offer.bundle(), offer.streams(), offer.isLite(), sections);
        boolean isActive = first.setup().orElse(Setup.ACTIVE) == Setup.PASSIVE;
        return local.transport().isEmpty()
                ? new Refused("no section with a codec that was offered")
                : new Agreed(new Agreement(local, answer, isActive));
    }

    /// What is left of a section of ours.
    private static Section accepted(Section ours, Section theirs) {
        var codecs =
                theirs.codecs().stream()
                        .filter(one -> isOffered(one, ours))
                        .map(one -> one.withFeedback(FEEDBACK))
                        .toList();
        boolean isAccepted =
                ours.kind() == theirs.kind()
                        && !theirs.isRefused()
                        && theirs.hasMux()
                        && codecs.stream().anyMatch(codec -> codec.isForwarded(ours.kind()));
        if (!isAccepted) {
            return refused(ours);
        }
        var extensions = new LinkedHashMap<>(theirs.extensions());
        extensions.entrySet().retainAll(ours.extensions().entrySet());
        return new Section(
                ours.kind(),
                ours.media(),
                false,
                ours.protocol(),
                formats(codecs),
                ours.mid(),
                ours.direction().and(theirs.direction().reversed()),
                codecs,
                extensions,
                ours.ice(),
                ours.fingerprint(),
                ours.setup(),
                true,
                ours.sources(),
                ours.repairs(),
                ours.stream(),
                List.of());
    }

    private static boolean isOffered(Codec codec, Section ours) {
        return ours.codecs().stream()
                .anyMatch(one ->
                        one.payloadType() == codec.payloadType()
                                && (one.isSameAs(codec)
                                        || one.repairs().equals(codec.repairs())
                                                && codec.repairs().isPresent()));
    }

    private static List<String> formats(List<Codec> codecs) {
        return codecs.stream().map(codec -> Integer.toString(codec.payloadType())).toList();
    }

    /// What we send as, in one section.
    private static final class Sources {
        final Map<Long, String> names = new LinkedHashMap<>();
        final Map<Long, Long> repairs = new LinkedHashMap<>();

        Sources(Local local, boolean hasRepair) {
            long source = local.newSource.getAsLong();
            names.put(source, local.name);
            if (hasRepair) {
                long repair = local.newSource.getAsLong();
                names.put(repair, local.name);
                repairs.put(source, repair);
            }
        }
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
        var codecs = codecs(offered, local.direction);
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

    /// Only of what is received and not sent: who gets packets that are not so counted would tell
    /// us no more how much it can receive.
    private static boolean isCounted(Direction direction) {
        return direction == Direction.RECVONLY;
    }

    private static List<Codec> codecs(Section offered, Direction most) {
        var feedback = new HashSet<>(FEEDBACK);
        if (isCounted(offered.direction().reversed().and(most))) {
            feedback.add(TRANSPORT_FEEDBACK);
        }
        var codecs = new ArrayList<Codec>();
        for (var codec : offered.codecs()) {
            boolean repairsForwarded =
                    codec.repairs().stream()
                            .flatMap(of ->
                                    offered.codecs().stream()
                                            .filter(one -> one.payloadType() == of))
                            .anyMatch(one -> one.isForwarded(offered.kind()));
            if (codec.isForwarded(offered.kind()) || repairsForwarded) {
                codecs.add(codec.withFeedback(feedback));
            }
        }
        return codecs;
    }

    private Section accepted(Section offered, List<Codec> codecs) {
        var direction = offered.direction().reversed().and(local.direction);
        var sources =
                direction.sends()
                        ? Optional.of(
                                new Sources(
                                        local,
                                        codecs.stream()
                                                .anyMatch(codec -> codec.repairs().isPresent())))
                        : Optional.<Sources>empty();
        var extensions = new LinkedHashMap<>(offered.extensions());
        extensions
                .values()
                .removeIf(uri ->
                        !EXTENSIONS.contains(uri)
                                && !(isCounted(direction) && uri.equals(TRANSPORT_SEQUENCE)));
        return new Section(
                offered.kind(),
                offered.media(),
                false,
                offered.protocol(),
                formats(codecs),
                offered.mid(),
                direction,
                codecs,
                extensions,
                Optional.of(local.ice),
                Optional.of(local.fingerprint),
                Optional.of(setup),
                true,
                sources.map(all -> all.names).orElse(Map.of()),
                sources.map(all -> all.repairs).orElse(Map.of()),
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
