package org.homeroom.platform.session;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.homeroom.platform.event.AccountSessionEvent;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.kafka.EventReaders;
import org.homeroom.platform.principal.Principal;
import org.homeroom.platform.time.Ticker;

/// What access tokens are worth before they expire, as `account-sessions` tells every replica of
/// every service.
///
/// A replica begins to read so far back that it knows of every session that ended and whose tokens
/// may still live, and takes nobody in before it has (see
/// [org.homeroom.platform.kafka.EventReaders]).
@ApplicationScoped
public class Revocations {
    private final RevokedTokens revoked;
    private final Duration tokenLife;
    private final EventReaders readers;
    private final Ticker ticker;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// @param longest seconds from a token's making to its end that are accepted
    /// @param skew seconds for which a token is accepted beyond its end
    Revocations(
            @ConfigProperty(name = "smallrye.jwt.time-to-live") int longest,
            @ConfigProperty(name = "mp.jwt.verify.clock.skew") int skew,
            EventReaders readers,
            Ticker ticker) {
        this.tokenLife = Duration.ofSeconds(longest + skew);
        this.revoked = new RevokedTokens(tokenLife);
        this.readers = readers;
        this.ticker = ticker;
    }

    void begin(@Observes StartupEvent started) {
        readers.fanOutSince(tokenLife, Topic.ACCOUNT_SESSIONS, this::hear);
    }

    private void hear(AccountSessionEvent event) {
        revoked.hear(event, ticker.nanos());
        listeners.forEach(Runnable::run);
    }

    public Standing of(Principal principal) {
        return revoked.of(principal);
    }

    /// Has somebody look again at whom it has let in, after each change. Called on the reader's
    /// thread: work there delays the next event.
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
    }
}
