package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All sessions, and which objects they keep alive.
final class Sessions implements ObjectTree.Audience {
    /// Clients have one each.
    private static final int MOST = 10_000;

    private static final int LONGEST_ID = 256;

    /// In milliseconds: so long one is kept whose line was lost.
    private final long kept;

    private final Ids ids;

    /// By their ids, in the order in which they began. All is guarded by this.
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /// Who speaks for which session.
    private final Map<Line, String> bound = new LinkedHashMap<>();

    Sessions(Ids ids, long kept) {
        this.ids = ids;
        this.kept = kept;
    }

    synchronized List<String> ids() {
        return List.copyOf(sessions.keySet());
    }

    /// Whose line it is.
    synchronized Optional<String> of(Line line) {
        return Optional.ofNullable(bound.get(line));
    }

    /// The line speaks for the session from now on, and no other line does.
    synchronized void bind(Line line, String id) {
        if (id.equals(bound.get(line))) {
            return;
        }
        bound.values().remove(id);
        leave(line);
        bound.put(line, id);
        Optional.ofNullable(sessions.get(id)).ifPresent(session -> session.line(Optional.of(line)));
    }

    /// The line is gone; its session waits for another.
    synchronized void lost(Line line, long now) {
        Optional.ofNullable(bound.get(line))
                .map(sessions::get)
                .ifPresent(session -> session.seen(now));
        leave(line);
    }

    private void leave(Line line) {
        var before = bound.remove(line);
        if (before != null) {
            Optional.ofNullable(sessions.get(before))
                    .filter(session -> session.line().filter(line::equals).isPresent())
                    .ifPresent(session -> session.line(Optional.empty()));
        }
    }

    /// @throws Fault where it has nothing
    synchronized void keepAlive(String id, long now) {
        session(id).orElseThrow(Fault::invalidSession).seen(now);
    }

    private Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /// A session begins with the first object that it has to do with.
    private Session began(String id, long now) {
        if (id.length() > LONGEST_ID) {
            throw Fault.invalidSession();
        }
        if (sessions.size() >= MOST && !sessions.containsKey(id)) {
            throw Fault.notEnoughResources("more than %d sessions".formatted(MOST));
        }
        return sessions.computeIfAbsent(
                id,
                _ -> {
                    var session = new Session(id, now);
                    bound.forEach((line, of) -> {
                        if (of.equals(id)) {
                            session.line(Optional.of(line));
                        }
                    });
                    return session;
                });
    }

    /// Keeps an object alive, and all that it stands in, while the session lives.
    synchronized void keep(String id, MediaObject object, long now) {
        var session = began(id, now);
        session.seen(now);
        for (var one = Optional.of(object); one.isPresent(); one = one.get().parent()) {
            session.objects().add(one.get().id());
        }
    }

    /// @return what the subscription is called
    synchronized String subscribe(String id, MediaObject object, String event, long now) {
        if (!object.type().tells(event)) {
            throw Fault.noEvent(event);
        }
        var name = ids.next();
        began(id, now).subscribe(name, object.id(), event);
        return name;
    }

    synchronized void unsubscribe(String id, String subscription) {
        session(id).ifPresent(session -> session.unsubscribe(subscription));
    }

    /// An object is no more.
    synchronized void forget(String object) {
        sessions.values().forEach(session -> session.forget(object));
    }

    synchronized Optional<ObjectNode> answered(String id, String request, long now) {
        return session(id).flatMap(session -> session.answered(request, now));
    }

    synchronized void remember(String id, String request, ObjectNode answer, long now) {
        session(id).ifPresent(session -> session.remember(request, answer, now));
    }

    /// Ends a session.
    ///
    /// @return ids of objects that nobody keeps alive any more
    synchronized Set<String> close(String id) {
        var session = sessions.remove(id);
        if (session == null) {
            return Set.of();
        }
        var orphans = new LinkedHashSet<>(session.objects());
        sessions.values().forEach(other -> orphans.removeAll(other.objects()));
        return orphans;
    }

    /// Those whose lines were lost too long ago.
    synchronized List<String> overdue(long now) {
        return sessions.values().stream()
                .filter(session -> session.line().isEmpty() && now - session.lastSeen() >= kept)
                .map(Session::id)
                .toList();
    }

    @Override
    public void tell(MediaObject source, String event, ObjectNode data) {
        var lines = new ArrayList<Line>();
        synchronized (this) {
            for (var session : sessions.values()) {
                if (session.wants(source.id(), event)) {
                    session.line().ifPresent(lines::add);
                }
            }
        }
        if (!lines.isEmpty()) {
            var value = Json.object().put("object", source.id()).put("type", event);
            value.set("data", data);
            var params = Json.object();
            params.set("value", value);
            var frame = Json.object().put("jsonrpc", "2.0").put("method", "onEvent");
            frame.set("params", params);
            var text = Json.write(frame);
            lines.forEach(line -> line.send(text));
        }
    }
}
