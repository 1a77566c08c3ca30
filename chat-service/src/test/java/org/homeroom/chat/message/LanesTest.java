package org.homeroom.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final ConversationId HERE = new ConversationId(new UUID(1, 1));
    private static final ConversationId THERE = new ConversationId(new UUID(1, 2));
    private static final AccountId MEI = new AccountId(new UUID(2, 1));

    private final Lanes<Send, SendResult> lanes = lanes(10);

    private static Lanes<Send, SendResult> lanes(int most) {
        return new Lanes<>(most, new SendResult.TooManyWaiting(), new SendResult.ClientIdReused());
    }

    private static Send send(ConversationId conversation, int clientId, String text) {
        return new Send(
                conversation,
                MEI,
                new UUID(3, clientId),
                new Content.Plain(new MessageText(text), null),
                List.of());
    }

    private List<String> take(ConversationId conversation, int largest) {
        return lanes.take(conversation, largest).stream()
                .map(waiting -> waiting.item().content().text().value())
                .toList();
    }

    @Test
    void oneCommitsAndTheOthersWaitInOrder() {
        assertThat(lanes.add(send(HERE, 1, "a")).isFirst()).isTrue();
        assertThat(lanes.add(send(HERE, 2, "b")).isFirst()).isFalse();
        assertThat(lanes.add(send(THERE, 3, "elsewhere")).isFirst()).isTrue();
        assertThat(lanes.add(send(HERE, 4, "c")).isFirst()).isFalse();

        assertThat(take(HERE, 2)).containsExactly("a", "b");
        assertThat(lanes.isDone(HERE)).isFalse();
        // The next group gathers while one is under way.
        assertThat(lanes.add(send(HERE, 5, "d")).isFirst()).isFalse();
        assertThat(take(HERE, 2)).containsExactly("c", "d");
        assertThat(lanes.isDone(HERE)).isTrue();
        assertThat(lanes.add(send(HERE, 6, "e")).isFirst()).isTrue();
    }

    @Test
    void aRetryThatWaitsComesToTheSame() {
        var first = lanes.add(send(HERE, 1, "a"));
        var retry = lanes.add(send(HERE, 1, "a"));

        assertThat(retry.result()).isSameAs(first.result());
        assertThat(take(HERE, 10)).containsExactly("a");
    }

    @Test
    void anotherTextUnderTheSameNameIsRefused() {
        lanes.add(send(HERE, 1, "a"));

        assertThat(lanes.add(send(HERE, 1, "b")).result())
                .isCompletedWithValue(new SendResult.ClientIdReused());
        assertThat(take(HERE, 10)).containsExactly("a");
    }

    @Test
    void aRetryOfWhatIsBeingCommittedWaitsForTheNextGroup() {
        lanes.add(send(HERE, 1, "a"));
        take(HERE, 10);

        assertThat(lanes.add(send(HERE, 1, "a")).isFirst()).isFalse();
        assertThat(take(HERE, 10)).containsExactly("a");
    }

    @Test
    void noMoreWaitThanFit() {
        for (var i = 0; i < 10; i++) {
            assertThat(lanes.add(send(i % 2 == 0 ? HERE : THERE, i, "a")).result()).isNotDone();
        }

        assertThat(lanes.add(send(HERE, 10, "a")).result())
                .isCompletedWithValue(new SendResult.TooManyWaiting());
        // It names no new lane that nobody would ever empty.
        var third = new ConversationId(new UUID(1, 3));
        assertThat(lanes.add(send(third, 11, "a")).isFirst()).isFalse();
        assertThat(lanes.isDone(third)).isTrue();

        lanes.take(HERE, 1);
        assertThat(lanes.add(send(HERE, 12, "a")).result()).isNotDone();
    }

    @Test
    void eachIsTakenOnceHoweverManyCome() throws Exception {
        var roomy = lanes(100_000);
        var taken = ConcurrentHashMap.<Send>newKeySet();
        var committers = new AtomicInteger();
        var failures = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 20_000; i++) {
                var send = send(i % 3 == 0 ? HERE : THERE, i, "a");
                threads.execute(() -> {
                    if (!roomy.add(send).isFirst()) {
                        return;
                    }
                    do {
                        if (send.conversation().equals(HERE) && committers.incrementAndGet() > 1) {
                            failures.add("two commit");
                        }
                        roomy.take(send.conversation(), 7)
                                .forEach(waiting -> {
                                    if (!taken.add(waiting.item())) {
                                        failures.add("taken twice");
                                    }
                                });
                        if (send.conversation().equals(HERE)) {
                            committers.decrementAndGet();
                        }
                    } while (!roomy.isDone(send.conversation()));
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(failures).isEmpty();
        assertThat(taken).hasSize(20_000);
    }
}
