package org.homeroom.signaling.call;

import java.time.Instant;
import java.util.Optional;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;

/// One call as it stands.
///
/// @param conversation the direct one of the two people
/// @param video whether it was begun as a video call; either may turn a camera on in any call
/// @param revision counts its changes, from 1; of two accounts of a call the one with the higher
///   holds
/// @param callerSeat where the caller sits
record Call(
        CallId id,
        ConversationId conversation,
        AccountId caller,
        AccountId callee,
        boolean video,
        Instant startedAt,
        long revision,
        Seat callerSeat,
        State state) {

    sealed interface State {
        /// At every device of the callee.
        ///
        /// @param until it is given up
        /// @param waiting whether the callee was in another call when it began
        record Ringing(Instant until, boolean waiting) implements State {}

        /// @param calleeSeat the device that answered first
        record Connected(Seat calleeSeat, Instant since) implements State {}

        record Ended(Instant at, Ending how) implements State {}
    }

    /// How a call ended.
    sealed interface Ending {
        /// One of the two put an end to it.
        record HungUp(AccountId by, Instant answeredAt) implements Ending {}

        /// One of the two was away for too long.
        record Lost(Instant answeredAt) implements Ending {}

        /// The caller gave up, or was gone, before anybody answered.
        record Cancelled() implements Ending {}

        record Declined() implements Ending {}

        /// It rang to the end.
        record Unanswered() implements Ending {}

        /// The callee had a call, and another one waiting.
        record Busy() implements Ending {}
    }

    boolean isOver() {
        return state instanceof State.Ended;
    }

    boolean concerns(AccountId account) {
        return caller.equals(account) || callee.equals(account);
    }

    AccountId other(AccountId account) {
        return caller.equals(account) ? callee : caller;
    }

    /// Where a person sits: the callee nowhere before they have answered, and nobody once it is
    /// over.
    Optional<Seat> seatOf(AccountId account) {
        return switch (state) {
            case State.Ringing _ ->
                    caller.equals(account) ? Optional.of(callerSeat) : Optional.empty();
            case State.Connected(var calleeSeat, _) -> {
                if (caller.equals(account)) {
                    yield Optional.of(callerSeat);
                }
                yield callee.equals(account) ? Optional.of(calleeSeat) : Optional.empty();
            }
            case State.Ended _ -> Optional.empty();
        };
    }

    boolean seats(AccountId account, DeviceId device) {
        return seatOf(account).filter(seat -> seat.device().equals(device)).isPresent();
    }

    Call with(State next) {
        return new Call(
                id, conversation, caller, callee, video, startedAt, revision + 1, callerSeat, next);
    }

    /// @param account one who has a seat
    Call withSeat(AccountId account, Seat seat) {
        if (caller.equals(account)) {
            return new Call(
                    id, conversation, caller, callee, video, startedAt, revision + 1, seat, state);
        }
        return switch (state) {
            case State.Connected(_, var since) -> with(new State.Connected(seat, since));
            case State.Ringing _, State.Ended _ ->
                    throw new IllegalArgumentException("the callee has no seat");
        };
    }

    /// @param by who put an end to it
    Call endedBy(AccountId by, Instant now) {
        return switch (state) {
            case State.Ringing _ -> {
                var how = caller.equals(by) ? new Ending.Cancelled() : new Ending.Declined();
                yield with(new State.Ended(now, how));
            }
            case State.Connected(_, var since) ->
                    with(new State.Ended(now, new Ending.HungUp(by, since)));
            case State.Ended _ -> this;
        };
    }
}
