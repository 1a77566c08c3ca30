package org.homeroom.signaling.live;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.homeroom.platform.event.CallSignalEvent;
import org.homeroom.platform.event.CallSignalEvent.Signal;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.Answer;
import org.homeroom.platform.time.Ticker;
import org.homeroom.signaling.SignalingProblem;
import org.homeroom.signaling.live.Devices.Place;
import org.jboss.logging.Logger;

/// Sends on what the two devices of a call tell each other, in its order.
///
/// Nothing of it is kept: a device that was away negotiates anew when it is back, whatever it
/// missed.
@Singleton
class SignalProducer {
    private static final Logger LOG = Logger.getLogger(SignalProducer.class);

    private final CallBoard board;
    private final EventPublisher events;
    private final Ticker ticker;

    SignalProducer(CallBoard board, EventPublisher events, Ticker ticker) {
        this.board = board;
        this.events = events;
        this.ticker = ticker;
    }

    /// Called in the order in which a socket's frames came; what is asked for here is asked at
    /// once.
    Uni<Answer> relay(Place from, CallId call, Signal signal) {
        return problemOf(from, call, signal)
                .map(problem -> Uni.createFrom().item(Answer.refused(problem)))
                .orElseGet(() ->
                        board.find(call).map(known -> send(from, known, signal)).orElseThrow());
    }

    private Uni<Answer> send(Place from, CallSnapshot call, Signal signal) {
        var other = other(call, from.account());
        var seat = seat(call, other);
        return events.publish(
                        Topic.CALL_SIGNALS,
                        new CallSignalEvent.SignalSent(
                                call.id(), other, seat.orElseThrow().device(), signal))
                .replaceWith(Answer.DONE)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("a signal was not sent on: %s", failure.getMessage());
                    return Answer.refused(
                            Problem.retry(
                                    CommonProblem.BUSY,
                                    "It could not be sent on. Try again.",
                                    Duration.ofSeconds(1)));
                });
    }

    private Optional<Problem> problemOf(Place from, CallId id, Signal signal) {
        var known = board.find(id).filter(call -> isIn(call, from.account()));
        if (known.isEmpty()) {
            return refusal(SignalingProblem.CALL_NOT_FOUND, "There is no such call of yours.");
        }
        var call = known.get();
        return switch (call.state()) {
            case ENDED -> refusal(SignalingProblem.CALL_OVER, "The call is over.");
            case RINGING -> refusal(SignalingProblem.CALL_NOT_ANSWERED, "Nobody has answered yet.");
            case CONNECTED -> problemOf(from, call, signal);
        };
    }

    private Optional<Problem> problemOf(Place from, CallSnapshot call, Signal signal) {
        var own = seat(call, from.account());
        if (own.filter(seat -> seat.device().equals(from.device())).isEmpty()) {
            return refusal(
                    SignalingProblem.CALL_ELSEWHERE, "Another device of yours is in this call.");
        }
        if (seat(call, other(call, from.account()))
                .filter(seat -> seat.awaySince() == null)
                .isEmpty()) {
            return refusal(SignalingProblem.PEER_AWAY, "The other device is not there.");
        }
        if (signal instanceof Signal.Candidate && !from.candidates().take(ticker.nanos())) {
            return Optional.of(
                    Problem.retry(
                            CommonProblem.TOO_MANY_REQUESTS,
                            "Too many candidates; this one was not sent on.",
                            Duration.ofSeconds(1)));
        }
        return SignalCheck.faultOf(signal)
                .map(fault -> Problem.of(CommonProblem.INVALID_REQUEST, fault));
    }

    private static Optional<Problem> refusal(SignalingProblem type, String detail) {
        return Optional.of(Problem.of(type, detail));
    }

    private static boolean isIn(CallSnapshot call, AccountId account) {
        return call.caller().equals(account) || call.callee().equals(account);
    }

    private static AccountId other(CallSnapshot call, AccountId account) {
        return call.caller().equals(account) ? call.callee() : call.caller();
    }

    private static Optional<CallSnapshot.Seat> seat(CallSnapshot call, AccountId account) {
        return Optional.ofNullable(
                call.caller().equals(account) ? call.callerSeat() : call.calleeSeat());
    }
}
