package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.homeroom.chat.change.Change;
import org.homeroom.chat.change.Change.Deed;
import org.homeroom.chat.change.Change.Delete;
import org.homeroom.chat.change.Change.Edit;
import org.homeroom.chat.change.Change.Pin;
import org.homeroom.chat.change.Change.React;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// The simple model of one conversation: what was acknowledged, and what follows from it.
///
/// A deed whose answer was lost, since the replica was killed or the line broke, is asked for
/// again. If it was done the first time, no answer may ever say so: such a change has to be one of
/// those that were asked for and not answered.
final class Acknowledged {
    private record Act(long number, AccountId by, Deed deed) {}

    /// What a message is by the model.
    private record State(
            AccountId sender,
            String text,
            boolean isDeleted,
            boolean isPinned,
            Map<String, Set<AccountId>> reactions) {

        State after(AccountId by, Deed deed) {
            return switch (deed) {
                case Edit edit ->
                        new State(sender, edit.text().value(), isDeleted, isPinned, reactions);
                case Delete() -> new State(sender, "", true, false, Map.of());
                case Change.Remove(), Change.Comments _ ->
                        throw new IllegalArgumentException("nobody does this here");
                case Pin(var present) ->
                        new State(sender, text, isDeleted, present && !isDeleted, reactions);
                case React(var emoji, var present) -> {
                    var next = new LinkedHashMap<String, Set<AccountId>>();
                    reactions.forEach((each, who) -> next.put(each, new LinkedHashSet<>(who)));
                    if (present && !isDeleted) {
                        next.computeIfAbsent(emoji.value(), none -> new LinkedHashSet<>()).add(by);
                    } else {
                        next.computeIfPresent(
                                emoji.value(),
                                (same, who) -> {
                                    who.remove(by);
                                    return who.isEmpty() ? null : who;
                                });
                    }
                    yield new State(sender, text, isDeleted, isPinned, next);
                }
            };
        }

        /// What is seen of it, which is all that others can tell.
        boolean isShownBy(JsonNode message) {
            return message.path("sender").asText().equals(sender.toString())
                    && message.path("text").asText().equals(text)
                    && message.has("deletedAt") == isDeleted
                    && message.has("pinnedAt") == isPinned;
        }

        /// The order of reactions counts.
        boolean isSame(State other) {
            return equals(other)
                    && List.copyOf(reactions.keySet())
                            .equals(List.copyOf(other.reactions.keySet()));
        }
    }

    private final Map<Long, State> sent = new TreeMap<>();
    private final Map<UUID, Long> places = new TreeMap<>();
    private final Map<Long, Long> answers = new TreeMap<>();
    private final Map<Long, List<Act>> acts = new TreeMap<>();
    private final Map<UUID, Long> edits = new TreeMap<>();
    private final List<Act> unanswered = new ArrayList<>();
    private final Map<Long, JsonNode> told = new TreeMap<>();

    /// A message is stored, by the first try or by a later one.
    ///
    /// @param replyTo what it answers; null if nothing
    void sent(UUID clientId, AccountId sender, String text, @Nullable Long replyTo, long number) {
        if (replyTo != null) {
            answers.put(number, replyTo);
        }
        var place = places.putIfAbsent(clientId, number);
        assertThat(place).as("a retry has one place").isIn(null, number);
        var there = sent.putIfAbsent(number, new State(sender, text, false, false, Map.of()));
        assertThat(place == null && there != null).as("two messages at %d", number).isFalse();
    }

    void done(long number, AccountId by, Deed deed, long change) {
        if (deed instanceof Edit edit) {
            var known = edits.putIfAbsent(edit.clientId(), change);
            if (known != null) {
                // The first answer of an edit that changed nothing may be an older change.
                return;
            }
        }
        if (change > 0) {
            acts.computeIfAbsent(change, none -> new ArrayList<>()).add(new Act(number, by, deed));
        }
    }

    /// It may have been done or not: no answer came.
    void unanswered(long number, AccountId by, Deed deed) {
        unanswered.add(new Act(number, by, deed));
    }

    /// Somebody heard of a change.
    ///
    /// @param frame `message.changed` or `reaction.changed`
    void told(JsonNode frame) {
        told.putIfAbsent(frame.path("change").asLong(), frame);
    }

    long lastNumber() {
        return sent.size();
    }

