package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// One object of the tree: what all of them have. Its operations are what clients may invoke, by
/// the names that Kurento gives them.
abstract sealed class MediaObject permits ServerManager, MediaPipeline, MediaElement {
    /// Nobody has use for more.
    private static final int MOST_TAGS = 100;

    private final ObjectTree tree;
    private final Type type;
    private final String id;
    private final Optional<MediaObject> parent;
    private final List<MediaObject> children = new CopyOnWriteArrayList<>();
    private final long createdAt;

    // guarded by this
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String name;
    private boolean sendsTags;

    MediaObject(ObjectTree tree, Type type, String id, Optional<MediaObject> parent) {
        this.tree = tree;
        this.type = type;
        this.id = id;
        this.name = id;
        this.parent = parent;
        this.createdAt = tree.now();
    }

    Type type() {
        return type;
    }

    String id() {
        return id;
    }

    ObjectTree tree() {
        return tree;
    }

    Optional<MediaObject> parent() {
        return parent;
    }

    /// Those that are released with it.
    List<MediaObject> children() {
        return children;
    }

    /// The pipeline that it is part of, or is.
    abstract Optional<MediaPipeline> pipeline();

    /// Called once, when nobody can find it any more.
    void released() {}

    /// @throws Fault where there is no such operation, or it does not succeed
    JsonNode invoke(String operation, Params params) {
        return switch (operation) {
            case "getName" -> Json.text(name());
            case "setName" -> named(params.text("name"));
            case "getId" -> Json.text(id);
            case "getParent" -> parent.map(one -> Json.text(one.id)).orElse(Json.nothing());
            case "getMediaPipeline" ->
                    pipeline().map(one -> Json.text(one.id())).orElse(Json.nothing());
            case "getChildren" ->
                    Json.texts(children.stream().map(MediaObject::id).sorted().toList());
            case "getCreationTime" -> Json.number(createdAt / 1_000);
            case "getTags" -> Json.array(tags());
            case "getTag" -> tag(params.text("key"));
            case "addTag" -> tagged(params.text("key"), params.text("value"));
            case "removeTag" -> untagged(params.text("key"));
            case "getSendTagsInEvents" -> Json.bool(sendsTags());
            case "setSendTagsInEvents" -> sendsTags(params.bool("sendTagsInEvents"));
            default -> throw Fault.noOperation(operation, params.count());
        };
    }

    private synchronized String name() {
        return name;
    }

    private synchronized JsonNode named(String newName) {
        name = newName;
        return Json.nothing();
    }

    private synchronized boolean sendsTags() {
        return sendsTags;
    }

    private synchronized JsonNode sendsTags(boolean newSendsTags) {
        sendsTags = newSendsTags;
        return Json.nothing();
    }

    private synchronized List<ObjectNode> tags() {
        return tags.entrySet().stream()
                .map(tag ->
                        Json.complex("Tag").put("key", tag.getKey()).put("value", tag.getValue()))
                .toList();
    }

    private synchronized JsonNode tag(String key) {
        return Optional.ofNullable(tags.get(key)).map(Json::text).orElseThrow(Fault::noTag);
    }

    private synchronized JsonNode tagged(String key, String value) {
        if (tags.size() == MOST_TAGS && !tags.containsKey(key)) {
            throw Fault.notEnoughResources("more than %d tags".formatted(MOST_TAGS));
        }
        tags.put(key, value);
        return Json.nothing();
    }

    private synchronized JsonNode untagged(String key) {
        if (tags.remove(key) == null) {
            throw Fault.noTag();
        }
        return Json.nothing();
    }

    /// Tells those who asked for it.
    ///
    /// @param data what is special to the event
    void tell(String event, ObjectNode data) {
        data.put("source", id).put("type", event);
        tellAs(event, data);
    }

    /// Tells it without the event's name in its data.
    void tellAs(String event, ObjectNode data) {
        data.put("source", id)
                .put("timestampMillis", Long.toString(tree.now()))
                .set("tags", sendsTags() ? Json.array(tags()) : Json.array(List.of()));
        tree.tell(this, event, data);
    }
}
