package org.homeroom.auth.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.Digest;
import org.homeroom.auth.ForgettingStore;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.limit.Bucket.Kind;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// How often forms may be sent and passwords be tried, counted in PostgreSQL so that all replicas
/// agree. Each question is one statement and one round trip; the rules themselves are functions of
/// the database (see the migration).
///
/// Who must wait is told so by a failure with the problem `too-many-requests`, the same for an
/// address that nobody has.
@Singleton
public class LimitStore implements ForgettingStore {
    private static final String FORM =
            "select extract(epoch from take_allowance($1, $2, make_interval(secs => $3), $4))::float8";

    private static final String MAIL =
            """
            select extract(epoch from coalesce(
              take_allowance($1, $2, make_interval(secs => $3), $4),
              take_allowance($5, $2, make_interval(secs => $6), $7)))::float8
            """;

    private static final String SIGN_IN =
            """
            select known, extract(epoch from coalesce(
              take_allowance($3, $4, make_interval(secs => $5), $6),
              begin_try(case when known then $7::integer else $8::integer end, $4, $9,
                make_interval(secs => $10), make_interval(secs => $11), make_interval(secs => $12))))::float8
            from (select exists (
              select from known_device d join account a on a.id = d.account_id
              where d.token_digest = $1 and a.email = $2) as known) device
            """;

    private static final String OWN =
            """
            select extract(epoch from coalesce(
              take_allowance($1, $2, make_interval(secs => $3), $4),
              begin_try($5, $2, $6,
                make_interval(secs => $7), make_interval(secs => $8), make_interval(secs => $9))))::float8
            """;

    private static final String RIGHT =
            """
            with tried as (delete from failed_tries where bucket = $2)
            update allowance set full_at = full_at - make_interval(secs => $3) where bucket = $1
            """;

    private static final String UNTRIED =
            "update failed_tries set failures = greatest(failures - 1, 0) where bucket = $1";

    private static final String FORGET =
            """
            with full_buckets as (delete from allowance where full_at <= $1)
            delete from failed_tries where failed_at <= $2 and blocked_until <= $1
            """;

    private final Pool database;
    private final AuthConfig.Tries config;
    private final Clock clock;

    LimitStore(Pool database, AuthConfig config, Clock clock) {
        this.database = database;
        this.config = config.tries();
        this.clock = clock;
    }

    /// Counts a form that a client sent.
    public Uni<Void> takeForForm(Caller caller) {
        return ask(FORM, client(caller).number(), now(), clientRefill(), clientBurst())
                .chain(row -> passOrWait(row.getDouble(0)));
    }

    /// Counts a form that has a mail sent.
    public Uni<Void> takeForMail(Caller caller, EmailAddress recipient) {
        return ask(
                        MAIL,
                        client(caller).number(),
                        now(),
                        clientRefill(),
                        clientBurst(),
                        Bucket.of(Kind.MAIL, recipient.value()).number(),
                        seconds(config.mails().refill()),
                        config.mails().burst())
                .chain(row -> passOrWait(row.getDouble(0)));
    }

    /// How wrong tries in a row are made to wait.
    private record Rule(
            int free, Duration firstDelay, Duration longestDelay, Duration forgottenAfter) {}

    private Rule forPasswords() {
        var rule = config.passwords();
        return new Rule(rule.free(), rule.firstDelay(), rule.longestDelay(), rule.forgottenAfter());
    }

    private Rule forCodes() {
        var rule = config.codes();
        return new Rule(rule.free(), rule.firstDelay(), rule.longestDelay(), rule.forgottenAfter());
    }

    /// Counts a try at the password of an address.
    ///
    /// @param device what the browser shows of having been used by the address's person
    public Uni<PasswordTry> takeForSignIn(
            Caller caller, EmailAddress address, Optional<DeviceToken> device) {
        return take(caller, address, device, Kind.KNOWN_DEVICE, Kind.ADDRESS, forPasswords());
    }

    /// Counts a try at the code of an address, whose password was right.
    ///
    /// @param device as for [#takeForSignIn]
    public Uni<PasswordTry> takeForCode(
            Caller caller, EmailAddress address, Optional<DeviceToken> device) {
        return take(caller, address, device, Kind.KNOWN_DEVICE_CODE, Kind.CODE, forCodes());
    }

