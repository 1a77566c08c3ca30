package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.homeroom.chat.change.Change.Deed;
import org.homeroom.chat.change.Change.Delete;
import org.homeroom.chat.change.Change.Edit;
import org.homeroom.chat.change.Change.Pin;
import org.homeroom.chat.change.Change.React;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// The simple model of one conversation: what was acknowledged, and what follows from it.
final class Acknowledged {
    /// @param change by which it is so, as the answer said
    private record Act(long change, long number, AccountId by, Deed deed) {}

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
            acts.computeIfAbsent(change, none -> new ArrayList<>())
                    .add(new Act(change, number, by, deed));
        }
    }

    long lastNumber() {
        return sent.size();
    }

    Set<Long> numbers() {
        return sent.keySet();
    }

    Set<Long> changes() {
        return acts.keySet();
    }

    /// Numbers have no gaps, and what is shown is what was acknowledged.
    ///
    /// @param shown to somebody who sees all of it
    void requireShown(Map<Long, ObjectNode> shown) {
        assertThat(sent.keySet())
                .containsExactlyElementsOf(range(sent.size()))
                .isEqualTo(shown.keySet());
        assertThat(acts.keySet()).containsExactlyElementsOf(range(acts.size()));
        var states = new TreeMap<>(sent);
        var last = new TreeMap<Long, Long>();
        acts.forEach((change, candidates) -> {
            var act = maker(states, candidates);
            states.put(act.number, states.get(act.number).after(act.by, act.deed));
            last.put(act.number, change);
        });
        shown.forEach((number, message) -> {
            var state = states.get(number);
            assertThat(message.path("sender").asText()).isEqualTo(state.sender.toString());
            assertThat(message.path("text").asText()).as("%s", message).isEqualTo(state.text);
            assertThat(message.path("replyTo").asLong())
                    .as("%s", message)
                    .isEqualTo(answers.getOrDefault(number, 0L));
            assertThat(message.has("deletedAt")).as("%s", message).isEqualTo(state.isDeleted);
            assertThat(message.has("pinnedAt")).as("%s", message).isEqualTo(state.isPinned);
            assertThat(message.path("change").asLong())
                    .as("%s", message)
                    .isEqualTo(last.getOrDefault(number, 0L));
            assertThat(reactions(message)).isEqualTo(reactions(state));
        });
    }

    /// Of those who were told of a change the one who made it: the others found it so.
    private static Act maker(Map<Long, State> states, List<Act> candidates) {
        return candidates.stream()
                .filter(act -> {
                    var before = states.get(act.number);
                    var after = before.after(act.by, act.deed);
                    return !after.isSame(before)
                            && candidates.stream()
                                    .allMatch(other ->
                                            other.number == act.number
                                                    && after.after(other.by, other.deed)
                                                            .isSame(after));
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody made " + candidates));
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

    /// What somebody may ask for next, among the messages that are there.
    @Nullable Long pick(Random random) {
        var size = sent.size();
        return size == 0 ? null : (Long) (size - (long) random.nextInt(Math.min(size, 12)));
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
