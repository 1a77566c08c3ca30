package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.homeroom.engine.rpc.Wiring.Connection;

/// What media comes from, goes to or goes through.
abstract sealed class MediaElement extends MediaObject permits PassThrough, WebRtcEndpoint {
    /// Of the one pad that each type of media has.
    private static final String PAD = "default";

    private final MediaPipeline pipeline;

    MediaElement(ObjectTree tree, Type type, String id, MediaPipeline pipeline) {
        super(tree, type, id, Optional.of(pipeline));
        this.pipeline = pipeline;
    }

    @Override
    Optional<MediaPipeline> pipeline() {
        return Optional.of(pipeline);
    }

    /// It gets, from now on, what another makes. Called under the wiring's lock.
    void sourced(MediaType type, Optional<WebRtcEndpoint> origin) {}

    /// Whether media of a type flows from its peer (out of it), or to its peer (into it).
    boolean isFlowing(MediaType type, boolean isIn) {
        return false;
    }

    /// @return null where nothing was counted
    JsonNode stats(Optional<MediaType> type) {
        return Json.nothing();
    }

    @Override
    JsonNode invoke(String operation, Params params) {
        return switch (operation) {
            case "connect" -> connect(params);
            case "disconnect" -> disconnect(params);
            case "getSourceConnections" -> connections(params, false);
            case "getSinkConnections" -> connections(params, true);
            case "isMediaFlowingIn" -> isFlowing(params, true);
            case "isMediaFlowingOut" -> isFlowing(params, false);
            case "isMediaTranscoding" -> Json.bool(false);
            case "getStats" -> stats(params.optionalChoice("mediaType", MediaType.class));
            case "getGstreamerDot" -> Json.text(tree().wiring().dot(List.of(this)));
            case "setAudioFormat", "setVideoFormat", "setOutputBitrate" ->
                    throw Fault.notImplemented("Nothing is transcoded");
            default -> super.invoke(operation, params);
        };
    }

    private JsonNode isFlowing(Params params, boolean isIn) {
        return Json.bool(isFlowing(params.choice("mediaType", MediaType.class), isIn));
    }

    private static List<MediaType> types(Params params, List<MediaType> otherwise) {
        return params.optionalChoice("mediaType", MediaType.class).map(List::of).orElse(otherwise);
    }

    private MediaElement sink(Params params) {
        return switch (tree().get(params.text("sink"))) {
            case MediaElement element -> element;
            case MediaPipeline _, ServerManager _ -> throw Fault.internal("bad_weak_ptr");
        };
    }

    private JsonNode connect(Params params) {
        var sink = sink(params);
        if (!sink.pipeline.equals(pipeline)) {
            throw Fault.internal("media elements are of different pipelines");
        }
        for (var type : types(params, Arrays.asList(MediaType.values()))) {
            var line = new Connection(this, sink, type);
            if (tree().wiring().has(line)) {
                continue;
            }
            tree().wiring().connect(line).ifPresent(MediaElement::tellDisconnected);
            tell("ElementConnected", described(line));
        }
        return Json.nothing();
    }

    private JsonNode disconnect(Params params) {
        var sink = sink(params);
        for (var type : types(params, MediaType.BY_NAME)) {
            var line = new Connection(this, sink, type);
            if (tree().wiring().disconnect(line)) {
                tellDisconnected(line);
            }
        }
        return Json.nothing();
    }

    private static void tellDisconnected(Connection line) {
        line.source().tell("ElementDisconnected", described(line));
    }

    private static ObjectNode described(Connection line) {
        return Json.object()
                .put("mediaType", line.type().name())
                .put("sink", line.sink().id())
                .put("sinkMediaDescription", PAD)
                .put("sourceMediaDescription", PAD);
    }

    private JsonNode connections(Params params, boolean isSource) {
        var type = params.optionalChoice("mediaType", MediaType.class);
        return Json.array(
                tree().wiring().of(this, isSource).stream()
                        .filter(line -> type.isEmpty() || type.get() == line.type())
                        .map(line ->
                                Json.complex("ElementConnectionData")
                                        .put("source", line.source().id())
                                        .put("sink", line.sink().id())
                                        .put("type", line.type().name())
                                        .put("sourceDescription", PAD)
                                        .put("sinkDescription", PAD))
                        .toList());
    }

    /// Tells that media of a type begins, or ceases, to flow into it or out of it.
    void tellFlow(MediaType type, boolean isIn, boolean isFlowing) {
        tell(
                isIn ? "MediaFlowInStateChanged" : "MediaFlowOutStateChanged",
                Json.object()
                        .put("mediaType", type.name())
                        .put("padName", PAD)
                        .put("state", isFlowing ? "FLOWING" : "NOT_FLOWING"));
    }

    @Override
    void released() {
        for (var line : tree().wiring().remove(this)) {
            if (line.source() != this) {
                tellDisconnected(line);
            }
        }
    }
}
