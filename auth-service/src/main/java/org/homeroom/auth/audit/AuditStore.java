package org.homeroom.auth.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.ForgettingStore;
import org.homeroom.auth.Language;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.caller.Device;
import org.homeroom.auth.caller.Devices;
import org.homeroom.auth.caller.Place;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.IdSource;
import org.jspecify.annotations.Nullable;

/// The audit log in PostgreSQL: events are added, read, and after a long time forgotten. The
/// database itself refuses everything else.
@Singleton
public class AuditStore implements ForgettingStore {
    /// The database drops nothing younger (see the migration).
    private static final Duration SHORTEST_KEPT = Duration.ofDays(30);

    private static final String APPEND =
            """
            insert into security_event (id, at, kind, account_id, browser, system, place, place_chinese,
              detail)
            values (:id, :at, :kind, :account, :browser, :system, :place, :placeChinese,
              cast(cast(:detail as text) as jsonb))
            """;

    /// Failures count from the last good sign-in.
    private static final String HISTORY =
            """
            select
              exists (
                select 1 from security_event where account_id = :account and kind = 'signed-in'),
              exists (
                select 1 from security_event where account_id = :account and kind = 'signed-in'
                and browser is not distinct from cast(:browser as text)
                and system is not distinct from cast(:system as text)),
              (select count(*) from (
                select 1 from security_event
                where account_id = :account and kind in ('sign-in-failed', 'second-factor-failed')
                and at > :since
                and id > coalesce(
                  (select id from security_event where account_id = :account and kind = 'signed-in'
                   order by id desc limit 1),
                  cast('00000000-0000-0000-0000-000000000000' as uuid))
                limit :most) f)
            """;

    private static final String FAILED_CODES =
            """
            select count(*) from security_event
            where account_id = :account and kind = 'second-factor-failed' and at > :since
            and id > coalesce(
              (select id from security_event where account_id = :account and kind = 'signed-in'
               order by id desc limit 1),
              cast('00000000-0000-0000-0000-000000000000' as uuid))
            """;

    /// By the database's clock, as its own rule is.
    private static final String FORGET =
            """
            delete from security_event
            where at < now() - cast(:seconds as float8) * interval '1 second'
            """;

    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private final Devices devices;
    private final ObjectMapper json;
    private final IdSource ids;
    private final Clock clock;
    private final Duration keptFor;

    /// @throws IllegalArgumentException if the log is to be kept for less than 30 days
    AuditStore(AuthConfig config, Devices devices, ObjectMapper json, IdSource ids, Clock clock) {
        this.keptFor = config.audit().keptFor();
        if (keptFor.compareTo(SHORTEST_KEPT) < 0) {
            throw new IllegalArgumentException(
                    "homeroom.auth.audit.kept-for must be 30 days or more");
        }
        this.devices = devices;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /// Which events to read; null for any.
    public record Filter(@Nullable AccountId account, Occurrence.@Nullable Kind kind) {}

    /// A stretch of the log, latest first.
    ///
    /// @param next to be given as `before` for what came earlier; null if nothing did
    public record Page(List<SecurityEvent> events, @Nullable EventId next) {
        public Page {
            events = List.copyOf(events);
        }
    }

    /// @param reader in whose language places are
    /// @param before the id that the page begins behind; null for the latest
    /// @param limit 1 or more
    public Uni<Page> page(AccountId reader, Filter filter, @Nullable EventId before, int limit) {
        var conditions = new ArrayList<String>();
        var parameters = new Parameters();
        if (filter.account() != null) {
            conditions.add("accountId = :account");
            parameters.and("account", filter.account().value());
        }
        if (filter.kind() != null) {
            conditions.add("kind = :kind");
            parameters.and("kind", filter.kind().wireName());
        }
        if (before != null) {
            conditions.add("id < :before");
            parameters.and("before", before.value());
        }
        var query = String.join(" and ", conditions);
        return Panache.withSession(() ->
                SecurityEventEntity.<SecurityEventEntity>find(
                                query, Sort.descending("id"), parameters)
                        .range(0, limit) // inclusive: one more, to know whether there is
                        .list()
                        .chain(rows ->
                                language(reader).map(language -> page(rows, limit, language))));
    }

    private static Uni<Language> language(AccountId reader) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(
                                        "select language from account where id = :id", String.class)
                                .setParameter("id", reader.value())
                                .getSingleResultOrNull())
                .map(tag -> tag == null ? Language.ENGLISH : Language.ofTag(tag));
    }

    private Page page(List<SecurityEventEntity> rows, int limit, Language language) {
        var events = rows.stream().limit(limit).map(row -> event(row, language)).toList();
        return new Page(events, rows.size() > limit ? events.getLast().id() : null);
    }

    private SecurityEvent event(SecurityEventEntity row, Language language) {
        var place = Place.of(row.place, row.placeChinese);
        try {
            return new SecurityEvent(
                    new EventId(row.id),
                    row.at,
                    Occurrence.Kind.fromString(row.kind),
                    row.accountId == null ? null : new AccountId(row.accountId),
                    row.browser,
                    row.system,
                    place == null ? null : place.in(language),
                    json.readValue(row.detail, STRINGS));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// What is known of an account when somebody signs in to it from a device.
    public Uni<SignInHistory> history(AccountId account, Device device) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(HISTORY, Object[].class)
                                .setParameter("account", account.value())
                                .setParameter("browser", device.browser())
                                .setParameter("system", device.system())
                                .setParameter("since", clock.instant().minus(SignInHistory.RECENT))
                                .setParameter("most", SignInHistory.MANY_FAILURES)
                                .getSingleResult())
                .map(row ->
                        new SignInHistory(
                                (Boolean) row[0], (Boolean) row[1], ((Number) row[2]).intValue()));
    }

    /// How many codes were wrong within the last day, since the account was last signed in to.
    public Uni<Integer> failedCodes(AccountId account) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(FAILED_CODES, Long.class)
                                .setParameter("account", account.value())
                                .setParameter("since", clock.instant().minus(SignInHistory.RECENT))
                                .getSingleResult())
                .map(count -> Math.toIntExact(count));
    }

    /// Adds an event in the transaction of the caller, so that it is there if and only if what it
    /// tells of has happened.
    ///
    /// @param account whose; null if nobody's
    public Uni<Void> record(@Nullable AccountId account, Occurrence what, Caller caller) {
        var device = devices.of(caller);
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(APPEND)
                                .setParameter("id", ids.next())
                                .setParameter("at", clock.instant())
                                .setParameter("kind", what.kind().wireName())
                                .setParameter("account", account == null ? null : account.value())
                                .setParameter("browser", device.browser())
                                .setParameter("system", device.system())
                                .setParameter("place", device.placeIn(Language.ENGLISH))
                                .setParameter(
                                        "placeChinese",
                                        device.placeIn(Language.TRADITIONAL_CHINESE))
                                .setParameter("detail", detail(what))
                                .executeUpdate())
                .replaceWithVoid();
    }

    private String detail(Occurrence what) {
        try {
            return json.writeValueAsString(what.detail());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public Uni<Void> forget(Instant now) {
        return Panache.withTransaction(() ->
                Panache.getSession()
                        .chain(session ->
                                session.createNativeQuery(FORGET)
                                        .setParameter("seconds", (double) keptFor.toSeconds())
                                        .executeUpdate())
                        .replaceWithVoid());
    }
}
