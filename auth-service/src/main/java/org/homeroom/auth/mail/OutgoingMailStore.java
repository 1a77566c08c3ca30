package org.homeroom.auth.mail;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.ForgettingStore;
import org.homeroom.auth.Language;
import org.homeroom.platform.id.IdSource;

/// The mails that wait in PostgreSQL. At most one waits for each address and purpose.
@Singleton
public class OutgoingMailStore implements ForgettingStore {
    /// Mails that were sent are kept a while for whoever looks into a complaint.
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final String REQUEST =
            requestStatement(":id", ":recipient", ":purpose", ":language", ":now", ":seconds");

    private static final String CLAIM =
            """
            update outgoing_mail set attempts = attempts + 1, due_at = :lease
            where id in (
              select id from outgoing_mail where done_at is null and due_at <= :now
              order by due_at limit :limit for update skip locked)
            returning *
            """;

    private static final String DONE =
            """
            update outgoing_mail set
              done_at = case when requests = :requests then cast(:now as timestamptz) end,
              due_at = :next,
              attempts = 0
            where id = :id
            """;

    private final AuthConfig config;
    private final IdSource ids;
    private final Clock clock;

    OutgoingMailStore(AuthConfig config, IdSource ids, Clock clock) {
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /// The statement that asks for a mail, with the places of its parameters: for those who ask in
    /// one statement together with what they do.
    ///
    /// The interval counts from the last mail, whatever became of it: it must not show which
    /// address is known.
    ///
    /// @param seconds between two mails to an address
    public static String requestStatement(
            String id,
            String recipient,
            String purpose,
            String language,
            String now,
            String seconds) {
        return """
        insert into outgoing_mail
          (id, recipient, purpose, language, requests, attempts, created_at, due_at)
        values (%1$s, %2$s, %3$s, %4$s, 1, 0, %5$s, greatest(
          cast(%5$s as timestamptz),
          (select max(done_at) from outgoing_mail where recipient = %2$s)
            + cast(%6$s as float8) * interval '1 second'))
        on conflict (recipient, purpose) where done_at is null
        do update set requests = outgoing_mail.requests + 1, language = excluded.language
        """
                .formatted(id, recipient, purpose, language, now, seconds);
    }

    /// Asks for a mail, in the transaction of the caller. It leaves at once, or when the last one
    /// to the address is old enough; if one waits already, that one will do.
    public Uni<Void> request(EmailAddress recipient, Purpose purpose, Language language) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(REQUEST)
                                .setParameter("id", ids.next())
                                .setParameter("recipient", recipient.value())
                                .setParameter("purpose", purpose.name())
                                .setParameter("language", language.tag())
                                .setParameter("now", clock.instant())
                                .setParameter(
                                        "seconds", (double) config.mail().interval().toSeconds())
                                .executeUpdate())
                .replaceWithVoid();
    }

    /// Takes mails that are due; they are due again after `lease` unless something is said of them.
    Uni<List<OutgoingMail>> claim(int limit, Duration lease) {
        var now = clock.instant();
        return Panache.withTransaction(() ->
                Panache.getSession()
                        .chain(session ->
                                session.createNativeQuery(CLAIM, OutgoingMailEntity.class)
                                        .setParameter("now", now)
                                        .setParameter("lease", now.plus(lease))
                                        .setParameter("limit", limit)
                                        .getResultList())
                        .map(rows -> rows.stream().map(OutgoingMailEntity::mail).toList()));
    }

    /// The mail has left, or there was nothing to tell. If it was asked for again meanwhile, what
    /// left may already be out of date, so it stays for another time.
    Uni<Void> done(OutgoingMail mail) {
        var now = clock.instant();
        return Panache.withTransaction(() ->
                Panache.getSession()
                        .chain(session ->
                                session.createNativeQuery(DONE)
                                        .setParameter("id", mail.id())
                                        .setParameter("requests", mail.requests())
                                        .setParameter("now", now)
                                        .setParameter("next", now.plus(config.mail().interval()))
                                        .executeUpdate())
                        .replaceWithVoid());
    }

    /// Sending has failed; it is due again after `pause`.
    Uni<Void> failed(OutgoingMail mail, Duration pause) {
        return Panache.withTransaction(() ->
                OutgoingMailEntity.update(
                                "dueAt = ?1 where id = ?2", clock.instant().plus(pause), mail.id())
                        .replaceWithVoid());
    }

    @Override
    public Uni<Void> forget(Instant now) {
        return Panache.withTransaction(() ->
                OutgoingMailEntity.delete("doneAt < ?1", now.minus(KEPT_FOR)).replaceWithVoid());
    }
}
