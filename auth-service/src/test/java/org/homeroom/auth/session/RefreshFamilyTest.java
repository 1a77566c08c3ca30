package org.homeroom.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.homeroom.auth.session.RefreshFamily.Command;
import org.homeroom.auth.session.RefreshFamily.Effect;
import org.homeroom.auth.session.RefreshFamily.Life;
import org.homeroom.auth.session.RefreshFamily.Standing;
import org.homeroom.auth.session.RefreshFamily.Transition;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshFamilyTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Life LIFE =
            new Life(Duration.ofDays(30), Duration.ofDays(180), Duration.ofSeconds(10));
    private static final AccountId ACCOUNT = new AccountId(new UUID(1, 1));

    private final Random random = new Random(7);
    private final RefreshToken first = token(new SessionId(new UUID(7, 7)));
    private final RefreshFamily family = RefreshFamily.start(first, ACCOUNT, START);

    private RefreshToken token(SessionId session) {
        return RefreshToken.first(
                session, bytes(RefreshToken.PROOF_LENGTH), bytes(RefreshToken.SECRET_LENGTH));
    }

    private Salt salt() {
        return Salt.of(bytes(Salt.LENGTH));
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Transition exchange(RefreshFamily from, RefreshToken token, Instant now) {
        return from.apply(new Command.Exchange(token, salt()), LIFE, now);
    }

    private static RefreshToken issued(Transition transition) {
        assertThat(transition.effects()).hasSize(1);
        return ((Effect.Issue) transition.effects().getFirst()).token();
    }

    @Nested
    class Exchanging {
        @Test
        void theCurrentTokenGetsANewOneOfTheSameSession() {
            var transition = exchange(family, first, START.plusSeconds(600));

            assertThat(issued(transition).text()).isNotEqualTo(first.text());
            assertThat(issued(transition).session()).isEqualTo(first.session());
            assertThat(transition.next().generation()).isEqualTo(1);
            assertThat(transition.next().rotatedAt()).isEqualTo(START.plusSeconds(600));
        }

        @Test
        void theNewTokenIsTheOneThatIsExchangedNext() {
            var once = exchange(family, first, START.plusSeconds(600));
            var twice = exchange(once.next(), issued(once), START.plusSeconds(1200));

            assertThat(issued(twice).text()).isNotIn(first.text(), issued(once).text());
            assertThat(twice.next().generation()).isEqualTo(2);
        }

        @Test
        void withinTheGraceTheSameSuccessorIsAnsweredAgain() {
            var once = exchange(family, first, START);
            var again = exchange(once.next(), first, START.plusMillis(9_999));

            assertThat(issued(again)).isEqualTo(issued(once));
            assertThat(again.next()).isEqualTo(once.next());
        }

        @Test
        void afterTheGraceAnOldTokenEndsTheFamily() {
            var once = exchange(family, first, START);
            var again = exchange(once.next(), first, START.plusSeconds(10));

            assertThat(again.effects())
                    .containsExactly(new Effect.Refuse(), new Effect.End(EndReason.REUSED));
            assertThat(again.next().standing())
                    .isEqualTo(new Standing.Ended(START.plusSeconds(10), EndReason.REUSED));
        }

        @Test
        void theThiefsTokenDiesWithTheFamily() {
            var stolen = issued(exchange(family, first, START));
            var once = exchange(family, first, START);
            var ended = exchange(once.next(), first, START.plusSeconds(60)).next();

            assertThat(exchange(ended, stolen, START.plusSeconds(61)).effects())
                    .containsExactly(new Effect.Refuse());
        }

        @Test
        void aTokenTwoStepsOldEndsTheFamilyEvenWithinTheGrace() {
            var once = exchange(family, first, START);
            var twice = exchange(once.next(), issued(once), START.plusSeconds(1));

            assertThat(exchange(twice.next(), first, START.plusSeconds(2)).effects())
                    .containsExactly(new Effect.Refuse(), new Effect.End(EndReason.REUSED));
        }

        @Test
        void whoKnowsOnlyTheSessionsIdIsRefusedAndEndsNothing() {
            var transition = exchange(family, token(first.session()), START);

            assertThat(transition.effects()).containsExactly(new Effect.Refuse());
            assertThat(transition.next()).isEqualTo(family);
        }

        @Test
        void aTokenOfAnotherSessionIsRefusedAndEndsNothing() {
            var other =
                    new RefreshToken(new SessionId(new UUID(8, 8)), first.proof(), first.secret());

            assertThat(exchange(family, other, START))
                    .isEqualTo(new Transition(family, List.of(new Effect.Refuse())));
        }
    }

    @Nested
    class Ending {
        @Test
        void anIdleFamilyEndsToTheInstant() {
            var justInTime = START.plus(LIFE.idle()).minusMillis(1);

            assertThat(issued(exchange(family, first, justInTime))).isNotNull();
            assertThat(exchange(family, first, START.plus(LIFE.idle())).effects())
                    .containsExactly(new Effect.Refuse());
        }

        @Test
        void aBusyFamilyEndsAtItsAbsoluteLife() {
            var now = START;
            var current = family;
            var token = first;
            while (now.plus(Duration.ofDays(29)).isBefore(START.plus(LIFE.absolute()))) {
                now = now.plus(Duration.ofDays(29));
                var transition = exchange(current, token, now);
                token = issued(transition);
                current = transition.next();
            }
            assertThat(exchange(current, token, START.plus(LIFE.absolute())).effects())
                    .containsExactly(new Effect.Refuse());
        }

        @Test
        void signOutEndsIt() {
            var out = family.apply(new Command.SignOut(first), LIFE, START.plusSeconds(5));

            assertThat(out.effects()).containsExactly(new Effect.End(EndReason.SIGNED_OUT));
            assertThat(exchange(out.next(), first, START.plusSeconds(6)).effects())
                    .containsExactly(new Effect.Refuse());
        }

        @Test
        void signOutTwiceSaysNothingTheSecondTime() {
            var out = family.apply(new Command.SignOut(first), LIFE, START);

            assertThat(out.next().apply(new Command.SignOut(first), LIFE, START))
                    .isEqualTo(new Transition(out.next(), List.of()));
        }

        @Test
        void nobodyElseCanSignOut() {
            var stranger = token(first.session());

            assertThat(family.apply(new Command.SignOut(stranger), LIFE, START))
                    .isEqualTo(new Transition(family, List.of()));
        }
    }

    /// A world of one honest client, who may lose answers, and a thief with a copy of some token,
    /// in random order.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void whateverComesInWhateverOrder(long seed) {
        var dice = new Random(seed);
        for (var run = 0; run < 50; run++) {
            playOut(dice);
        }
    }

    private void playOut(Random dice) {
        var now = START;
        var current = family;
        var everIssued = new ArrayList<>(List.of(first));
        var ended = false;
        for (var step = 0; step < 40; step++) {
            now = now.plusMillis(dice.nextInt(15_000));
            var token = everIssued.get(Math.max(0, everIssued.size() - 1 - dice.nextInt(3)));
            var command =
                    dice.nextInt(20) == 0
                            ? new Command.SignOut(token)
                            : new Command.Exchange(token, salt());
            var transition = current.apply(command, LIFE, now);

            assertThat(transition)
                    .as("the same command gives the same answer")
                    .isEqualTo(current.apply(command, LIFE, now));
            var next = transition.next();
            assertThat(next.generation()).isBetween(current.generation(), current.generation() + 1);
            for (var effect : transition.effects()) {
                switch (effect) {
                    case Effect.Issue(var issued) -> {
                        assertThat(ended).as("nothing is issued after the end").isFalse();
                        assertThat(next.current().isOf(issued.text())).isTrue();
                        if (!everIssued.getLast().equals(issued)) {
                            assertThat(everIssued).doesNotContain(issued);
                            assertThat(token).isEqualTo(everIssued.getLast());
                            everIssued.add(issued);
                        }
                    }
                    case Effect.Refuse() ->
                            assertThat(next.standing()).isInstanceOf(Standing.Ended.class);
                    case Effect.End _ -> {
                        assertThat(ended).as("it ends once").isFalse();
                        ended = true;
                    }
                }
            }
            assertThat(everIssued)
                    .as("no token can be read from what is stored")
                    .noneMatch(secret -> next.toString().contains(secret.secret()));
            current = next;
        }
    }
}
