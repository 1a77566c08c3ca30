package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.homeroom.engine.forward.Endpoint;
import org.homeroom.engine.forward.StreamStats;
import org.homeroom.engine.sdp.Direction;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.SdpWriter;
import org.homeroom.engine.sdp.Section;
import org.homeroom.engine.sdp.SessionDescription;

/// A browser's other end.
final class WebRtcEndpoint extends MediaElement {
    /// Browsers have some ten.
    private static final int MOST_CANDIDATES = 200;

    private static final int BITS_A_KILOBIT = 1_000;
    private static final String CANDIDATE = "candidate:";

    /// How far the agreement with the peer is.
    private enum Negotiation {
        FRESH,
        OFFERED,
        AGREED
    }

    private enum State {
        DISCONNECTED,
        CONNECTED
    }

    private enum IceState {
        GATHERING,
        CONNECTING,
        CONNECTED,
        READY,
        FAILED
    }

    private enum CertificateKeyType {
        RSA,
        ECDSA
    }

    /// What is set and read and, but for one, only told: kbit/s, bytes and ports as Kurento has
    /// them.
    private enum Setting {
        MaxAudioRecvBandwidth(0),
        MaxVideoRecvBandwidth(0),
        MinVideoRecvBandwidth(100),
        MinVideoSendBandwidth(100),
        MaxVideoSendBandwidth(500),
        Mtu(1_200),
        EncoderBitrate(300_000),
        MinEncoderBitrate(0),
        MaxEncoderBitrate(0),
        StunServerPort(3_478);

        private final int byDefault;

        Setting(int byDefault) {
            this.byDefault = byDefault;
        }

        /// As it stands in an operation's parameters.
        String parameter() {
            return Character.toLowerCase(name().charAt(0)) + name().substring(1);
        }

        static Optional<Setting> of(String operation, String prefix) {
            for (var setting : values()) {
                if (operation.equals(prefix + setting.name())) {
                    return Optional.of(setting);
                }
            }
            return Optional.empty();
        }
    }

    /// Where a peer says that it can be reached: the engine sends to where its checks come from,
    /// and uses this only to say which of them it was.
    private record Candidate(String text, String address, String port) {
        static Optional<Candidate> read(String text) {
            var fields = text.strip().split(" +", -1);
            return fields.length < 8
                    ? Optional.empty()
                    : Optional.of(new Candidate(text, fields[4], fields[5]));
        }

        boolean is(InetSocketAddress from) {
            return address.equals(from.getAddress().getHostAddress())
                    && port.equals(Integer.toString(from.getPort()));
        }
    }

    private final Endpoint endpoint;

    // all below are guarded by this
    private final Map<Setting, Integer> settings = new EnumMap<>(Setting.class);
    private final List<Candidate> remotes = new ArrayList<>();
    private final Set<MediaType> flowsIn = EnumSet.noneOf(MediaType.class);
    private final Set<MediaType> flowsOut = EnumSet.noneOf(MediaType.class);
    private Negotiation negotiation = Negotiation.FRESH;
    private Optional<String> remoteDescription = Optional.empty();
    private Optional<InetSocketAddress> path = Optional.empty();
    private Optional<IceState> iceState = Optional.empty();
    private State connectionState = State.DISCONNECTED;
    private State mediaState = State.DISCONNECTED;
    private boolean wantsCandidates;
    private boolean hasGathered;

    WebRtcEndpoint(ObjectTree tree, String id, MediaPipeline pipeline, Params params) {
        super(tree, Type.WEB_RTC_ENDPOINT, id, pipeline);
        // always by ECDSA, which every browser takes
        params.optionalChoice("certificateKeyType", CertificateKeyType.class);
        boolean onlyReceives = params.bool("recvonly", false);
        boolean onlySends = params.bool("sendonly", false);
        this.endpoint =
                tree.forwarder()
                        .endpoint(
                                direction(onlyReceives, onlySends),
                                change -> tree.later(() -> changed(change)));
    }

    private static Direction direction(boolean onlyReceives, boolean onlySends) {
        if (onlyReceives && onlySends) {
            return Direction.INACTIVE;
        }
        return onlyReceives
                ? Direction.RECVONLY
                : onlySends ? Direction.SENDONLY : Direction.SENDRECV;
    }

