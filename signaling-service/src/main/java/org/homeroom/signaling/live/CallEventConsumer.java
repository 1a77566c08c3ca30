package org.homeroom.signaling.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.CallSignalEvent;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.kafka.EventReaders;
import org.homeroom.platform.socket.Peer;
import org.homeroom.signaling.call.CallCommand;
import org.homeroom.signaling.call.CallProducer;
import org.jboss.logging.Logger;

/// Turns what becomes of calls, at whichever replica, into frames for this replica's sockets.
@ApplicationScoped
class CallEventConsumer {
    private static final Logger LOG = Logger.getLogger(CallEventConsumer.class);

    private final Devices<Peer> devices;
    private final CallBoard board;
    private final DirectConversations conversations;
    private final CallProducer calls;
    private final Clock clock;
    private final ObjectWriter json;

    CallEventConsumer(
            Devices<Peer> devices,
            CallBoard board,
            DirectConversations conversations,
            CallProducer calls,
            Clock clock,
            ObjectMapper json) {
        this.devices = devices;
        this.board = board;
        this.conversations = conversations;
        this.calls = calls;
        this.clock = clock;
        this.json = json.writerFor(SignalingFrame.class);
    }

    @Produces
    @Singleton
    static Devices<Peer> devices() {
        return new Devices<>();
    }

    @Produces
    @Singleton
    static CallBoard board() {
        return new CallBoard();
    }

    @Produces
    @Singleton
    static DirectConversations conversations() {
        return new DirectConversations();
    }

    void start(@Observes StartupEvent event, EventReaders readers) {
        readers.readModel(Topic.DIRECT_CONVERSATIONS, conversations::apply);
        readers.readModel(Topic.ACCOUNT_PROFILES, this::profileChanged);
        readers.fanOut(Topic.CALL_SIGNALS, this::happened);
    }

    /// With an account its calls end.
    private void profileChanged(AccountProfileEvent event) {
        switch (event) {
            case AccountProfileEvent.ProfileChanged _ -> {}
            case AccountProfileEvent.ProfileRemoved(var account, _) -> {
                conversations.vanish(account);
                for (var call : board.of(account)) {
                    calls.carryOut(new CallCommand.Vanish(call, account))
                            .subscribe()
                            .with(
                                    ended -> {},
                                    failure ->
                                            LOG.warnf(
                                                    "a call was not ended: %s",
                                                    failure.getMessage()));
                }
            }
        }
    }

    private void happened(CallSignalEvent event) {
        switch (event) {
            case CallSignalEvent.CallChanged(var call) -> changed(call);
            case CallSignalEvent.SignalSent(var call, var account, var device, var signal) ->
                    tell(devices.of(account, device), SignalingFrame.of(call, signal));
        }
    }

    /// Tells all devices of both people how a call stands, unless they have heard it.
    void changed(CallSnapshot call) {
        if (board.take(call, clock.instant())) {
            var both = new ArrayList<>(devices.of(call.caller()));
            both.addAll(devices.of(call.callee()));
            tell(both, new SignalingFrame.CallChanged(call));
        }
    }

    private void tell(Collection<Peer> peers, SignalingFrame frame) {
        if (peers.isEmpty()) {
            return;
        }
        try {
            var text = json.writeValueAsString(frame);
            peers.forEach(peer -> peer.send(text));
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }
}
