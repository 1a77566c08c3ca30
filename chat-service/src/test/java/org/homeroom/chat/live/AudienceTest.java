package org.homeroom.chat.live;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.homeroom.chat.conversation.MemberStore.Seat;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {
    private static final List<AccountId> ACCOUNTS =
            IntStream.range(0, 5).mapToObj(i -> new AccountId(new UUID(1, i))).toList();
    private static final List<ConversationId> CONVERSATIONS =
            IntStream.range(0, 6).mapToObj(i -> new ConversationId(new UUID(2, i))).toList();

    private final Audience<String> audience = new Audience<>();

    private static Seat seat(Collection<AccountId> met) {
        return seat(0, 1, met);
    }

    private static Seat seat(long revision, long firstNumber, Collection<AccountId> met) {
        return new Seat(
                revision, revision, firstNumber, met.stream().collect(toMap(one -> one, _ -> 0L)));
    }

    /// A naive audience: everything is looked up by looking at everything.
    private static final class Model {
        record Listener(AccountId account, Map<ConversationId, Set<AccountId>> joined) {
            boolean meets(AccountId other) {
                return joined.values().stream().anyMatch(met -> met.contains(other));
            }
        }

        private final Map<String, Listener> listeners = new HashMap<>();

        Set<String> where(Predicate<Listener> matches) {
            return listeners.entrySet().stream()
                    .filter(entry -> matches.test(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(toSet());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoHearsWhatFollowsFromWhoJoined(long seed) {
        var random = new Random(seed);
        var model = new Model();
        for (var step = 1L; step <= 1_000; step++) {
            var listener = "socket " + random.nextInt(10);
            var conversation = any(random, CONVERSATIONS);
            var known = model.listeners.get(listener);
            if (known == null) {
                var account = any(random, ACCOUNTS);
                audience.arrive(listener, account);
                model.listeners.put(listener, new Model.Listener(account, new HashMap<>()));
                continue;
            }
            switch (random.nextInt(5)) {
                case 0 -> {
                    audience.leave(listener);
                    model.listeners.remove(listener);
                }
                case 1 -> {
                    audience.part(listener, conversation, step);
                    known.joined.remove(conversation);
                }
                case 2 -> {
                    var account = any(random, ACCOUNTS);
                    var isIn = random.nextBoolean();
                    audience.meet(conversation, account, isIn, step);
                    model.listeners.values().stream()
                            .flatMap(each -> Stream.ofNullable(each.joined.get(conversation)))
                            .forEach(met -> {
                                if (isIn) {
                                    met.add(account);
                                } else {
                                    met.remove(account);
                                }
                            });
                }
                default -> {
                    var met = Set.of(known.account);
                    var now = step;
                    audience.join(
                            listener,
                            conversation,
                            new Seat(step, step, 1, Map.of(known.account, now)));
                    known.joined.computeIfAbsent(conversation, none -> new HashSet<>()).addAll(met);
                }
            }
            compare(model);
        }
        List.copyOf(model.listeners.keySet()).forEach(audience::leave);
        assertThat(audience.isEmpty()).isTrue();
    }

    /// Whatever is told of a membership, in whatever order and however often: the newest holds.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void oldNewsChangesNothing(long seed) {
        var random = new Random(seed);
        var conversation = CONVERSATIONS.getFirst();
        for (var round = 0; round < 200; round++) {
            var listener = "socket " + round;
            audience.arrive(listener, ACCOUNTS.getFirst());
            var revisions = 1 + random.nextInt(6);
            var beginsIn = random.nextBoolean();
            var news = new ArrayList<Integer>();
            for (var i = 0; i < 2 * revisions; i++) {
                news.add(random.nextInt(revisions));
            }
            news.add(revisions - 1);
            Collections.shuffle(news, random);
            for (var revision : news) {
                if (revision % 2 == 0 == beginsIn) {
                    audience.join(listener, conversation, seat(revision, 1, ACCOUNTS));
                } else {
                    audience.part(listener, conversation, revision);
                }
            }
            var endsIn = (revisions - 1) % 2 == 0 == beginsIn;
            assertThat(audience.isIn(listener, conversation)).as("%s", news).isEqualTo(endsIn);
            audience.leave(listener);
        }
        assertThat(audience.isEmpty()).isTrue();
    }

    @Test
    void whoCameLaterHearsOnlyWhatIsSaidFromThenOn() {
        var conversation = CONVERSATIONS.getFirst();
        audience.arrive("old", ACCOUNTS.get(0));
        audience.arrive("new", ACCOUNTS.get(1));
        audience.join("old", conversation, seat(0, 1, ACCOUNTS));
        audience.join("new", conversation, seat(1, 8, ACCOUNTS));

        assertThat(audience.hearing(conversation, 7)).containsExactly("old");
        assertThat(audience.hearing(conversation, 8)).containsExactlyInAnyOrder("old", "new");
    }

    @Test
    void aMissedChangeLeavesItsListenersBehind() {
        var conversation = CONVERSATIONS.getFirst();
        audience.arrive("early", ACCOUNTS.get(0));
        audience.arrive("late", ACCOUNTS.get(1));
        audience.join("early", conversation, seat(0, 1, ACCOUNTS));
        audience.join("late", conversation, seat(2, 1, ACCOUNTS));
        assertThat(audience.behind(conversation, 2)).containsExactly("early");

        // The second change comes before the first: what happened at the first is not known.
        audience.advance(conversation, 2);
        assertThat(audience.behind(conversation, 2)).containsExactly("early");
        audience.advance(conversation, 1);
        assertThat(audience.behind(conversation, 1)).isEmpty();
        assertThat(audience.behind(conversation, 2)).containsExactly("early");
        audience.advance(conversation, 2);
        assertThat(audience.behind(conversation, 2)).isEmpty();
    }

    @Test
    void whoLeftIsNotMetAgainByOldNews() {
        var conversation = CONVERSATIONS.getFirst();
        var other = ACCOUNTS.get(1);
        audience.arrive("socket", ACCOUNTS.get(0));
        audience.join("socket", conversation, seat(0, 1, ACCOUNTS));
        audience.meet(conversation, other, false, 3);
        audience.meet(conversation, other, true, 2);
        audience.join("socket", conversation, seat(1, 1, ACCOUNTS));
        assertThat(audience.ofAcquaintances(other)).isEmpty();
        assertThat(audience.meeting(conversation, other)).isEmpty();

        audience.meet(conversation, other, true, 4);
        assertThat(audience.ofAcquaintances(other)).containsExactly("socket");
    }

    @Test
    void whoIsWatchedIsToldOfWhileTheyAreMetAndMayBe() {
        var conversation = CONVERSATIONS.getFirst();
        var other = ACCOUNTS.get(1);
        audience.arrive("socket", ACCOUNTS.get(0));
        assertThat(audience.watch("socket", Set.of(other))).containsExactly(other);
        assertThat(audience.allow("socket", other, 2, true)).isTrue();
        assertThat(audience.watching(other)).as("a stranger").isEmpty();
        audience.join("socket", conversation, seat(0, 1, ACCOUNTS));
        assertThat(audience.watching(other)).containsExactly("socket");

        assertThat(audience.allow("socket", other, 1, false)).isFalse();
        assertThat(audience.watching(other)).as("old news").containsExactly("socket");
        assertThat(audience.watch("socket", Set.of(other))).as("known").isEmpty();
        audience.allow("socket", other, 3, false);
        assertThat(audience.watching(other)).isEmpty();
        assertThat(audience.showing(other)).containsExactly("socket");
        assertThat(audience.allow("socket", other, 4, true)).isTrue();

        audience.meet(conversation, other, false, 1);
        assertThat(audience.watching(other)).isEmpty();
        audience.meet(conversation, other, true, 2);
        audience.watch("socket", Set.of());
        assertThat(audience.watching(other)).isEmpty();
        assertThat(audience.allow("socket", other, 5, true)).as("not shown any more").isFalse();
        audience.watch("socket", Set.copyOf(ACCOUNTS));
        audience.leave("socket");
        assertThat(audience.watch("socket", Set.copyOf(ACCOUNTS))).isEmpty();
        assertThat(audience.isEmpty()).isTrue();
    }

    private void compare(Model model) {
        for (var account : ACCOUNTS) {
            assertThat(audience.ofAccount(account))
                    .isEqualTo(model.where(listener -> listener.account.equals(account)));
            assertThat(audience.ofAcquaintances(account))
                    .isEqualTo(model.where(listener -> listener.meets(account)));
        }
        for (var conversation : CONVERSATIONS) {
            var in = model.where(listener -> listener.joined.containsKey(conversation));
            assertThat(audience.ofConversation(conversation)).isEqualTo(in);
            for (var listener : model.listeners.keySet()) {
                assertThat(audience.isIn(listener, conversation)).isEqualTo(in.contains(listener));
                var known = model.listeners.get(listener);
                assertThat(audience.othersIn(listener, conversation))
                        .containsExactlyInAnyOrderElementsOf(
                                known.joined.getOrDefault(conversation, Set.of()).stream()
                                        .filter(member -> !member.equals(known.account))
                                        .toList());
            }
        }
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Test
    void whoHasLeftJoinsNothingAnyMore() {
        audience.arrive("socket", ACCOUNTS.getFirst());
        audience.leave("socket");
        audience.join("socket", CONVERSATIONS.getFirst(), seat(ACCOUNTS));
        audience.leave("socket");

        assertThat(audience.isEmpty()).isTrue();
    }

    @Test
    void nothingIsKeptOfThoseWhoJoinAndLeaveAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 2_000; i++) {
                var listener = "socket " + i;
                audience.arrive(listener, any(new Random(i), ACCOUNTS));
                threads.execute(() ->
                        CONVERSATIONS.forEach(id -> audience.join(listener, id, seat(ACCOUNTS))));
                threads.execute(() -> audience.leave(listener));
                threads.execute(
                        () -> new HashSet<>(audience.ofConversation(CONVERSATIONS.getFirst())));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(audience.isEmpty()).isTrue();
    }
}
