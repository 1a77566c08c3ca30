package org.homeroom.signaling.call;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.platform.event.CallRecordEvent;
import org.homeroom.platform.event.CallSignalEvent;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.signaling.SignalingConfig;
import org.homeroom.signaling.call.Switchboard.Result;
import org.jboss.logging.Logger;

/// Carries commands out, and tells all replicas and, of calls that are over, chat-service.
///
/// What is told is the whole call, so that whoever hears of a later change first has missed
/// nothing. A mark in the row, cleared by Kafka's acknowledgement, sees to it that it is told even
/// if this replica ends before.
@ApplicationScoped
public class CallProducer {
    private static final Logger LOG = Logger.getLogger(CallProducer.class);

    private final CallStore store;
    private final EventPublisher events;
    private final SignalingConfig config;
    private final MeterRegistry metrics;
    private final Set<CallCommand.Leave> owed = ConcurrentHashMap.newKeySet();

    CallProducer(
            CallStore store, EventPublisher events, SignalingConfig config, MeterRegistry metrics) {
        this.store = store;
        this.events = events;
        this.config = config;
        this.metrics = metrics;
    }

    /// What came of a command.
    public sealed interface Outcome {
        /// @param call as it is from now on
        record Done(CallSnapshot call) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @return once it is committed
    public Uni<Outcome> carryOut(CallCommand command) {
        return store.apply(command)
                .invoke(transition ->
                        transition
                                .changed()
                                .forEach(call ->
                                        tell(call)
                                                .subscribe()
                                                .with(
                                                        told -> {},
                                                        failure ->
                                                                LOG.warnf(
                                                                        "not told yet, the relay will try: %s",
                                                                        failure.getMessage()))))
                .map(transition ->
                        switch (transition.result()) {
                            case Result.Done(var call) -> new Outcome.Done(Snapshots.of(call));
                            case Result.Refused(var why) -> new Outcome.Refused(why);
                        });
    }

    /// A socket is gone. The seat that was at it must not stay taken, or the call would last for
    /// ever: what does not work now is tried again.
    public Uni<Outcome> leave(CallId call, Seat.Socket socket) {
        var leave = new CallCommand.Leave(call, socket);
        owed.add(leave);
        return carryOut(leave).invoke(() -> owed.remove(leave));
    }

    /// Leaves again what could not be left.
    Uni<Void> leaveAgain() {
        return Multi.createFrom()
                .iterable(List.copyOf(owed))
                .onItem()
                .transformToUniAndConcatenate(leave -> leave(leave.call(), leave.socket()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /// Somebody's calls that are not over.
    public Uni<List<CallSnapshot>> of(AccountId account) {
        return store.of(account).map(calls -> calls.stream().map(Snapshots::of).toList());
    }

    /// How many calls somebody has begun since, besides this one, which may be begun again.
    public Uni<Long> begunSince(AccountId account, Instant since, CallId besides) {
        return store.begunSince(account, since, besides);
    }

    /// Tells again what a crash, or an absence of Kafka, kept from being told.
    ///
    /// @return how many calls that were, at most [CallStore#RELAYED_AT_ONCE]
    Uni<Integer> tellAgain() {
        return store.untold(config.relayAfter())
                .flatMap(calls ->
                        calls.isEmpty()
                                ? Uni.createFrom().item(0)
                                : Uni.join()
                                        .all(calls.stream().map(this::tell).toList())
                                        .andFailFast()
                                        .map(List::size));
    }

    private Uni<Void> tell(Call call) {
        var snapshot = Snapshots.of(call);
        var signal = events.publish(Topic.CALL_SIGNALS, new CallSignalEvent.CallChanged(snapshot));
        var record =
                call.isOver()
                        ? events.publish(
                                Topic.CALL_RECORDS, new CallRecordEvent.CallEnded(snapshot))
                        : Uni.createFrom().voidItem();
        return Uni.join()
                .all(signal, record)
                .andFailFast()
                .chain(() -> store.told(call.id(), call.revision()))
                .invoke(() -> count(snapshot));
    }

    private void count(CallSnapshot call) {
        var ending = call.ending();
        if (ending != null) {
            metrics.counter(
                            "homeroom.calls.ended",
                            "ending",
                            ending.name().toLowerCase(Locale.ROOT),
                            "kind",
                            call.video() ? "video" : "voice")
                    .increment();
        }
    }
}
