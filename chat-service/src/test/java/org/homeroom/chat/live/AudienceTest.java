package org.homeroom.chat.live;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

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

    /// A naive audience: everything is looked up by looking at everything.
    private static final class Model {
        record Listener(
                AccountId account,
                Map<ConversationId, List<AccountId>> joined,
                Set<AccountId> met) {}

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
        for (var step = 0; step < 1_000; step++) {
            var listener = "socket " + random.nextInt(10);
            var known = model.listeners.get(listener);
            if (known == null) {
                var account = any(random, ACCOUNTS);
                audience.arrive(listener, account);
                model.listeners.put(
                        listener, new Model.Listener(account, new HashMap<>(), new HashSet<>()));
            } else if (random.nextInt(4) == 0) {
                audience.leave(listener);
                model.listeners.remove(listener);
            } else {
                var conversation = any(random, CONVERSATIONS);
                var members = List.of(known.account, any(random, ACCOUNTS));
                audience.join(listener, conversation, members);
                known.joined.put(conversation, members);
                known.met.addAll(members);
            }
            compare(model);
        }
        List.copyOf(model.listeners.keySet()).forEach(audience::leave);
        assertThat(audience.isEmpty()).isTrue();
    }

    private void compare(Model model) {
        for (var account : ACCOUNTS) {
            assertThat(audience.ofAccount(account))
                    .isEqualTo(model.where(listener -> listener.account.equals(account)));
            assertThat(audience.ofAcquaintances(account))
                    .isEqualTo(model.where(listener -> listener.met.contains(account)));
        }
        for (var conversation : CONVERSATIONS) {
            var in = model.where(listener -> listener.joined.containsKey(conversation));
            assertThat(audience.ofConversation(conversation)).isEqualTo(in);
            for (var listener : model.listeners.keySet()) {
                assertThat(audience.isIn(listener, conversation)).isEqualTo(in.contains(listener));
                var known = model.listeners.get(listener);
                assertThat(audience.othersIn(listener, conversation))
                        .isEqualTo(
                                known.joined.getOrDefault(conversation, List.of()).stream()
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
        audience.join("socket", CONVERSATIONS.getFirst(), ACCOUNTS);
        audience.leave("socket");

        assertThat(audience.isEmpty()).isTrue();
    }

    @Test
    void nothingIsKeptOfThoseWhoJoinAndLeaveAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 2_000; i++) {
                var listener = "socket " + i;
                audience.arrive(listener, any(new Random(i), ACCOUNTS));
                threads.execute(
                        () -> CONVERSATIONS.forEach(id -> audience.join(listener, id, ACCOUNTS)));
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
