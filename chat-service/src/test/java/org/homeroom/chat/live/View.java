package org.homeroom.chat.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.TestSocket;

/// What a client holds, kept as the contract tells it to: numbers only grow, a number that was
/// skipped is fetched, a conversation that is unknown is asked for.
final class View {
    private static final int MOST_UNREAD = 100;

    private static final class Chat {
        private final Map<Long, JsonNode> messages = new TreeMap<>();
        private final Map<String, Long> markers = new HashMap<>();
        private long lastNumber;

        private void marker(String account, long number) {
            markers.merge(account, number, Math::max);
        }
    }

    private final Person viewer;
    private final Map<String, Chat> chats = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> presence = new HashMap<>();
    private String cursor;
    private TestSocket applied;
    private int frames;
    private Set<String> watched = Set.of();

    /// The view after a fresh reload.
    static View loaded(Person viewer) {
        var view = new View(viewer);
        var first = viewer.get("/api/conversations?limit=100");
        view.cursor = first.path("cursor").asText();
        first.path("conversations").forEach(view::merge);
        view.fetch();
        return view;
    }

    private View(Person viewer) {
        this.viewer = viewer;
    }

    /// Asks over a socket that has just opened for what was missed.
    void resume(TestSocket socket) {
        var result = socket.ask("resume", "\"cursor\":\"" + cursor + "\"").path("result");
        cursor = result.path("cursor").asText();
        result.path("conversations").forEach(this::merge);
        apply(socket);
    }

    /// Takes in what has come over the socket since the last time.
    void apply(TestSocket socket) {
        if (applied != socket) {
            applied = socket;
            watched = Set.of();
            frames = 0;
        }
        var all = socket.frames();
        for (var frame : all.subList(frames, all.size())) {
            apply(frame);
        }
        frames = all.size();
        fetch();
        if (!watched.equals(presence.keySet())) {
            Classroom.watch(socket, presence.keySet());
            watched = Set.copyOf(presence.keySet());
        }
    }

    private void apply(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "message.sent" -> {
                var chat = chat(frame.path("conversation").asText());
                var message = frame.path("message");
                chat.messages.put(message.path("number").asLong(), message);
                chat.lastNumber = Math.max(chat.lastNumber, message.path("number").asLong());
            }
            case "read" ->
                    chat(frame.path("conversation").asText())
                            .marker(frame.path("account").asText(), frame.path("number").asLong());
            case "conversation.opened" -> merge(frame.path("conversation"));
            case "profile" ->
                    names.put(frame.path("account").asText(), frame.path("name").asText());
            case "presence" ->
                    presence.put(
                            frame.path("account").asText(),
                            frame.path("state").asText() + frame.path("lastSeenAt").asText());
            default -> {}
        }
    }

    private Chat chat(String id) {
        if (!chats.containsKey(id)) {
            merge(viewer.get("/api/conversations/" + id));
        }
        return chats.get(id);
    }

    private void merge(JsonNode conversation) {
        var chat = chats.computeIfAbsent(conversation.path("id").asText(), id -> new Chat());
        chat.lastNumber = Math.max(chat.lastNumber, conversation.path("lastNumber").asLong());
        for (var member : conversation.path("members")) {
            var account = member.path("id").asText();
            chat.marker(account, member.path("readNumber").asLong());
            names.put(account, member.path("name").asText());
            presence.put(
                    account, member.path("presence").asText() + member.path("lastSeenAt").asText());
        }
    }

    /// Fetches what is missing, from the first number that was skipped.
    private void fetch() {
        chats.forEach((id, chat) -> {
            var last = 0L;
            while (chat.messages.containsKey(last + 1)) {
                last++;
            }
            if (last < chat.lastNumber) {
                for (var message : viewer.history(ConversationId.fromString(id))) {
                    chat.messages.put(message.path("number").asLong(), message);
                }
                chat.lastNumber = chat.messages.size();
            }
        });
    }

    private long unread(Chat chat) {
        var marker = chat.markers.get(viewer.id().toString());
        return chat.messages.values().stream()
                .filter(message -> message.path("number").asLong() > marker)
                .filter(message -> !message.path("sender").asText().equals(viewer.id().toString()))
                .limit(MOST_UNREAD)
                .count();
    }

    /// Everything that a person sees, for comparison.
    Map<String, Object> shown() {
        var shown = new TreeMap<String, Object>();
        chats.forEach((id, chat) -> {
            shown.put(id + " messages", chat.messages.toString());
            shown.put(id + " markers", new TreeMap<>(chat.markers).toString());
            shown.put(id + " unread", unread(chat));
        });
        shown.put("names", new TreeMap<>(names).toString());
        shown.put("presence", new TreeMap<>(presence).toString());
        return shown;
    }

    /// What the server itself counts as unread.
    static Map<String, Long> unreadOnServer(Person viewer) {
        var unread = new TreeMap<String, Long>();
        viewer.get("/api/conversations?limit=100")
                .path("conversations")
                .forEach(
                        each -> unread.put(each.path("id").asText(), each.path("unread").asLong()));
        return unread;
    }

    Map<String, Long> unread() {
        var unread = new TreeMap<String, Long>();
        chats.forEach((id, chat) -> unread.put(id, unread(chat)));
        return unread;
    }
}
