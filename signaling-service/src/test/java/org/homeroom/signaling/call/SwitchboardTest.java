package org.homeroom.signaling.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.signaling.call.Call.Ending;
import org.homeroom.signaling.call.Call.State;
import org.homeroom.signaling.call.Switchboard.Result;
import org.junit.jupiter.api.Test;

class SwitchboardTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(45), Duration.ofSeconds(10), Duration.ofSeconds(60));

    private static final AccountId ANA = new AccountId(id(1));
    private static final AccountId BEN = new AccountId(id(2));
    private static final AccountId CHIA = new AccountId(id(3));
    private static final AccountId DAVID = new AccountId(id(4));
    private static final CallId CALL = new CallId(id(10));
    private static final CallId SECOND = new CallId(id(11));
    private static final CallId THIRD = new CallId(id(12));

    /// Grows with each command.
    private List<Call> calls = List.of();

    private static UUID id(long number) {
        return new UUID(0, number);
    }

    private static DeviceId device(AccountId person, int number) {
        return new DeviceId(new UUID(number, person.value().getLeastSignificantBits()));
    }

    private static Seat seat(AccountId person, int number) {
        return Seat.at(device(person, number), new Seat.Socket(id(100), number));
    }

    private static ConversationId between(AccountId one, AccountId other) {
        var bits =
                Stream.of(one, other)
                        .mapToLong(person -> 1L << person.value().getLeastSignificantBits())
                        .sum();
        return new ConversationId(new UUID(7, bits));
    }

    private static CallCommand.Start start(CallId call, AccountId by, AccountId to) {
        return new CallCommand.Start(call, between(by, to), by, to, seat(by, 1), true);
    }

    private static CallCommand.Answer answer(CallId call, AccountId by, int device) {
        return new CallCommand.Answer(call, by, seat(by, device), false);
    }

    private Result send(CallCommand command) {
        return send(command, NOW);
    }

    private Result send(CallCommand command, Instant at) {
        var transition = new Switchboard(calls, PATIENCE).apply(command, at);
        var changed = transition.changed().stream().map(Call::id).toList();
        calls =
                Stream.concat(
                                calls.stream().filter(call -> !changed.contains(call.id())),
                                transition.changed().stream())
                        .toList();
        return transition.result();
    }

    private Call call(CallId id) {
        return calls.stream().filter(call -> call.id().equals(id)).findFirst().orElseThrow();
    }

    private State state(CallId id) {
        return call(id).state();
    }

    private static Result refused(Refusal why) {
        return new Result.Refused(why);
    }

    @Test
    void itRingsIsAnsweredAndHungUp() {
        send(start(CALL, ANA, BEN));
        assertThat(state(CALL)).isEqualTo(new State.Ringing(NOW.plusSeconds(45), false));

        send(answer(CALL, BEN, 2));
        assertThat(state(CALL)).isEqualTo(new State.Connected(seat(BEN, 2), NOW));

        send(new CallCommand.End(CALL, ANA, device(ANA, 1)), NOW.plusSeconds(90));
        assertThat(state(CALL))
                .isEqualTo(new State.Ended(NOW.plusSeconds(90), new Ending.HungUp(ANA, NOW)));
        assertThat(call(CALL).revision()).isEqualTo(3);
    }

    @Test
    void theFirstAnswerWins() {
        send(start(CALL, ANA, BEN));
        send(answer(CALL, BEN, 1));

        assertThat(send(answer(CALL, BEN, 2))).isEqualTo(refused(Refusal.ELSEWHERE));
        assertThat(send(answer(CALL, BEN, 1))).isEqualTo(new Result.Done(call(CALL)));
        assertThat(call(CALL).revision()).isEqualTo(2);
    }

    @Test
    void aPhoneThatRingsMayDecline() {
        send(start(CALL, ANA, BEN));
        send(new CallCommand.End(CALL, BEN, device(BEN, 2)));
        assertThat(state(CALL)).isEqualTo(new State.Ended(NOW, new Ending.Declined()));
        // Asked once more it is what was wanted already.
        assertThat(send(new CallCommand.End(CALL, BEN, device(BEN, 2))))
                .isEqualTo(new Result.Done(call(CALL)));
    }

    @Test
    void itIsGivenUpByTheCallersDeviceOnly() {
        send(start(CALL, ANA, BEN));
        assertThat(send(new CallCommand.End(CALL, ANA, device(ANA, 2))))
                .isEqualTo(refused(Refusal.ELSEWHERE));
        send(new CallCommand.End(CALL, ANA, device(ANA, 1)));
        assertThat(state(CALL)).isEqualTo(new State.Ended(NOW, new Ending.Cancelled()));
        assertThat(send(answer(CALL, BEN, 1))).isEqualTo(refused(Refusal.OVER));
    }

    @Test
    void itRingsForSoLongAndNoLonger() {
        send(start(CALL, ANA, BEN));
        send(new CallCommand.Expire(CALL), NOW.plusMillis(44_999));
        assertThat(call(CALL).isOver()).isFalse();
        send(new CallCommand.Expire(CALL), NOW.plusSeconds(45));
        assertThat(state(CALL))
                .isEqualTo(new State.Ended(NOW.plusSeconds(45), new Ending.Unanswered()));
    }

    @Test
    void whoCallsSomebodyThatCallsThemAnswers() {
        send(start(CALL, ANA, BEN));
        var result = send(start(SECOND, BEN, ANA));

        assertThat(result).isEqualTo(new Result.Done(call(CALL)));
        assertThat(state(CALL)).isEqualTo(new State.Connected(seat(BEN, 1), NOW));
        assertThat(calls).hasSize(1);
    }

    @Test
    void twoPeopleHaveOneCallAtMost() {
        send(start(CALL, ANA, BEN));
        var again = new CallCommand.Start(SECOND, between(ANA, BEN), ANA, BEN, seat(ANA, 2), false);
        assertThat(send(again)).isEqualTo(refused(Refusal.IN_PROGRESS));
    }

    @Test
    void aRetryIsTheSameCall() {
        send(start(CALL, ANA, BEN));
        assertThat(send(start(CALL, ANA, BEN))).isEqualTo(new Result.Done(call(CALL)));
        // A name that is taken says nothing of whose it is.
        assertThat(send(start(CALL, CHIA, BEN))).isEqualTo(refused(Refusal.NOT_FOUND));
    }

    @Test
    void aSecondCallWaitsAndAThirdIsBusy() {
        send(start(CALL, ANA, BEN));
        send(answer(CALL, BEN, 1));
        send(start(SECOND, CHIA, BEN));
        assertThat(state(SECOND)).isEqualTo(new State.Ringing(NOW.plusSeconds(45), true));

        send(start(THIRD, DAVID, BEN));
        assertThat(state(THIRD)).isEqualTo(new State.Ended(NOW, new Ending.Busy()));
    }

    @Test
    void theCallThatWaitsIsAnsweredInsteadOrByAnotherDevice() {
        send(start(CALL, ANA, BEN));
        send(answer(CALL, BEN, 1));
        send(start(SECOND, CHIA, BEN));
        assertThat(send(answer(SECOND, BEN, 1))).isEqualTo(refused(Refusal.DEVICE_IN_CALL));

        send(new CallCommand.Answer(SECOND, BEN, seat(BEN, 1), true));
        assertThat(state(CALL)).isEqualTo(new State.Ended(NOW, new Ending.HungUp(BEN, NOW)));
        assertThat(state(SECOND)).isEqualTo(new State.Connected(seat(BEN, 1), NOW));

        send(start(THIRD, DAVID, BEN));
        send(answer(THIRD, BEN, 2));
        assertThat(state(SECOND)).isInstanceOf(State.Connected.class);
        assertThat(state(THIRD)).isInstanceOf(State.Connected.class);
    }

    @Test
    void aDeviceInACallCallsNobodyElse() {
        send(start(CALL, ANA, BEN));
        assertThat(send(start(SECOND, ANA, CHIA))).isEqualTo(refused(Refusal.DEVICE_IN_CALL));
    }

    @Test
    void whoIsAwayMayComeBackOverAnotherSocket() {
        send(start(CALL, ANA, BEN));
        send(answer(CALL, BEN, 1));
        send(new CallCommand.Leave(CALL, new Seat.Socket(id(100), 1)));
        assertThat(call(CALL).callerSeat().isAway()).isTrue();

        var elsewhere = Seat.at(device(ANA, 1), new Seat.Socket(id(101), 7));
        send(new CallCommand.Return(CALL, ANA, elsewhere), NOW.plusSeconds(59));
        send(new CallCommand.Expire(CALL), NOW.plusSeconds(60));
        assertThat(call(CALL).isOver()).isFalse();
        assertThat(call(CALL).callerSeat()).isEqualTo(elsewhere);
        // What is heard late of the socket before concerns nobody.
        send(new CallCommand.Leave(CALL, new Seat.Socket(id(99), 1)));
        assertThat(call(CALL).callerSeat()).isEqualTo(elsewhere);
    }

    @Test
    void whoStaysAwayLosesTheCall() {
        send(start(CALL, ANA, BEN));
        send(answer(CALL, BEN, 2));
        send(new CallCommand.Leave(CALL, new Seat.Socket(id(100), 2)));
        send(new CallCommand.Expire(CALL), NOW.plusMillis(59_999));
        assertThat(call(CALL).isOver()).isFalse();
        send(new CallCommand.Expire(CALL), NOW.plusSeconds(60));
        assertThat(state(CALL))
                .isEqualTo(new State.Ended(NOW.plusSeconds(60), new Ending.Lost(NOW)));
    }

    @Test
    void nobodyIsRungForACallerWhoIsGone() {
        send(start(CALL, ANA, BEN));
        send(new CallCommand.Leave(CALL, new Seat.Socket(id(100), 1)));
        send(new CallCommand.Expire(CALL), NOW.plusSeconds(10));
        assertThat(state(CALL))
                .isEqualTo(new State.Ended(NOW.plusSeconds(10), new Ending.Cancelled()));
    }

    @Test
    void strangersHaveNoPartInIt() {
        send(start(CALL, ANA, BEN));
        assertThat(send(answer(CALL, CHIA, 1))).isEqualTo(refused(Refusal.NOT_FOUND));
        assertThat(send(answer(CALL, ANA, 2))).isEqualTo(refused(Refusal.NOT_FOUND));
        assertThat(send(new CallCommand.End(CALL, CHIA, device(CHIA, 1))))
                .isEqualTo(refused(Refusal.NOT_FOUND));
        assertThat(send(new CallCommand.Return(CALL, CHIA, seat(CHIA, 1))))
                .isEqualTo(refused(Refusal.NOT_FOUND));
        assertThat(send(new CallCommand.Return(CALL, ANA, seat(ANA, 2))))
                .isEqualTo(refused(Refusal.ELSEWHERE));
        assertThat(send(new CallCommand.Expire(SECOND))).isEqualTo(refused(Refusal.NOT_FOUND));
    }

    @Test
    void withAnAccountItsCallsEnd() {
        send(start(CALL, ANA, BEN));
        send(new CallCommand.Vanish(CALL, BEN));
        assertThat(state(CALL)).isEqualTo(new State.Ended(NOW, new Ending.Declined()));
    }
}
