package org.homeroom.auth.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.ForgettingStore;
import org.homeroom.auth.Language;
import org.homeroom.auth.LinkToken;
import org.homeroom.auth.StatementStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.mail.OutgoingMailStore;
import org.homeroom.auth.mail.Purpose;
import org.homeroom.auth.password.PasswordHash;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.IdSource;
import org.jspecify.annotations.Nullable;

/// The registrations in PostgreSQL, and the links that turn them into accounts.
///
/// To register does the same work whether or not the address is known: what the mail then says is
/// decided after the answer, by [#issueLink].
@Singleton
public class RegistrationStore implements ForgettingStore {

    /// A new revision makes the links of the earlier ones worthless: they were asked for with
    /// another password. One statement, so that of many forms for an address none holds its row for
    /// longer than the database takes.
    private static final String REGISTER =
            """
            with mail as (
              %s)
            insert into registration
              (id, email, name, password_hash, language, time_zone, terms, created_at, revision)
            values ($1, $2, $3, $4, $5, nullif($6, ''), nullif($11, ''), $7, 1)
            on conflict (email) do update set
              name = excluded.name,
              password_hash = excluded.password_hash,
              language = excluded.language,
              time_zone = excluded.time_zone,
              terms = excluded.terms,
              created_at = excluded.created_at,
              revision = registration.revision + 1
            """
                    .formatted(
                            OutgoingMailStore.requestStatement(
                                    "$8", "$2", "$9", "$5", "$7", "$10"));

    private static final String ISSUE =
            """
            insert into verification_link (token_digest, registration_id, revision, expires_at)
            values (:digest, :registration, :revision, :expires)
            """;

    /// Of two that follow a link at once, the second waits here and then finds nothing.
    private static final String REDEEM =
            """
            select r.* from registration r
            join verification_link l on l.registration_id = r.id and l.revision = r.revision
            where l.token_digest = :digest and l.expires_at > :now
            for update of r
            """;

    private final Pool database;
    private final OutgoingMailStore mails;
    private final double mailInterval;
    private final AuditStore audit;
    private final AdmissionStore admissions;
    private final AuthConfig.Registration config;
    private final NamedAdministrators administrators;
    private final IdSource ids;
    private final Clock clock;

    RegistrationStore(
            Pool database,
            OutgoingMailStore mails,
            AuditStore audit,
            AdmissionStore admissions,
            AuthConfig config,
            IdSource ids,
            Clock clock) {
        this.database = database;
        this.mails = mails;
        this.mailInterval = config.mail().interval().toSeconds();
        this.audit = audit;
        this.admissions = admissions;
        this.config = config.registration();
        this.administrators = NamedAdministrators.of(config);
        this.ids = ids;
        this.clock = clock;
    }

    /// Remembers what the form said and asks for a mail. What was said for the address before is
    /// forgotten.
    ///
    /// @param terms that the person agreed to
    Uni<Void> register(
            EmailAddress email,
            PersonName name,
            PasswordHash password,
            Language language,
            @Nullable TimeZoneName timeZone,
            @Nullable String terms) {
        return database.preparedQuery(REGISTER)
                .execute(
                        Tuple.from(
                                List.of(
                                        ids.next(),
                                        email.value(),
                                        name.value(),
                                        password.phc(),
                                        language.tag(),
                                        timeZone == null ? "" : timeZone.value(),
                                        clock.instant().atOffset(ZoneOffset.UTC),
                                        ids.next(),
                                        Purpose.VERIFICATION.name(),
                                        mailInterval,
                                        terms == null ? "" : terms)))
                .replaceWithVoid();
    }

    /// Asks for a mail with a further link, in case the address waits for one. Earlier links stay
    /// good.
    Uni<Void> requestLink(EmailAddress email, Language language) {
        return Panache.withTransaction(() -> mails.request(email, Purpose.VERIFICATION, language));
    }

    /// The password that the account will have, if somebody has registered the address.
    public Uni<Optional<PasswordHash>> findPassword(EmailAddress email) {
        return Panache.withSession(() -> waiting(email))
                .map(row -> Optional.ofNullable(row).map(RegistrationEntity::passwordHash));
    }

