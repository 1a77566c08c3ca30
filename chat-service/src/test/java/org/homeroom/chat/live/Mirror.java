package org.homeroom.chat.live;

import static org.homeroom.chat.Classroom.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.test.TestSocket;
import org.jspecify.annotations.Nullable;

/// What a client holds of conversations and all of their messages, kept as the contract tells it
/// to, on a line that delays, doubles, reorders and loses what comes.
final class Mirror {
    private static final int PAGE = 100;

    private static final class Chat {
        private final Map<Long, ObjectNode> messages = new TreeMap<>();
        private long revision;
        private long memberCount;
        private long firstNumber = 1;
        private long lastNumber;
        private long readNumber;
        private long readRevision;
        // Up to which change all is known, and up to which it has been told that there are some.
        private long known;
        private long told;
        private boolean mustAsk;

        /// A marker goes both ways: of two that are told the later move holds.
        private void marker(long number, long revision) {
            if (revision > readRevision) {
                readNumber = number;
                readRevision = revision;
            }
        }
    }

    private Person viewer;
    private final Map<String, Chat> chats = new TreeMap<>();
    private final Map<String, Long> departed = new HashMap<>();
    private final List<JsonNode> pending = new ArrayList<>();
    private String cursor;
    private @Nullable TestSocket socket;
    private int taken;

    /// After a fresh load.
    static Mirror loaded(Person viewer) {
        var mirror = new Mirror(viewer);
        mirror.settle();
        return mirror;
    }

    private Mirror(Person viewer) {
        this.viewer = viewer;
        var list = viewer.get("/api/conversations?limit=100");
        cursor = list.path("cursor").asText();
        list.path("conversations").forEach(this::merge);
    }

    @Nullable TestSocket socket() {
        return socket;
    }

    /// Opens a line and asks what was missed.
    ///
    /// @param at the same person, at whatever replica
    void connect(Person at) {
        viewer = at;
        socket = viewer.socket();
        taken = 0;
        pending.clear();
        var result = socket.ask("resume", "\"cursor\":\"" + cursor + "\"").path("result");
        cursor = result.path("cursor").asText();
        result.path("conversations").forEach(this::merge);
        result.path("left").forEach(id -> leave(id.asText(), revisionOf(id.asText())));
    }

    private long revisionOf(String id) {
        return chats.containsKey(id) ? chats.get(id).revision : -1;
    }

    void disconnect() {
        if (socket != null) {
            socket.drop();
            socket = null;
        }
    }

    /// Takes in some of what has come, in a bad order, some of it twice and some not at all.
    void stumble(Random random) {
        receive();
        Collections.reverse(pending.subList(0, Math.min(pending.size(), random.nextInt(6))));
        for (var left = random.nextInt(pending.size() + 1); left > 0; left--) {
            var frame = pending.remove(random.nextInt(Math.min(4, pending.size())));
            if (random.nextInt(50) > 0) {
                apply(frame);
            }
            if (random.nextInt(10) == 0) {
                pending.add(random.nextInt(pending.size() + 1), frame);
            }
        }
    }

    /// Takes in all that has come, and asks for what is missing.
    void catchUp() {
        receive();
        pending.forEach(this::apply);
        pending.clear();
        settle();
    }

    private void receive() {
        if (socket != null) {
            var all = socket.frames();
            pending.addAll(all.subList(taken, all.size()));
            taken = all.size();
        }
    }

    private void apply(JsonNode frame) {
        var id = frame.path("conversation").asText();
        var chat = chats.get(id);
        switch (frame.path("type").asText()) {
            case "conversation.opened" -> merge(frame.path("conversation"));
            case "conversation.left" -> {
                var revision = frame.path("revision").asLong();
                if (chat != null && chat.revision >= revision) {
                    chat.mustAsk = true;
                } else {
                    leave(id, revision);
                }
            }
            default -> {
                if (chat != null) {
                    apply(chat, frame);
                }
            }
        }
    }

