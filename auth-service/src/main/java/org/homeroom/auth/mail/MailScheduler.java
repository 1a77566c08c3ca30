package org.homeroom.auth.mail;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.homeroom.auth.AuthConfig;
import org.jboss.logging.Logger;

/// Sends the mails that wait, each until the mail server has taken it over.
///
/// Nobody's request waits for this: a mail server that is slow or away delays mails and nothing
/// else, and how long an answer takes does not show whether a mail was sent.
@Singleton
class MailScheduler {
    private static final Logger LOG = Logger.getLogger(MailScheduler.class);

    /// Mails on their way at the same time.
    private static final int AT_ONCE = 10;

    /// What a lease is longer than the sending of a mail may take, so that it never ends before.
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    private final OutgoingMailStore mails;
    private final Map<Purpose, LetterMailer> writers;
    private final AuthConfig.Mail config;
    private final Clock clock;
    private final MeterRegistry metrics;

    MailScheduler(
            OutgoingMailStore mails,
            @All List<LetterMailer> writers,
            AuthConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.mails = mails;
        this.writers =
                writers.stream()
                        .collect(Collectors.toMap(LetterMailer::purpose, Function.identity()));
        this.config = config.mail();
        this.clock = clock;
        this.metrics = metrics;
    }

    /// `letter.txt` and `letter.html`, the two parts of every mail.
    @CheckedTemplate(basePath = "mail")
    static class Templates {
        static native MailTemplateInstance letter(Letter letter);
    }

    /// How far one mail has come.
    private sealed interface Step {
        record Written(OutgoingMail mail, Letter letter) implements Step {}
    }

    /// What is to be remembered of it.
    private sealed interface Outcome extends Step {
        /// It left, or there was nothing to tell.
        record Done(OutgoingMail mail) implements Outcome {}

        record Failed(OutgoingMail mail, Throwable why) implements Outcome {}
    }

    /// The letters are written one by one, for the database session of this context does one thing
    /// at a time; they leave together, or one slow delivery would hold up all others.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sendDue() {
        var context = requireNonNull(Vertx.currentContext());
        return mails.claim(AT_ONCE, config.timeout().plus(LEASE_MARGIN))
                .onItem()
                .<OutgoingMail>disjoint()
                .onItem()
                .transformToUniAndConcatenate(this::write)
                .collect()
                .asList()
                .onItem()
                .<Step>disjoint()
                .onItem()
                .transformToUniAndMerge(this::deliver)
                // A delivery that timed out ends on another thread than this context's.
                .emitOn(task -> context.runOnContext(_ -> task.run()))
                .onItem()
                .transformToUniAndConcatenate(this::remember)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Step> write(OutgoingMail mail) {
        return writer(mail)
                .write(mail)
                .<Step>map(letter ->
                        letter.<Step>map(text -> new Step.Written(mail, text))
                                .orElseGet(() -> new Outcome.Done(mail)))
                .onFailure()
                .recoverWithItem(failure -> new Outcome.Failed(mail, failure));
    }

    private Uni<Outcome> deliver(Step step) {
        return switch (step) {
            case Step.Written(var mail, var letter) ->
                    send(mail.recipient(), letter)
                            .<Outcome>replaceWith(() -> new Outcome.Done(mail))
                            .onFailure()
                            .recoverWithItem(failure -> new Outcome.Failed(mail, failure));
            case Outcome outcome -> Uni.createFrom().item(outcome);
        };
    }

    private Uni<Void> send(EmailAddress recipient, Letter letter) {
        return Templates.letter(letter)
                .mail(
                        new Mail()
                                .addTo(recipient.value())
                                .setSubject(letter.subject())
                                // No answering machine shall answer (RFC 3834, section 5).
                                .addHeader("Auto-Submitted", "auto-generated")
                                .addHeader("Content-Language", letter.language()))
                .send()
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .invoke(() -> metrics.counter("homeroom.mail.sent").increment());
    }

    private Uni<Void> remember(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var mail) -> mails.done(mail);
            case Outcome.Failed(var mail, var why) -> tryAgain(mail, why);
        };
    }

    private Uni<Void> tryAgain(OutgoingMail mail, Throwable why) {
        metrics.counter("homeroom.mail.failed").increment();
        var waited = Duration.between(mail.createdAt(), clock.instant());
        if (waited.compareTo(config.giveUpAfter()) > 0) {
            LOG.errorf("gave up mail %s after %d attempts", mail.id(), mail.attempts());
            return mails.done(mail);
        }
        var pause = mail.pause(config.retry());
        // The class alone: a mail server's words may quote the address.
        LOG.warnf(
                "mail %s not sent at attempt %d (%s), again in %s",
                mail.id(), mail.attempts(), why.getClass().getName(), pause);
        return mails.failed(mail, pause);
    }

    private LetterMailer writer(OutgoingMail mail) {
        var writer = writers.get(mail.purpose());
        if (writer == null) {
            throw new IllegalStateException("nobody writes letters for " + mail.purpose());
        }
        return writer;
    }
}