    /// Numbers have no gaps, and what is shown is what was acknowledged.
    ///
    /// @param shown to somebody who sees all of it
    /// @param lastChange how many changes there were
    void requireShown(Map<Long, ObjectNode> shown, long lastChange) {
        assertThat(sent.keySet())
                .containsExactlyElementsOf(range(sent.size()))
                .isEqualTo(shown.keySet());
        assertThat(acts.keySet()).allMatch(change -> change <= lastChange);
        shown.forEach((number, message) ->
                assertThat(message.path("replyTo").asLong())
                        .as("%s", message)
                        .isEqualTo(answers.getOrDefault(number, 0L)));
        var story = new Story(shown, lastChange);
        assertThat(story.isTold(1, new TreeMap<>(sent), new TreeMap<>(), unanswered))
                .as("%s", story.failure)
                .isTrue();
    }

    /// What was acknowledged, told change by change.
    private final class Story {
        private final Map<Long, ObjectNode> shown;
        private final long lastChange;
        private String failure = "";

        Story(Map<Long, ObjectNode> shown, long lastChange) {
            this.shown = shown;
            this.lastChange = lastChange;
        }

        /// Whether it comes to what is shown. Where no answer says what a change was, each of those
        /// that it may have been is tried.
        ///
        /// @param states what each message is before the change `from`
        /// @param last of each message the last change
        /// @param left what was not answered and has not explained anything yet
        boolean isTold(long from, Map<Long, State> states, Map<Long, Long> last, List<Act> left) {
            for (var change = from; change <= lastChange; change++) {
                var at = change;
                var answered = acts.getOrDefault(change, List.of());
                var made = answered.stream().filter(act -> made(act, states, answered)).findFirst();
                if (made.isPresent()) {
                    take(made.get(), change, states, last);
                    continue;
                }
                var perhaps =
                        left.stream()
                                .filter(act -> made(act, states, answered) && fits(act, at, states))
                                .distinct()
                                .toList();
                if (perhaps.isEmpty()) {
                    failure = "nobody made change %d: %s".formatted(change, answered);
                    return false;
                }
                for (var act : perhaps) {
                    var nextStates = new TreeMap<>(states);
                    var nextLast = new TreeMap<>(last);
                    var nextLeft = new ArrayList<>(left);
                    nextLeft.remove(act);
                    take(act, change, nextStates, nextLast);
                    if (isTold(change + 1, nextStates, nextLast, nextLeft)) {
                        return true;
                    }
                }
                return false;
            }
            return shown.entrySet().stream()
                    .allMatch(each ->
                            isShown(
                                    each.getValue(),
                                    states.get(each.getKey()),
                                    last.getOrDefault(each.getKey(), 0L)));
        }

        private boolean isShown(ObjectNode message, State state, long change) {
            if (state.isShownBy(message)
                    && message.path("change").asLong() == change
                    && reactions(message).equals(reactions(state))) {
                return true;
            }
            failure = "%s should be %s of change %d".formatted(message, state, change);
            return false;
        }

        private static void take(
                Act act, long change, Map<Long, State> states, Map<Long, Long> last) {
            states.put(act.number, states.get(act.number).after(act.by, act.deed));
            last.put(act.number, change);
        }

        /// Whether it is the one of those who were told of a change who made it: the others found
        /// it so.
        private static boolean made(Act act, Map<Long, State> states, List<Act> answered) {
            var before = states.get(act.number);
            if (before == null || answered.stream().anyMatch(other -> other.number != act.number)) {
                return false;
            }
            var after = before.after(act.by, act.deed);
            return !after.isSame(before)
                    && answered.stream()
                            .allMatch(other -> after.after(other.by, other.deed).isSame(after));
        }

        /// Whether it is what somebody heard of the change, if anybody did.
        private boolean fits(Act act, long change, Map<Long, State> states) {
            var frame = told.get(change);
            if (frame == null) {
                return true;
            }
            if (act.deed instanceof React(var emoji, var present)) {
                return frame.path("number").asLong() == act.number
                        && frame.path("account").asText().equals(act.by.toString())
                        && frame.path("emoji").asText().equals(emoji.value())
                        && frame.path("present").asBoolean() == present;
            }
            var message = frame.path("message");
            return message.path("number").asLong() == act.number
                    && states.get(act.number).after(act.by, act.deed).isShownBy(message);
        }
    }

    private static List<String> reactions(ObjectNode message) {
        var reactions = new ArrayList<String>();
        message.path("reactions")
                .forEach(each ->
                        reactions.add(each.path("emoji").asText() + each.path("count").asInt()));
        return reactions;
    }

    private static List<String> reactions(State state) {
        return state.reactions.entrySet().stream()
                .map(each -> each.getKey() + each.getValue().size())
                .toList();
    }

    private static List<Long> range(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    static Stream<String> problems() {
        return Stream.of(
                "not-allowed",
                "message-not-found",
                "message-deleted",
                // A title is not given with an edit: posts are not edited here.
                "wrong-kind",
                "comments-closed",
                "too-many-pins");
    }
}