    @Override
    JsonNode invoke(String operation, Params params) {
        var got = Setting.of(operation, "get");
        if (got.isPresent()) {
            return setting(got.get());
        }
        var set = Setting.of(operation, "set");
        if (set.isPresent()) {
            return set(set.get(), params.integer(set.get().parameter()));
        }
        return switch (operation) {
            case "processOffer" -> processOffer(params.text("offer"));
            case "generateOffer" -> generateOffer(params);
            case "processAnswer" -> processAnswer(params.text("answer"));
            case "gatherCandidates" -> gatherCandidates();
            case "addIceCandidate" -> addIceCandidate(params.complex("candidate"));
            case "getLocalSessionDescriptor" ->
                    Json.text(
                            localDescription()
                                    .map(SdpWriter::write)
                                    .orElseThrow(Fault::noLocalSdp));
            case "getRemoteSessionDescriptor" ->
                    Json.text(remoteDescription().orElseThrow(Fault::noRemoteSdp));
            case "getConnectionState" -> Json.text(connectionState().name());
            case "getMediaState" -> Json.text(mediaState().name());
            case "getIceConnectionState" -> iceConnections();
            case "getICECandidatePairs" -> Json.array(pair().stream().toList());
            case "requestKeyframe" -> {
                endpoint.requestPicture();
                yield Json.nothing();
            }
            case "getRembParams" -> Json.complex("RembParams");
            case "setRembParams",
                    "setStunServerAddress",
                    "setTurnUrl",
                    "setNetworkInterfaces",
                    "setExternalIPv4",
                    "setExternalIPv6",
                    "setIceTcp" ->
                    // the engine is reached at its one port, whatever is said here
                    Json.nothing();
            case "getStunServerAddress",
                    "getTurnUrl",
                    "getNetworkInterfaces",
                    "getExternalIPv4",
                    "getExternalIPv6" ->
                    Json.text("");
            case "getIceTcp" -> Json.bool(false);
            case "createDataChannel", "closeDataChannel" ->
                    throw Fault.notImplemented("There are no data channels");
            default -> super.invoke(operation, params);
        };
    }

    private synchronized JsonNode setting(Setting setting) {
        return Json.number(settings.getOrDefault(setting, setting.byDefault));
    }

    private synchronized JsonNode set(Setting setting, int value) {
        if (value < 0) {
            throw Fault.undefined("'%s' is to be 0 or more".formatted(setting.parameter()));
        }
        settings.put(setting, value);
        if (setting == Setting.MaxVideoRecvBandwidth) {
            endpoint.askForAtMost((long) value * BITS_A_KILOBIT);
        }
        return Json.nothing();
    }

    private synchronized JsonNode processOffer(String offer) {
        if (negotiation != Negotiation.FRESH) {
            throw Fault.negotiatedAlready();
        }
        if (offer.isEmpty()) {
            throw Fault.sdp("Empty offer not valid");
        }
        return agreed(endpoint.answer(offer), offer);
    }

    private synchronized JsonNode generateOffer(Params params) {
        if (negotiation != Negotiation.FRESH) {
            throw Fault.negotiatedAlready();
        }
        var kinds = EnumSet.of(Kind.AUDIO, Kind.VIDEO);
        if (params.all().map(all -> all.has("options")).orElse(false)) {
            var options = new Params("options", Optional.of(params.complex("options")));
            if (!options.bool("offerToReceiveAudio", true)) {
                kinds.remove(Kind.AUDIO);
            }
            if (!options.bool("offerToReceiveVideo", true)) {
                kinds.remove(Kind.VIDEO);
            }
        }
        if (kinds.isEmpty()) {
            throw Fault.marshall("neither audio nor video is to be offered");
        }
        negotiation = Negotiation.OFFERED;
        return Json.text(endpoint.offer(kinds));
    }

    private synchronized JsonNode processAnswer(String answer) {
        switch (negotiation) {
            case FRESH -> throw Fault.noOffer();
            case AGREED -> throw Fault.answeredAlready();
            case OFFERED -> {
                // goes on
            }
        }
        if (answer.isEmpty()) {
            throw Fault.sdp("Empty answer not valid");
        }
        return agreed(endpoint.accept(answer), answer);
    }

