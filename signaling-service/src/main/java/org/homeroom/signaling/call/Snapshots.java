package org.homeroom.signaling.call;

import java.time.Instant;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.event.CallSnapshot.State;
import org.homeroom.platform.id.AccountId;
import org.homeroom.signaling.call.Call.Ending;
import org.jspecify.annotations.Nullable;

/// A call as others may know it.
final class Snapshots {
    private Snapshots() {}

    static CallSnapshot of(Call call) {
        return switch (call.state()) {
            case Call.State.Ringing(var until, var waiting) ->
                    snapshot(call, State.RINGING, until, waiting, null, null, null);
            case Call.State.Connected(var calleeSeat, var since) ->
                    snapshot(call, State.CONNECTED, null, false, since, null, calleeSeat);
            case Call.State.Ended ended ->
                    snapshot(call, State.ENDED, null, false, answeredAt(ended.how()), ended, null);
        };
    }

    private static CallSnapshot snapshot(
            Call call,
            State state,
            @Nullable Instant ringsUntil,
            boolean waiting,
            @Nullable Instant answeredAt,
            Call.State.@Nullable Ended ended,
            @Nullable Seat calleeSeat) {
        return new CallSnapshot(
                call.id(),
                call.conversation(),
                call.caller(),
                call.callee(),
                call.video(),
                call.revision(),
                state,
                call.startedAt(),
                ringsUntil,
                waiting,
                answeredAt,
                ended == null ? null : ended.at(),
                ended == null ? null : ending(ended.how()),
                ended == null ? null : endedBy(ended.how()),
                seat(call.callerSeat()),
                calleeSeat == null ? null : seat(calleeSeat));
    }

    private static CallSnapshot.Seat seat(Seat seat) {
        return new CallSnapshot.Seat(
                seat.device(), seat.line() instanceof Seat.Line.Away(var since) ? since : null);
    }

    private static CallSnapshot.Ending ending(Ending how) {
        return switch (how) {
            case Ending.HungUp _ -> CallSnapshot.Ending.HUNG_UP;
            case Ending.Lost _ -> CallSnapshot.Ending.LOST;
            case Ending.Cancelled _ -> CallSnapshot.Ending.CANCELLED;
            case Ending.Declined _ -> CallSnapshot.Ending.DECLINED;
            case Ending.Unanswered _ -> CallSnapshot.Ending.UNANSWERED;
            case Ending.Busy _ -> CallSnapshot.Ending.BUSY;
        };
    }

    private static @Nullable Instant answeredAt(Ending how) {
        return switch (how) {
            case Ending.HungUp(_, var answeredAt) -> answeredAt;
            case Ending.Lost(var answeredAt) -> answeredAt;
            case Ending.Cancelled _, Ending.Declined _, Ending.Unanswered _, Ending.Busy _ -> null;
        };
    }

    private static @Nullable AccountId endedBy(Ending how) {
        return how instanceof Ending.HungUp(var by, _) ? by : null;
    }
}