    private void apply(Chat chat, JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "message.sent" -> arrived(chat, (ObjectNode) frame.path("message"));
            case "message.changed" -> {
                var message = (ObjectNode) frame.path("message");
                changed(
                        chat,
                        frame,
                        message.path("number").asLong(),
                        was -> {
                            var next = message.deepCopy();
                            if (!message.has("deletedAt") && was.has("reactions")) {
                                next.set("reactions", was.get("reactions"));
                            }
                            return next;
                        });
            }
            case "reaction.changed" ->
                    changed(chat, frame, frame.path("number").asLong(), was -> reacted(was, frame));
            case "messages.changed" ->
                    chat.told = Math.max(chat.told, frame.path("lastChange").asLong());
            case "member.changed" -> {
                var revision = frame.path("revision").asLong();
                if (revision == chat.revision + 1) {
                    chat.revision = revision;
                    chat.memberCount = frame.path("memberCount").asLong();
                } else if (revision > chat.revision) {
                    chat.mustAsk = true;
                }
            }
            case "read" -> {
                if (frame.path("account").asText().equals(viewer.id().toString())) {
                    chat.marker(frame.path("number").asLong(), frame.path("readRevision").asLong());
                }
            }
            default -> {}
        }
    }

    private static void arrived(Chat chat, ObjectNode message) {
        var number = message.path("number").asLong();
        chat.lastNumber = Math.max(chat.lastNumber, number);
        // What comes late and changed lacks its reactions.
        if (message.path("change").asLong() == 0 && number >= chat.firstNumber) {
            chat.messages.putIfAbsent(number, message);
        }
    }

    private interface Become {
        ObjectNode from(ObjectNode was);
    }

    private static void changed(Chat chat, JsonNode frame, long number, Become become) {
        var change = frame.path("change").asLong();
        var message = chat.messages.get(number);
        if (change != chat.known + 1 || message == null) {
            chat.told = Math.max(chat.told, change);
            return;
        }
        chat.known = change;
        if (message.path("change").asLong() < change) {
            chat.messages.put(number, become.from(message));
        }
    }

    private ObjectNode reacted(ObjectNode was, JsonNode frame) {
        var emoji = frame.path("emoji").asText();
        var mine = new HashMap<String, Boolean>();
        was.path("reactions")
                .forEach(each ->
                        mine.put(each.path("emoji").asText(), each.path("mine").asBoolean()));
        if (frame.path("account").asText().equals(viewer.id().toString())) {
            mine.put(emoji, frame.path("present").asBoolean());
        }
        var next = was.deepCopy();
        next.set("change", frame.get("change"));
        next.remove("reactions");
        if (!frame.path("reactions").isEmpty()) {
            var reactions = next.putArray("reactions");
            frame.path("reactions")
                    .forEach(each -> {
                        var reaction = (ObjectNode) each.deepCopy();
                        var isMine = mine.getOrDefault(each.path("emoji").asText(), false);
                        reactions.add(reaction.put("mine", isMine));
                    });
        }
        return next;
    }

    private void leave(String id, long revision) {
        chats.remove(id);
        departed.merge(id, revision, Math::max);
    }

    private void merge(JsonNode conversation) {
        var id = conversation.path("id").asText();
        var revision = conversation.path("revision").asLong();
        if (revision <= departed.getOrDefault(id, -1L)) {
            return;
        }
        var isNew = !chats.containsKey(id);
        var chat = chats.computeIfAbsent(id, none -> new Chat());
        var firstNumber = conversation.path("firstNumber").asLong();
        if (firstNumber > chat.firstNumber) {
            chat.messages.keySet().removeIf(number -> number < firstNumber);
            chat.firstNumber = firstNumber;
        }
        if (revision >= chat.revision) {
            chat.revision = revision;
            chat.memberCount = conversation.path("memberCount").asLong();
        }
        chat.lastNumber = Math.max(chat.lastNumber, conversation.path("lastNumber").asLong());
        chat.marker(
                conversation.path("readNumber").asLong(),
                conversation.path("readRevision").asLong());
        var lastChange = conversation.path("lastChange").asLong();
        chat.told = Math.max(chat.told, lastChange);
        if (isNew) {
            chat.known = lastChange;
        }
    }

    /// Asks for everything that is missing as far as one can tell.
    private void settle() {
        for (var id : List.copyOf(chats.keySet())) {
            settle(id);
        }
    }

    private void settle(String id) {
        var chat = chats.get(id);
        if (chat.mustAsk) {
            chat.mustAsk = false;
            var answer = viewer.rest().get("/api/conversations/" + id);
            if (answer.statusCode() == 404) {
                leave(id, chat.revision);
                return;
            }
            merge(json(answer.asString()));
        }
        for (var missing = missing(chat); missing > 0; missing = missing(chat)) {
            var page = page(id, "/messages?limit=%d&after=%d".formatted(PAGE, missing - 1));
            if (page == null) {
                return;
            }
            var asOf = page.path("lastChange").asLong();
            page.path("messages").forEach(message -> take(chat, message));
            // An answer of before the changes that are known.
            chat.told = Math.max(chat.told, Math.max(asOf, chat.known));
            chat.known = Math.min(chat.known, asOf);
        }
        while (chat.known < chat.told) {
            var page = page(id, "/changes?limit=%d&after=%d".formatted(PAGE, chat.known));
            if (page == null) {
                return;
            }
            page.path("messages").forEach(message -> take(chat, message));
            chat.known = page.path("lastChange").asLong();
            chat.told = Math.max(chat.told, chat.known);
        }
    }

    private static void take(Chat chat, JsonNode message) {
        chat.messages.merge(
                message.path("number").asLong(),
                (ObjectNode) message,
                (was, is) -> was.path("change").asLong() > is.path("change").asLong() ? was : is);
    }

    private static long missing(Chat chat) {
        for (var number = chat.firstNumber; number <= chat.lastNumber; number++) {
            if (!chat.messages.containsKey(number)) {
                return number;
            }
        }
        return 0;
    }

    /// Null if one is no longer in it.
    private @Nullable JsonNode page(String id, String rest) {
        var answer = viewer.rest().get("/api/conversations/" + id + rest);
        if (answer.statusCode() == 404) {
            leave(id, revisionOf(id));
            return null;
        }
        answer.then().statusCode(200);
        return json(answer.asString());
    }

    /// Everything that is shown, for comparison.
    Map<String, Object> shown() {
        var shown = new TreeMap<String, Object>();
        chats.forEach((id, chat) -> {
            shown.put(id + " messages", chat.messages);
            shown.put(id + " changes", chat.known);
            shown.put(id + " members", chat.memberCount);
            shown.put(id + " unread", unread(chat, ""));
            shown.put(id + " mentions", unread(chat, "<@(channel|" + viewer.id() + ")>"));
        });
        return shown;
    }

    /// The same of the counts that the server makes itself.
    static Map<String, Object> countedByServer(Person viewer) {
        var counted = new TreeMap<String, Object>();
        viewer.get("/api/conversations?limit=100")
                .path("conversations")
                .forEach(each -> {
                    var id = each.path("id").asText();
                    counted.put(id + " changes", each.path("lastChange").asLong());
                    counted.put(id + " members", each.path("memberCount").asLong());
                    counted.put(id + " unread", each.path("unread").asLong());
                    counted.put(id + " mentions", each.path("mentions").asLong());
                });
        return counted;
    }

    private long unread(Chat chat, String containing) {
        return chat.messages.values().stream()
                .filter(message -> message.path("number").asLong() > chat.readNumber)
                .filter(message -> !message.path("sender").asText().equals(viewer.id().toString()))
                .filter(message ->
                        Pattern.compile(containing).matcher(message.path("text").asText()).find())
                .limit(100)
                .count();
    }

    /// What of the messages concerns one who was always there: calls, comments on one's own posts,
    /// and others' reactions to what one wrote.
    Set<String> concerning() {
        var me = viewer.id().toString();
        var called = Pattern.compile("<@(channel|" + me + ")>");
        var concerning = new TreeSet<String>();
        chats.forEach((id, chat) ->
                chat.messages.forEach((number, message) -> {
                    var isMine = message.path("sender").asText().equals(me);
                    var post = chat.messages.get(message.path("post").asLong());
                    var answered = chat.messages.get(message.path("replyTo").asLong());
                    if (isMine) {
                        var others = 0L;
                        for (var each : message.path("reactions")) {
                            others +=
                                    each.path("count").asLong()
                                            - (each.path("mine").asBoolean() ? 1 : 0);
                        }
                        if (others > 0) {
                            concerning.add(id + " reaction " + number);
                        }
                    } else if (message.has("deletedAt")) {
                        return;
                    } else if (called.matcher(message.path("text").asText()).find()) {
                        concerning.add(id + " mention " + number);
                    } else if (answered != null && answered.path("sender").asText().equals(me)) {
                        concerning.add(id + " reply " + number);
                    } else if (post != null && post.path("sender").asText().equals(me)) {
                        concerning.add(id + " comment " + number);
                    }
                }));
        return concerning;
    }

    /// What the server says concerns somebody, page by page.
    static Set<String> activity(Person viewer) {
        var listed = new ArrayList<String>();
        var next = "";
        do {
            var page = viewer.get("/api/notifications/activity?limit=100" + next);
            page.path("items")
                    .forEach(item ->
                            listed.add(
                                    item.path("conversation").asText()
                                            + " "
                                            + item.path("kind").asText()
                                            + " "
                                            + item.path("number").asText()));
            next = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
        } while (!next.isEmpty());
        var once = new TreeSet<>(listed);
        if (once.size() < listed.size()) {
            throw new AssertionError("listed twice: " + listed);
        }
        return once;
    }

    /// The messages of a conversation; none if one is not in it.
    Map<Long, ObjectNode> messages(String id) {
        return chats.containsKey(id) ? chats.get(id).messages : Map.of();
    }
}
