package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.homeroom.engine.forward.Forwarder;

/// All objects, by their ids. They are everybody's: who knows an id may use it.
final class ObjectTree {
    /// A thousand endpoints are more than one machine carries.
    private static final int MOST = 20_000;

    /// Who is told what becomes of objects.
    interface Audience {
        /// Tells those who asked for it. Does not wait for them.
        void tell(MediaObject source, String event, ObjectNode data);
    }

    private final Forwarder forwarder;
    private final InstantSource clock;
    private final Audience audience;
    private final Map<String, MediaObject> objects = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<MediaPipeline> pipelines = new ConcurrentLinkedDeque<>();
    private final Wiring wiring = new Wiring();
    private final Executor news;
    private final Ids ids;
    private final ServerManager manager;

    /// @param news does what is told of media, one after the other
    ObjectTree(
            Forwarder forwarder, InstantSource clock, Ids ids, Audience audience, Executor news) {
        this.news = news;
        this.ids = ids;
        this.forwarder = forwarder;
        this.clock = clock;
        this.audience = audience;
        this.manager = new ServerManager(this);
        objects.put(manager.id(), manager);
    }

    Forwarder forwarder() {
        return forwarder;
    }

    ServerManager manager() {
        return manager;
    }

    Wiring wiring() {
        return wiring;
    }

    /// Does it soon, elsewhere: threads that carry media do not wait.
    void later(Runnable task) {
        news.execute(task);
    }

    /// In milliseconds since 1970.
    long now() {
        return clock.millis();
    }

    int size() {
        return objects.size();
    }

    /// Those that are there, in the order in which they were made.
    List<MediaPipeline> pipelines() {
        return List.copyOf(pipelines);
    }

    Optional<MediaObject> find(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    /// @throws Fault where there is none
    MediaObject get(String id) {
        return find(id).orElseThrow(() -> Fault.noObject(id));
    }

    /// Makes an object.
    ///
    /// @param name of its type, short or qualified
    MediaObject create(String name, Params params) {
        var type = Type.named(name).orElseThrow(() -> Fault.noType(name));
        if (objects.size() > MOST) {
            throw Fault.notEnoughResources("more than %d objects".formatted(MOST));
        }
        return switch (type) {
            case MEDIA_PIPELINE -> {
                var pipeline = new MediaPipeline(this, newId(type));
                pipelines.add(pipeline);
                yield added(pipeline);
            }
            case PASS_THROUGH ->
                    in(params, pipeline -> new PassThrough(this, id(pipeline, type), pipeline));
            case WEB_RTC_ENDPOINT ->
                    in(
                            params,
                            pipeline ->
                                    new WebRtcEndpoint(this, id(pipeline, type), pipeline, params));
            case MEDIA_OBJECT,
                    SERVER_MANAGER,
                    MEDIA_ELEMENT,
                    ENDPOINT,
                    SESSION_ENDPOINT,
                    SDP_ENDPOINT,
                    BASE_RTP_ENDPOINT ->
                    throw Fault.noType(name);
        };
    }

    private MediaObject in(Params params, Function<MediaPipeline, MediaElement> maker) {
        if (!(get(params.text("mediaPipeline")) instanceof MediaPipeline pipeline)) {
            // as it is said for a pointer that points nowhere
            throw Fault.internal("bad_weak_ptr");
        }
        return added(maker.apply(pipeline));
    }

    private String newId(Type type) {
        return ids.next() + "_" + type.qualifiedName();
    }

    private String id(MediaPipeline pipeline, Type type) {
        return pipeline.id() + "/" + newId(type);
    }

    private MediaObject added(MediaObject object) {
        objects.put(object.id(), object);
        object.parent().ifPresent(parent -> parent.children().add(object));
        // its parent was released meanwhile
        if (object.parent().filter(parent -> find(parent.id()).isEmpty()).isPresent()) {
            release(object);
            throw Fault.noObject(object.parent().get().id());
        }
        manager.tellAs("ObjectCreated", Json.object().put("object", object.id()));
        return object;
    }

    /// Releases an object and all below it, the lowest first. What is released already stays so.
    ///
    /// @return ids of all that was released
    List<String> release(MediaObject object) {
        var released = new ArrayList<String>();
        release(object, released);
        return released;
    }

    private void release(MediaObject object, List<String> released) {
        for (var child : object.children()) {
            release(child, released);
        }
        if (object.equals(manager) || !objects.remove(object.id(), object)) {
            return;
        }
        released.add(object.id());
        object.parent().ifPresent(parent -> parent.children().remove(object));
        if (object instanceof MediaPipeline pipeline) {
            pipelines.remove(pipeline);
        }
        object.released();
        manager.tellAs("ObjectDestroyed", Json.object().put("objectId", object.id()));
    }

    void tell(MediaObject source, String event, ObjectNode data) {
        audience.tell(source, event, data);
    }
}
