package org.homeroom.signaling.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.Answer;
import org.homeroom.platform.socket.Peer;
import org.homeroom.signaling.SignalingConfig;
import org.homeroom.signaling.SignalingProblem;
import org.homeroom.signaling.call.CallCommand;
import org.homeroom.signaling.call.CallProducer;
import org.homeroom.signaling.call.CallProducer.Outcome;
import org.homeroom.signaling.call.Refusal;
import org.homeroom.signaling.live.Devices.Place;
import org.jboss.logging.Logger;

/// Carries out what a device asks about its person's calls.
@Singleton
class CallCommandConsumer {
    private static final Logger LOG = Logger.getLogger(CallCommandConsumer.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CallProducer calls;
    private final CallEventConsumer audience;
    private final Devices<Peer> devices;
    private final DirectConversations conversations;
    private final SignalingConfig config;
    private final Clock clock;

    CallCommandConsumer(
            CallProducer calls,
            CallEventConsumer audience,
            Devices<Peer> devices,
            DirectConversations conversations,
            SignalingConfig config,
            Clock clock) {
        this.calls = calls;
        this.audience = audience;
        this.devices = devices;
        this.conversations = conversations;
        this.config = config;
        this.clock = clock;
    }

    /// The device sits again where it sat, and hears how its person's calls stand. From here on it
    /// hears of their changes too: nothing falls in between.
    Uni<Answer> attach(Peer peer, Place place) {
        devices.attach(peer, place);
        return calls.of(place.account())
                .onItem()
                .transformToMulti(known -> Multi.createFrom().iterable(known))
                .onItem()
                .transformToUniAndConcatenate(call -> takeSeat(peer, place, call))
                .collect()
                .asList()
                .map(known ->
                        Answer.done(
                                new SignalingFrame.Attached(
                                        known.stream()
                                                .filter(call ->
                                                        call.state() != CallSnapshot.State.ENDED)
                                                .toList(),
                                        clock.instant())));
    }

    private Uni<CallSnapshot> takeSeat(Peer peer, Place place, CallSnapshot call) {
        if (!sits(place, call)) {
            audience.changed(call);
            return Uni.createFrom().item(call);
        }
        return calls.carryOut(new CallCommand.Return(call.id(), place.account(), place.seat()))
                .map(outcome ->
                        switch (outcome) {
                            case Outcome.Done(var now) -> settled(peer, place, now);
                            case Outcome.Refused _ -> call;
                        });
    }

    private static boolean sits(Place place, CallSnapshot call) {
        var seat = call.caller().equals(place.account()) ? call.callerSeat() : call.calleeSeat();
        return seat != null && seat.device().equals(place.device());
    }

    Uni<Answer> start(Peer peer, Place place, SignalingCommand.StartCall command) {
        var reach = conversations.from(place.account(), command.conversation());
        if (reach.isEmpty()) {
            return refused(
                    SignalingProblem.CONVERSATION_NOT_FOUND,
                    "There is no such direct conversation of yours.");
        }
        if (reach.get().isGone()) {
            return refused(SignalingProblem.RECIPIENT_DELETED, "This account is deleted.");
        }
        if (!reach.get().mayCall()) {
            return refused(
                    SignalingProblem.CALL_NOT_ALLOWED, "This person takes no calls from you.");
        }
        return calls.begunSince(place.account(), clock.instant().minus(MINUTE), command.call())
                .flatMap(begun ->
                        begun >= config.startsPerMinute()
                                ? Uni.createFrom()
                                        .item(
                                                Answer.refused(
                                                        Problem.retry(
                                                                CommonProblem.TOO_MANY_REQUESTS,
                                                                "Too many calls. Wait a minute.",
                                                                MINUTE)))
                                : carryOut(
                                        peer,
                                        place,
                                        new CallCommand.Start(
                                                command.call(),
                                                command.conversation(),
                                                place.account(),
                                                reach.get().other(),
                                                place.seat(),
                                                command.video())));
    }

    Uni<Answer> answer(Peer peer, Place place, SignalingCommand.AnswerCall command) {
        return carryOut(
                peer,
                place,
                new CallCommand.Answer(
                        command.call(), place.account(), place.seat(), command.instead()));
    }

    Uni<Answer> end(Peer peer, Place place, SignalingCommand.EndCall command) {
        return carryOut(
                peer, place, new CallCommand.End(command.call(), place.account(), place.device()));
    }

    private Uni<Answer> carryOut(Peer peer, Place place, CallCommand command) {
        return calls.carryOut(command)
                .map(outcome ->
                        switch (outcome) {
                            case Outcome.Done(var call) ->
                                    Answer.done(
                                            new SignalingFrame.Told(settled(peer, place, call)));
                            case Outcome.Refused(var why) -> Answer.refused(problem(why));
                        });
    }

    /// Notes where the device sits. If its socket ended while the command was carried out, nobody
    /// else would empty the seat.
    private CallSnapshot settled(Peer peer, Place place, CallSnapshot call) {
        audience.changed(call);
        if (call.state() != CallSnapshot.State.ENDED && sits(place, call)) {
            place.seats().add(call.id());
            if (devices.of(peer).isEmpty()) {
                leave(place);
            }
        } else {
            place.seats().remove(call.id());
        }
        return call;
    }

    /// The socket is gone.
    void detach(Peer peer) {
        devices.detach(peer).ifPresent(this::leave);
    }

    private void leave(Place place) {
        for (var call : List.copyOf(place.seats())) {
            calls.leave(call, place.socket())
                    .subscribe()
                    .with(
                            outcome -> {
                                if (outcome instanceof Outcome.Done(var now)) {
                                    audience.changed(now);
                                }
                            },
                            failure ->
                                    LOG.warnf("a seat was not left yet: %s", failure.getMessage()));
        }
    }

    private static Uni<Answer> refused(SignalingProblem type, String detail) {
        return Uni.createFrom().item(Answer.refused(Problem.of(type, detail)));
    }

    private static Problem problem(Refusal why) {
        return switch (why) {
            case NOT_FOUND ->
                    Problem.of(SignalingProblem.CALL_NOT_FOUND, "There is no such call of yours.");
            case OVER -> Problem.of(SignalingProblem.CALL_OVER, "The call is over.");
            case ELSEWHERE ->
                    Problem.of(
                            SignalingProblem.CALL_ELSEWHERE,
                            "Another device of yours is in this call.");
            case DEVICE_IN_CALL ->
                    Problem.of(SignalingProblem.DEVICE_IN_CALL, "This device is in another call.");
            case IN_PROGRESS ->
                    Problem.of(SignalingProblem.CALL_IN_PROGRESS, "You two have a call already.");
        };
    }
}
