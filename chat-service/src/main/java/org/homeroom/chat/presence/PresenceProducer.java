package org.homeroom.chat.presence;

import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.chat.ChatConfig;
import org.homeroom.platform.event.PresenceEvent;
import org.homeroom.platform.event.PresenceEvent.PresenceChanged;
import org.homeroom.platform.event.PresenceEvent.ReplicaAlive;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.kafka.EventPublisher;
import org.jboss.logging.Logger;

/// Tells all replicas who is at this one's sockets, and that this one lives.
@Singleton
public class PresenceProducer {
    private static final Logger LOG = Logger.getLogger(PresenceProducer.class);

    private final LocalPresence<Object> local = new LocalPresence<>();

    /// Whose state did not reach Kafka, and is said again with the next sign of life.
    private final Set<AccountId> unheard = ConcurrentHashMap.newKeySet();

    private final EventPublisher events;
    private final Clock clock;
    private final Vertx vertx;
    private final ChatConfig config;
    private final UUID replica;

    PresenceProducer(
            EventPublisher events, Clock clock, Vertx vertx, ChatConfig config, IdSource ids) {
        this.events = events;
        this.clock = clock;
        this.vertx = vertx;
        this.config = config;
        this.replica = ids.next();
        vertx.setPeriodic(config.aliveEvery().toMillis(), timer -> live());
        vertx.setPeriodic(
                config.presenceEvery().toMillis(), timer -> unheard.addAll(local.everybody()));
    }

    @Produces
    @Singleton
    static PresenceBoard board(ChatConfig config) {
        return new PresenceBoard(config.aliveFor());
    }

    /// A socket of the account has opened, or its person went away from it or came back.
    ///
    /// @param state ONLINE or AWAY
    public void set(AccountId account, Object socket, State state) {
        local.set(account, socket, state).ifPresent(changed -> say(account, changed, now()));
    }

    /// A socket of the account has closed. If it was the last one, that is said a little later: a
    /// reload comes right back.
    public void gone(AccountId account, Object socket) {
        var closed = now();
        local.set(account, socket, State.OFFLINE)
                .ifPresent(changed -> {
                    if (changed == State.OFFLINE) {
                        vertx.setTimer(
                                config.offlineAfter().toMillis(),
                                timer -> {
                                    if (local.stateOf(account) == State.OFFLINE) {
                                        say(account, State.OFFLINE, closed);
                                    }
                                });
                    } else {
                        say(account, changed, closed);
                    }
                });
    }

    /// Whether a change that was heard is one that this replica spoke itself.
    public boolean isOwn(PresenceEvent event) {
        return event.replica().equals(replica);
    }

    private void live() {
        var now = now();
        events.publish(Topic.PRESENCE, new ReplicaAlive(replica, now))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("not alive: %s", failure.getMessage()));
        for (var account : unheard) {
            unheard.remove(account);
            say(account, local.stateOf(account), now);
        }
    }

    /// PostgreSQL keeps microseconds; what is told must not differ from what is read back.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void say(AccountId account, State state, Instant at) {
        events.publish(Topic.PRESENCE, new PresenceChanged(account, replica, state, at))
                .subscribe()
                .with(
                        done -> {},
                        failure -> {
                            LOG.debugf("presence not published: %s", failure.getMessage());
                            unheard.add(account);
                        });
    }
}
