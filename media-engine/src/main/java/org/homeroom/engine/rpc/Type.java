package org.homeroom.engine.rpc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What objects can be: whose kind it is, and what it tells.
enum Type {
    MEDIA_OBJECT("MediaObject", null, "Error"),
    SERVER_MANAGER("ServerManager", MEDIA_OBJECT, "ObjectCreated", "ObjectDestroyed"),
    MEDIA_PIPELINE("MediaPipeline", MEDIA_OBJECT, "ActiveSpeakerChanged"),
    MEDIA_ELEMENT(
            "MediaElement",
            MEDIA_OBJECT,
            "ElementConnected",
            "ElementDisconnected",
            "MediaFlowInStateChanged",
            "MediaFlowOutStateChanged",
            "MediaTranscodingStateChanged"),
    PASS_THROUGH("PassThrough", MEDIA_ELEMENT),
    ENDPOINT("Endpoint", MEDIA_ELEMENT),
    SESSION_ENDPOINT("SessionEndpoint", ENDPOINT, "MediaSessionStarted", "MediaSessionTerminated"),
    SDP_ENDPOINT("SdpEndpoint", SESSION_ENDPOINT),
    BASE_RTP_ENDPOINT(
            "BaseRtpEndpoint", SDP_ENDPOINT, "MediaStateChanged", "ConnectionStateChanged"),
    WEB_RTC_ENDPOINT(
            "WebRtcEndpoint",
            BASE_RTP_ENDPOINT,
            "IceCandidateFound",
            "IceGatheringDone",
            "IceComponentStateChanged",
            "NewCandidatePairSelected",
            "DataChannelOpened",
            "DataChannelClosed");

    private static final String MODULE = "kurento.";

    private final String shortName;
    private final Optional<Type> parent;
    private final List<String> events;

    Type(String shortName, @Nullable Type parent, String... events) {
        this.shortName = shortName;
        this.parent = Optional.ofNullable(parent);
        this.events = List.of(events);
    }

    String shortName() {
        return shortName;
    }

    String qualifiedName() {
        return MODULE + shortName;
    }

    /// Of what it is a kind, the nearest first.
    List<String> hierarchy() {
        var all = new ArrayList<String>();
        for (var above = parent; above.isPresent(); above = above.get().parent) {
            all.add(above.get().qualifiedName());
        }
        return all;
    }

    boolean tells(String event) {
        return events.contains(event) || parent.map(above -> above.tells(event)).orElse(false);
    }

    /// @param name short or qualified
    static Optional<Type> named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.shortName.equals(name) || one.qualifiedName().equals(name))
                .findFirst();
    }
}