    private JsonNode agreed(Endpoint.Outcome outcome, String theirs) {
        return switch (outcome) {
            case Endpoint.Refused _ -> throw Fault.sdp("Invalid SDP");
            case Endpoint.Agreed(var ours) -> {
                negotiation = Negotiation.AGREED;
                remoteDescription = Optional.of(theirs);
                tell("MediaSessionStarted", Json.object());
                if (wantsCandidates) {
                    gatherCandidates();
                }
                yield Json.text(ours);
            }
        };
    }

    private synchronized Optional<SessionDescription> localDescription() {
        var ours = endpoint.local();
        return hasGathered
                ? ours.map(one -> one.withCandidates(tree().forwarder().candidates()))
                : ours;
    }

    private synchronized Optional<String> remoteDescription() {
        return remoteDescription;
    }

    private synchronized State connectionState() {
        return connectionState;
    }

    private synchronized State mediaState() {
        return mediaState;
    }

    private synchronized JsonNode gatherCandidates() {
        wantsCandidates = true;
        if (negotiation == Negotiation.FRESH || hasGathered) {
            return Json.nothing();
        }
        hasGathered = true;
        tellIce(IceState.GATHERING);
        var sections = endpoint.local().orElseThrow().sections();
        for (var candidate : tree().forwarder().candidates()) {
            for (int i = 0; i < sections.size(); i++) {
                if (!sections.get(i).isRefused()) {
                    tellCandidate(candidate, sections.get(i), i);
                }
            }
        }
        tell("IceGatheringDone", Json.object());
        return Json.nothing();
    }

    private void tellCandidate(String candidate, Section section, int index) {
        var data = Json.object();
        data.set(
                "candidate",
                Json.complex("IceCandidate")
                        .put("candidate", CANDIDATE + candidate)
                        .put("sdpMid", section.mid())
                        .put("sdpMLineIndex", index));
        tell("IceCandidateFound", data);
    }

    private synchronized JsonNode addIceCandidate(JsonNode candidate) {
        var text = property(candidate, "candidate");
        var mid = property(candidate, "sdpMid");
        int index = candidate.path("sdpMLineIndex").asInt();
        var sections = endpoint.local().map(SessionDescription::sections).orElse(List.of());
        boolean isKnown =
                sections.isEmpty()
                        || sections.stream().anyMatch(section -> section.mid().equals(mid))
                        || (index >= 0 && index < sections.size());
        if (!isKnown) {
            throw Fault.candidate();
        }
        if (remotes.size() < MOST_CANDIDATES) {
            Candidate.read(text).ifPresent(remotes::add);
        }
        if (hasGathered && iceState.filter(IceState.GATHERING::equals).isPresent()) {
            tellIce(IceState.CONNECTING);
        }
        return Json.nothing();
    }

    private static String property(JsonNode candidate, String name) {
        var value = candidate.path(name);
        if (!value.isValueNode() || value.isNull()) {
            throw Fault.marshall("'%s' property should be a string".formatted(name));
        }
        return value.asText();
    }

    private void tellIce(IceState state) {
        iceState = Optional.of(state);
        tell(
                "IceComponentStateChanged",
                Json.object().put("streamId", 1).put("componentId", 1).put("state", state.name()));
    }

    private synchronized JsonNode iceConnections() {
        return Json.array(
                iceState.stream()
                        .map(state ->
                                Json.complex("IceConnection")
                                        .put("streamId", "1")
                                        .put("componentId", 1)
                                        .put("state", state.name()))
                        .toList());
    }

    private synchronized Optional<ObjectNode> pair() {
        return path.map(this::pair);
    }

    private ObjectNode pair(InetSocketAddress to) {
        var local = tree().forwarder().candidates().getFirst();
        var remote =
                remotes.stream()
                        .filter(one -> one.is(to))
                        .map(Candidate::text)
                        .findFirst()
                        .orElse(
                                "%s0 1 UDP 1 %s %d typ prflx"
                                        .formatted(
                                                CANDIDATE,
                                                to.getAddress().getHostAddress(),
                                                to.getPort()));
        return Json.complex("IceCandidatePair")
                .put("streamId", "1")
                .put("componentId", 1)
                .put("localCandidate", CANDIDATE + local)
                .put("remoteCandidate", remote);
    }

