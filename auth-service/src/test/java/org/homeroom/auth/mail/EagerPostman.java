package org.homeroom.auth.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks for mail that is due twenty times a second, beside the sender's own once: most tests wait
/// for a mail.
@Singleton
class EagerPostman {
    private static final Logger LOG = Logger.getLogger(EagerPostman.class);

    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();

    void start(@Observes StartupEvent started, MailScheduler mails) {
        rounds.scheduleWithFixedDelay(() -> goRound(mails), 50, 50, TimeUnit.MILLISECONDS);
    }

    private static void goRound(MailScheduler mails) {
        try {
            VertxContextSupport.subscribeAndAwait(mails::sendDue);
        } catch (Throwable failed) {
            LOG.warn("a round without mail", failed);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        rounds.shutdownNow();
    }
}