    private Uni<PasswordTry> take(
            Caller caller,
            EmailAddress address,
            Optional<DeviceToken> device,
            Kind ofKnownDevice,
            Kind ofOthers,
            Rule rule) {
        var digest = device.map(DeviceToken::digest).map(Digest::hex).orElse("");
        var known = Bucket.of(ofKnownDevice, digest + " " + address.value());
        var unknown = Bucket.of(ofOthers, address.value());
        var client = client(caller);
        return ask(
                        SIGN_IN,
                        digest,
                        address.value(),
                        client.number(),
                        now(),
                        clientRefill(),
                        clientBurst(),
                        known.number(),
                        unknown.number(),
                        rule.free(),
                        seconds(rule.firstDelay()),
                        seconds(rule.longestDelay()),
                        seconds(rule.forgottenAfter()))
                .chain(row ->
                        passOrWait(row.getDouble(1))
                                .replaceWith(() ->
                                        new PasswordTry(
                                                client, row.getBoolean(0) ? known : unknown)));
    }

    /// Counts a try at the password of an account by somebody who is signed in to it: apart from
    /// tries to sign in, for those who guess there are others.
    public Uni<PasswordTry> takeForOwnPassword(Caller caller, AccountId account) {
        return takeForOwn(caller, account, Kind.OWN_PASSWORD, forPasswords());
    }

    /// As [#takeForOwnPassword], for a code.
    public Uni<PasswordTry> takeForOwnCode(Caller caller, AccountId account) {
        return takeForOwn(caller, account, Kind.OWN_CODE, forCodes());
    }

    private Uni<PasswordTry> takeForOwn(Caller caller, AccountId account, Kind kind, Rule rule) {
        var failures = Bucket.of(kind, account.toString());
        var client = client(caller);
        return ask(
                        OWN,
                        client.number(),
                        now(),
                        clientRefill(),
                        clientBurst(),
                        failures.number(),
                        rule.free(),
                        seconds(rule.firstDelay()),
                        seconds(rule.longestDelay()),
                        seconds(rule.forgottenAfter()))
                .chain(row -> passOrWait(row.getDouble(0)))
                .replaceWith(() -> new PasswordTry(client, failures));
    }

    /// The password, or the code, was right: this try and those before it are forgotten.
    public Uni<Void> right(PasswordTry tried) {
        return database.preparedQuery(RIGHT)
                .execute(
                        Tuple.of(
                                tried.client().number(), tried.failures().number(), clientRefill()))
                .replaceWithVoid();
    }

    /// It was not looked at, through no fault of the caller's.
    public Uni<Void> untried(PasswordTry tried) {
        return database.preparedQuery(UNTRIED)
                .execute(Tuple.of(tried.failures().number()))
                .replaceWithVoid();
    }

    /// Buckets that are as good as new. Which are codes' they do not say: all are kept as long as
    /// those.
    @Override
    public Uni<Void> forget(Instant now) {
        var passwords = config.passwords().forgottenAfter();
        var codes = config.codes().forgottenAfter();
        var longest = passwords.compareTo(codes) > 0 ? passwords : codes;
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(utc(now), utc(now.minus(longest))))
                .replaceWithVoid();
    }

    private Uni<Row> ask(String sql, Object... parameters) {
        return database.preparedQuery(sql)
                .execute(Tuple.from(List.of(parameters)))
                .map(rows -> rows.iterator().next());
    }

    private static Uni<Void> passOrWait(@Nullable Double seconds) {
        return seconds == null
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .failure(
                                Problem.retry(
                                                CommonProblem.TOO_MANY_REQUESTS,
                                                "Too many tries. Wait before the next.",
                                                Duration.ofNanos((long) (seconds * 1e9)))
                                        .toHttp());
    }

    private static Bucket client(Caller caller) {
        return Bucket.of(Kind.CLIENT, ClientNetwork.of(caller.address()).text());
    }

    private double clientRefill() {
        return seconds(config.perClient().refill());
    }

    private int clientBurst() {
        return config.perClient().burst();
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
