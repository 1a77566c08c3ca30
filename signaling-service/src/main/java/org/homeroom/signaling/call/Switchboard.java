package org.homeroom.signaling.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.signaling.call.Call.Ending;
import org.homeroom.signaling.call.Call.State;

/// The rules of calls: what becomes of those of two people by a command.
///
/// It holds of all interleavings, as an exploration of them in the tests shows, that a device sits
/// in one call at most, that there is one call at most in a conversation, that a phone which rings
/// can be answered, and that no call lasts which nobody can end.
///
/// @param calls those that are not over of everybody whom the command may concern, and the one that
///   it names if that is over
record Switchboard(List<Call> calls, Patience patience) {
    /// With one to talk in and one that waits.
    private static final int MOST_AT_ONCE = 2;

    Switchboard {
        calls = List.copyOf(calls);
    }

    /// @param changed calls as they are from now on; none for a refusal
    record Transition(List<Call> changed, Result result) {
        Transition {
            changed = List.copyOf(changed);
        }
    }

    sealed interface Result {
        /// @param call as it is now, which is what was wanted
        record Done(Call call) implements Result {}

        record Refused(Refusal why) implements Result {}
    }

    Transition apply(CallCommand command, Instant now) {
        if (command instanceof CallCommand.Start start) {
            return start(start, now);
        }
        return find(command.call())
                .map(call -> happen(call, command, now))
                .orElse(refused(Refusal.NOT_FOUND));
    }

    private Transition happen(Call call, CallCommand command, Instant now) {
        return switch (command) {
            case CallCommand.Start _ -> throw new IllegalArgumentException("begins a call");
            case CallCommand.Answer answer ->
                    answer(call, answer.by(), answer.seat(), answer.instead(), now);
            case CallCommand.End(_, var by, var device) -> end(call, by, device, now);
            case CallCommand.Return(_, var by, var seat) -> back(call, by, seat);
            case CallCommand.Leave(_, var socket) -> leave(call, socket, now);
            case CallCommand.Expire _ -> expire(call, now);
            case CallCommand.Vanish(_, var account) ->
                    call.isOver() ? done(call) : changed(call.endedBy(account, now));
        };
    }

    private Transition start(CallCommand.Start start, Instant now) {
        var same = find(start.call());
        if (same.isPresent()) {
            return same.get().caller().equals(start.by())
                    ? done(same.get())
                    : refused(Refusal.NOT_FOUND);
        }
        var between = current(call -> call.conversation().equals(start.conversation())).findFirst();
        if (between.isPresent()) {
            return meet(between.get(), start, now);
        }
        if (sits(start.by(), start.seat().device()).isPresent()) {
            return refused(Refusal.DEVICE_IN_CALL);
        }
        return changed(
                new Call(
                        start.call(),
                        start.conversation(),
                        start.by(),
                        start.to(),
                        start.video(),
                        now,
                        1,
                        start.seat(),
                        firstState(start.to(), now)));
    }

    private State firstState(AccountId callee, Instant now) {
        var others = current(call -> call.concerns(callee)).count();
        return others < MOST_AT_ONCE
                ? new State.Ringing(now.plus(patience.ring()), others > 0)
                : new State.Ended(now, new Ending.Busy());
    }

    /// Who calls somebody by whom they are being called, answers.
    private Transition meet(Call between, CallCommand.Start start, Instant now) {
        return between.state() instanceof State.Ringing && between.callee().equals(start.by())
                ? answer(between, start.by(), start.seat(), false, now)
                : refused(Refusal.IN_PROGRESS);
    }

    private Transition answer(Call call, AccountId by, Seat seat, boolean instead, Instant now) {
        if (!call.callee().equals(by)) {
            return refused(Refusal.NOT_FOUND);
        }
        return switch (call.state()) {
            case State.Ended _ -> refused(Refusal.OVER);
            case State.Connected _ -> back(call, by, seat);
            case State.Ringing _ -> {
                var other = sits(by, seat.device());
                if (other.isPresent() && !instead) {
                    yield refused(Refusal.DEVICE_IN_CALL);
                }
                var answered = call.with(new State.Connected(seat, now));
                var ended = other.stream().map(before -> before.endedBy(by, now));
                yield new Transition(
                        Stream.concat(ended, Stream.of(answered)).toList(),
                        new Result.Done(answered));
            }
        };
    }

    private Transition end(Call call, AccountId by, DeviceId device, Instant now) {
        if (!call.concerns(by)) {
            return refused(Refusal.NOT_FOUND);
        }
        if (call.isOver()) {
            return done(call);
        }
        // A phone that rings sits nowhere yet, and may say no.
        var mayEnd = call.seatOf(by).map(seat -> seat.device().equals(device)).orElse(true);
        return mayEnd ? changed(call.endedBy(by, now)) : refused(Refusal.ELSEWHERE);
    }

    private Transition back(Call call, AccountId by, Seat seat) {
        if (!call.concerns(by)) {
            return refused(Refusal.NOT_FOUND);
        }
        if (call.isOver()) {
            return refused(Refusal.OVER);
        }
        var own = call.seatOf(by);
        if (own.isEmpty() || !own.get().device().equals(seat.device())) {
            return refused(Refusal.ELSEWHERE);
        }
        return own.get().equals(seat) ? done(call) : changed(call.withSeat(by, seat));
    }

    private Transition leave(Call call, Seat.Socket socket, Instant now) {
        for (var person : List.of(call.caller(), call.callee())) {
            var seat = call.seatOf(person).filter(own -> own.isAt(socket));
            if (seat.isPresent()) {
                return changed(call.withSeat(person, seat.get().awaySince(now)));
            }
        }
        return done(call);
    }

    private Transition expire(Call call, Instant now) {
        return switch (call.state()) {
            case State.Ringing(var until, _) when !now.isBefore(until) ->
                    changed(call.with(new State.Ended(now, new Ending.Unanswered())));
            case State.Ringing _ when isAwayFor(call.callerSeat(), patience.caller(), now) ->
                    changed(call.with(new State.Ended(now, new Ending.Cancelled())));
            case State.Connected(var calleeSeat, var since)
                    when isAwayFor(call.callerSeat(), patience.away(), now)
                            || isAwayFor(calleeSeat, patience.away(), now) ->
                    changed(call.with(new State.Ended(now, new Ending.Lost(since))));
            case State.Ringing _, State.Connected _, State.Ended _ -> done(call);
        };
    }

    private static boolean isAwayFor(Seat seat, Duration patience, Instant now) {
        return switch (seat.line()) {
            case Seat.Line.Present _ -> false;
            case Seat.Line.Away(var since) -> !now.isBefore(since.plus(patience));
        };
    }

    private Optional<Call> find(CallId id) {
        return calls.stream().filter(call -> call.id().equals(id)).findFirst();
    }

    private Stream<Call> current(Predicate<Call> which) {
        return calls.stream().filter(call -> !call.isOver()).filter(which);
    }

    /// The call in which a device sits.
    private Optional<Call> sits(AccountId account, DeviceId device) {
        return current(call -> call.seats(account, device)).findFirst();
    }

    private static Transition changed(Call call) {
        return new Transition(List.of(call), new Result.Done(call));
    }

    private static Transition done(Call call) {
        return new Transition(List.of(), new Result.Done(call));
    }

    private static Transition refused(Refusal why) {
        return new Transition(List.of(), new Result.Refused(why));
    }
}