    private synchronized void changed(Endpoint.Change change) {
        switch (change) {
            case Endpoint.PathChanged(var to, var isNominated) -> {
                if (path.filter(to::equals).isEmpty()) {
                    path = Optional.of(to);
                    tell("NewCandidatePairSelected", with("candidatePair", pair(to)));
                    tellIce(IceState.CONNECTED);
                }
                if (isNominated) {
                    tellIce(IceState.READY);
                }
            }
            case Endpoint.Secured _ -> {
                tell("ConnectionStateChanged", states(connectionState, State.CONNECTED));
                connectionState = State.CONNECTED;
            }
            case Endpoint.FlowChanged(var kind, var isSent, var isFlowing) ->
                    MediaType.of(kind).ifPresent(type -> flows(type, isSent, isFlowing));
            case Endpoint.Ended _ -> {
                for (var type : MediaType.values()) {
                    flows(type, true, false);
                    flows(type, false, false);
                }
                mediaIs(State.DISCONNECTED);
            }
        }
    }

    private void flows(MediaType type, boolean isIn, boolean isFlowing) {
        var flowing = isIn ? flowsIn : flowsOut;
        if (isFlowing ? flowing.add(type) : flowing.remove(type)) {
            tellFlow(type, isIn, isFlowing);
            if (isFlowing) {
                mediaIs(State.CONNECTED);
            }
        }
    }

    private void mediaIs(State state) {
        if (mediaState != state) {
            tell("MediaStateChanged", states(mediaState, state));
            mediaState = state;
        }
    }

    private static ObjectNode states(State before, State now) {
        return Json.object().put("oldState", before.name()).put("newState", now.name());
    }

    private static ObjectNode with(String name, ObjectNode value) {
        var data = Json.object();
        data.set(name, value);
        return data;
    }

    @Override
    synchronized boolean isFlowing(MediaType type, boolean isIn) {
        return (isIn ? flowsIn : flowsOut).contains(type);
    }

    @Override
    void sourced(MediaType type, Optional<WebRtcEndpoint> origin) {
        type.kind()
                .ifPresent(kind ->
                        origin.ifPresentOrElse(
                                source -> endpoint.watch(source.endpoint, Set.of(kind)),
                                () -> endpoint.unwatch(Set.of(kind))));
    }

    @Override
    JsonNode stats(Optional<MediaType> type) {
        var all = new LinkedHashMap<String, ObjectNode>();
        for (var stream : endpoint.stats()) {
            if (type.isEmpty() || type.get().kind().filter(stream.kind()::equals).isPresent()) {
                var id = (stream.isSent() ? "outbound-" : "inbound-") + stream.ssrc();
                all.put(id, stats(stream).put("id", id));
            }
        }
        if (all.isEmpty()) {
            return Json.nothing();
        }
        var map = Json.object();
        map.setAll(all);
        return map;
    }

    private ObjectNode stats(StreamStats stream) {
        var stats =
                Json.complex(
                                stream.isSent()
                                        ? "RTCOutboundRTPStreamStats"
                                        : "RTCInboundRTPStreamStats")
                        .put("type", stream.isSent() ? "outboundrtp" : "inboundrtp")
                        .put("timestampMillis", tree().now())
                        .put("ssrc", Long.toString(stream.ssrc()))
                        .put("associateStatsId", "")
                        .put("codecId", "")
                        .put("mediaTrackId", "")
                        .put("transportId", "")
                        .put("isRemote", false)
                        .put("firCount", 0)
                        .put("sliCount", 0)
                        .put("remb", 0)
                        .put("pliCount", stream.pictureRequests())
                        .put("nackCount", stream.nacks())
                        .put("packetsLost", stream.lost())
                        .put("fractionLost", stream.fractionLost());
        return stream.isSent()
                ? stats.put("packetsSent", stream.packets())
                        .put("bytesSent", stream.bytes())
                        .put("targetBitrate", 0)
                        .put("roundTripTime", 0)
                : stats.put("packetsReceived", stream.packets())
                        .put("bytesReceived", stream.bytes())
                        .put("jitter", stream.jitter());
    }

    /// How loud its peer was since this was asked last, in dB above silence, 0-127.
    int takeLoudness() {
        return endpoint.takeLoudness();
    }

    @Override
    void released() {
        super.released();
        endpoint.leave();
    }
}
