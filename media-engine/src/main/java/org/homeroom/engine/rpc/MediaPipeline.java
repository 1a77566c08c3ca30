package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What elements are connected in.
final class MediaPipeline extends MediaObject {
    private volatile boolean hasLatencyStats;

    MediaPipeline(ObjectTree tree, String id) {
        super(tree, Type.MEDIA_PIPELINE, id, Optional.empty());
    }

    @Override
    Optional<MediaPipeline> pipeline() {
        return Optional.of(this);
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
