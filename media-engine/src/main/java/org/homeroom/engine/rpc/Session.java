package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a client has: objects that live while it does, events that it asked for, answers that it
/// was given, and the line that it is at. Guarded by {@link Sessions}.
final class Session {
    /// In milliseconds: so long an answer is given again to who asks again.
    private static final long REMEMBERED = 20_000;

    /// Of a session, in all: more than twenty seconds of a busy one.
    private static final int MOST_REMEMBERED = 4_000;

    private static final int MOST_SUBSCRIPTIONS = 50_000;

    /// Of one object.
    private record Topic(String object, String event) {}

    private record Remembered(ObjectNode answer, long at) {}

    private final String id;
    private final Set<String> objects = new HashSet<>();
    private final Map<String, Topic> subscriptions = new HashMap<>();
    private final Map<Topic, Integer> topics = new HashMap<>();
    private final LinkedHashMap<String, Remembered> answers = new LinkedHashMap<>();
    private Optional<Line> line = Optional.empty();
    private long lastSeen;

    Session(String id, long now) {
        this.id = id;
        this.lastSeen = now;
    }

    String id() {
        return id;
    }

    Optional<Line> line() {
        return line;
    }

    void line(Optional<Line> newLine) {
        line = newLine;
    }

    void seen(long now) {
        lastSeen = now;
    }

    /// When it was last heard of, milliseconds since 1970.
    long lastSeen() {
        return lastSeen;
    }

    Set<String> objects() {
        return objects;
    }

    /// @param name what it is called
    void subscribe(String name, String object, String event) {
        if (subscriptions.size() == MOST_SUBSCRIPTIONS) {
            throw Fault.notEnoughResources(
                    "more than %d subscriptions".formatted(MOST_SUBSCRIPTIONS));
        }
        var topic = new Topic(object, event);
        subscriptions.put(name, topic);
        topics.merge(topic, 1, Integer::sum);
    }

    /// Nothing where there is none of the name.
    void unsubscribe(String name) {
        var topic = subscriptions.remove(name);
        if (topic != null) {
            topics.computeIfPresent(topic, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Told once, however often it was asked for.
    boolean wants(String object, String event) {
        return topics.containsKey(new Topic(object, event));
    }

    /// Forgets what it asked of an object that is no more.
    void forget(String object) {
        objects.remove(object);
        subscriptions.values().removeIf(topic -> topic.object.equals(object));
        topics.keySet().removeIf(topic -> topic.object.equals(object));
    }

    /// What a request of this number was answered.
    Optional<ObjectNode> answered(String request, long now) {
        return Optional.ofNullable(answers.get(request))
                .filter(one -> now - one.at < REMEMBERED)
                .map(Remembered::answer);
    }

    void remember(String request, ObjectNode answer, long now) {
        answers.putIfAbsent(request, new Remembered(answer, now));
        var oldest = answers.values().iterator();
        while (oldest.hasNext()
                && (now - oldest.next().at >= REMEMBERED || answers.size() > MOST_REMEMBERED)) {
            oldest.remove();
        }
    }
}