    /// Makes a link for the registration of an address. Only a digest of its token is stored, so
    /// each mail has its own.
    Uni<LinkResult> issueLink(EmailAddress email) {
        return Panache.withTransaction(() ->
                waiting(email)
                        .chain(row ->
                                row == null
                                        ? Uni.createFrom().item(new LinkResult.Needless())
                                        : issueLink(row)));
    }

    private Uni<LinkResult> issueLink(RegistrationEntity registration) {
        return AccountEntity.<AccountEntity>find("email", registration.email)
                .firstResult()
                .chain(account ->
                        account == null
                                ? storeLinkIfAdmitted(registration)
                                : registration
                                        .delete()
                                        .replaceWith(new LinkResult.Known(account.account())));
    }

    /// Nobody gets a link that will not be taken.
    private Uni<LinkResult> storeLinkIfAdmitted(RegistrationEntity registration) {
        return admissions
                .admission(registration.email())
                .chain(admission ->
                        switch (admission) {
                            case ADMITTED -> storeLink(registration);
                            case CLOSED, OTHER_DOMAIN ->
                                    Uni.createFrom().item(new LinkResult.Needless());
                        });
    }

    private Uni<LinkResult> storeLink(RegistrationEntity registration) {
        var token = LinkToken.fresh();
        return StatementStore.execute(
                        ISSUE,
                        Map.of(
                                "digest",
                                token.digest(),
                                "registration",
                                registration.id,
                                "revision",
                                registration.revision,
                                "expires",
                                clock.instant().plus(config.linkLife())))
                .replaceWith(new LinkResult.Issued(token.text()));
    }

    /// Follows a link: the registration becomes an account, once.
    Uni<VerifyResult> verify(String token, Caller caller) {
        var now = clock.instant();
        return Panache.withTransaction(() ->
                Panache.getSession()
                        .chain(session ->
                                session.createNativeQuery(REDEEM, RegistrationEntity.class)
                                        .setParameter("digest", new LinkToken(token).digest())
                                        .setParameter("now", now)
                                        .getSingleResultOrNull())
                        .chain(row ->
                                row == null
                                        ? Uni.createFrom().item(new VerifyResult.Invalid())
                                        : becomeAccount(row, now, caller)));
    }

    private Uni<VerifyResult> becomeAccount(
            RegistrationEntity registration, Instant now, Caller caller) {
        return AccountEntity.count("email", registration.email)
                .chain(taken ->
                        taken == 0
                                ? becomeNewAccountIfAdmitted(registration, now, caller)
                                // Somebody has given their account this address meanwhile.
                                : registration.delete().replaceWith(new VerifyResult.Invalid()));
    }

    /// Asked again, and now so that of two who are both let in as the first only one is.
    private Uni<VerifyResult> becomeNewAccountIfAdmitted(
            RegistrationEntity registration, Instant now, Caller caller) {
        return AccountStore.lockAdministrators()
                .chain(() -> admissions.admission(registration.email()))
                .chain(admission ->
                        switch (admission) {
                            case ADMITTED -> becomeNewAccount(registration, now, caller);
                            case CLOSED -> Uni.createFrom().item(new VerifyResult.Closed());
                            case OTHER_DOMAIN ->
                                    Uni.createFrom().item(new VerifyResult.OtherDomain());
                        });
    }

    private Uni<VerifyResult> becomeNewAccount(
            RegistrationEntity registration, Instant now, Caller caller) {
        return AccountEntity.count("deletedAt is null")
                .chain(others -> {
                    var role = administrators.firstRole(registration.email(), others == 0);
                    var account =
                            registration.account(new AccountId(ids.next()), role.included(), now);
                    var row = AccountEntity.of(account);
                    registration.terms().ifPresent(row::agreed);
                    return row.persist()
                            .chain(registration::delete)
                            .chain(() ->
                                    audit.record(
                                            account.id(), new Occurrence.AccountCreated(), caller))
                            .replaceWith(new VerifyResult.Verified(account));
                });
    }

    /// Forgets registrations whose person never came.
    @Override
    public Uni<Void> forget(Instant now) {
        return Panache.withTransaction(() ->
                RegistrationEntity.delete("createdAt < ?1", now.minus(config.keptFor()))
                        .replaceWithVoid());
    }

    private static Uni<@Nullable RegistrationEntity> waiting(EmailAddress email) {
        return RegistrationEntity.<RegistrationEntity>find("email", email.value()).firstResult();
    }
}
