package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Optional;

/// What elements are connected in.
final class MediaPipeline extends MediaObject {
    /// By one thread.
    private final ActiveSpeaker<WebRtcEndpoint> speaker = new ActiveSpeaker<>();

    private volatile boolean hasLatencyStats;

    MediaPipeline(ObjectTree tree, String id) {
        super(tree, Type.MEDIA_PIPELINE, id, Optional.empty());
    }

    @Override
    Optional<MediaPipeline> pipeline() {
        return Optional.of(this);
    }

    /// Tells who speaks, where that is another than before. To be called some ten times a second.
    void listen() {
        var levels = new HashMap<WebRtcEndpoint, Integer>();
        for (var child : children()) {
            if (child instanceof WebRtcEndpoint endpoint) {
                levels.put(endpoint, endpoint.takeLoudness());
            }
        }
        speaker.hear(levels)
                .ifPresent(now ->
                        tell("ActiveSpeakerChanged", Json.object().put("speaker", now.id())));
    }

    @Override
    JsonNode invoke(String operation, Params params) {
        return switch (operation) {
            case "getLatencyStats" -> Json.bool(hasLatencyStats);
            case "setLatencyStats" -> {
                hasLatencyStats = params.bool("latencyStats");
                yield Json.nothing();
            }
            case "getGstreamerDot" -> Json.text(tree().wiring().dot(children()));
            default -> super.invoke(operation, params);
        };
    }
}
