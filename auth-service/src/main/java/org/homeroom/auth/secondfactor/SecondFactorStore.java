package org.homeroom.auth.secondfactor;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.ForgettingStore;
import org.homeroom.auth.StatementStore;
import org.homeroom.auth.account.Account;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// The second factors in PostgreSQL: who has one, who must, and what it is.
///
/// Every method works in the transaction of its caller if there is one, else in one of its own.
@Singleton
public class SecondFactorStore implements ForgettingStore {
    /// How long a replica takes to hear of a secret that another has sealed with.
    private static final Duration UNTIL_KEYS_ARE_READ = Duration.ofSeconds(10);

    /// What is confirmed is not replaced, whoever asks at once.
    private static final String SET_UP =
            """
            insert into second_factor (account_id, sealed_secret, created_at, last_step)
            values (:account, :sealed, :now, 0)
            on conflict (account_id) do update set
              sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
              where second_factor.since is null
            """;

    /// Of two who show one code at once, on whichever replicas, one finds the step still untaken.
    private static final String TAKE =
            """
            update second_factor set last_step = :step, sealed_secret = :resealed
            where account_id = :account and sealed_secret = :sealed and last_step < :step
              and since is not null
            """;

    private static final String CONFIRM =
            """
            update second_factor set last_step = :step, since = :now
            where account_id = :account and sealed_secret = :sealed and since is null
            """;

    private static final String SPEND =
            "delete from recovery_code where account_id = :account and digest = :digest";

    private static final String HAND_OUT =
            """
            insert into recovery_code (digest, account_id)
            select digest, :account from unnest(string_to_array(:digests, ' ')) digest
            """;

    private static final String LEFT =
            "select count(*) from recovery_code where account_id = :account";

    private final SealingKeyScheduler keys;
    private final SecondFactorPolicy policy;
    private final Duration setupLife;
    private final Clock clock;

    SecondFactorStore(SealingKeyScheduler keys, AuthConfig config, Clock clock) {
        this.keys = keys;
        this.policy = new SecondFactorPolicy(config.secondFactor().required());
        this.setupLife = config.secondFactor().setupLife();
        this.clock = clock;
    }

    /// Empty for somebody who has none, or one that is not confirmed.
    public Uni<Optional<SecondFactor>> find(AccountId account) {
        return Panache.withSession(() ->
                SecondFactorEntity.<SecondFactorEntity>findById(account.value())
                        .chain(row ->
                                row == null || row.since == null
                                        ? Uni.createFrom().item(Optional.empty())
                                        : found(account, row.since)));
    }

    private static Uni<Optional<SecondFactor>> found(AccountId account, Instant since) {
        return StatementStore.first(LEFT, Long.class, Map.of("account", account.value()))
                .map(left -> left.map(count -> new SecondFactor(since, Math.toIntExact(count))));
    }

    /// Those of them who have one.
    public Uni<Set<AccountId>> among(Collection<AccountId> accounts) {
        var ids = accounts.stream().map(AccountId::value).toList();
        return Panache.withSession(() ->
                        SecondFactorEntity.<SecondFactorEntity>find(
                                        "accountId in ?1 and since is not null", ids)
                                .list())
                .map(rows ->
                        rows.stream()
                                .map(row -> new AccountId(row.accountId))
                                .collect(Collectors.toSet()));
    }

    /// Whether the person must have one.
    public boolean isRequiredOf(Account account) {
        return policy.demandsOne(account.roles());
    }

    /// Whether the person must have one and has none.
    public Uni<Boolean> isMissing(Account account) {
        return isRequiredOf(account)
                ? find(account.id()).map(Optional::isEmpty)
                : Uni.createFrom().item(false);
    }

    /// What the person has to show beside their password.
    public Uni<Demand> demand(Account account) {
        return find(account.id())
                .map(found -> {
                    if (found.isPresent()) {
                        return Demand.CODE;
                    }
                    return isRequiredOf(account) ? Demand.SETUP : Demand.NOTHING;
                });
    }

    /// What an authenticator is told: by a QR code, or by hand.
    ///
    /// @param uri an `otpauth:` one
    public record Setup(TotpSecret secret, String uri) {}

    /// Makes a new secret, which waits for its first code, in place of another that waits.
    ///
    /// @return empty if the person has a second factor already
    public Uni<Optional<Setup>> setUp(Account account) {
        var secret = TotpSecret.fresh();
        var sealed = keys.keys().seal(secret.base32(), account.id().toString());
        return execute(
                        SET_UP,
                        Map.of(
                                "account", account.id().value(),
                                "sealed", sealed,
                                "now", clock.instant()))
                .map(rows ->
                        rows == 0
                                ? Optional.empty()
                                : Optional.of(new Setup(secret, secret.uri(account.email()))));
    }

    /// Whether a secret waits for its first code.
    Uni<Boolean> isWaiting(AccountId account) {
        return Panache.withSession(() -> waiting(account)).map(Optional::isPresent);
    }

    private Uni<Optional<SecondFactorEntity>> waiting(AccountId account) {
        return SecondFactorEntity.<SecondFactorEntity>find(
                        "accountId = ?1 and since is null and createdAt > ?2",
                        account.value(),
                        clock.instant().minus(setupLife))
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// Has the waiting secret take effect, if the code is its.
    ///
    /// @return the recovery codes, shown now and never again; empty if it is not
    Uni<Optional<List<String>>> confirm(AccountId account, Code code) {
        return Panache.withTransaction(() ->
                waiting(account)
                        .chain(row ->
                                row.flatMap(waiting -> secret(waiting).taken(code))
                                        .map(taken -> confirm(account, taken))
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private Uni<Optional<List<String>>> confirm(AccountId account, Taken taken) {
        return execute(
                        CONFIRM,
                        Map.of(
                                "account",
                                account.value(),
                                "sealed",
                                taken.sealed,
                                "step",
                                taken.step,
                                "now",
                                clock.instant()))
                .chain(rows ->
                        rows == 0
                                ? Uni.createFrom().item(Optional.empty())
                                : handOut(account).map(Optional::of));
    }

    /// Uses a code up.
    ///
    /// @return whether it was good
    Uni<Boolean> use(AccountId account, Code code) {
        return switch (code) {
            case Code.Totp totp -> take(account, totp);
            case Code.Recovery(var recovery) ->
                    execute(
                                    SPEND,
                                    Map.of(
                                            "account",
                                            account.value(),
                                            "digest",
                                            recovery.digest().hex()))
                            .map(rows -> rows == 1);
        };
    }

    private Uni<Boolean> take(AccountId account, Code.Totp code) {
        return Panache.withTransaction(() ->
                SecondFactorEntity.<SecondFactorEntity>find(
                                "accountId = ?1 and since is not null", account.value())
                        .firstResult()
                        .chain(row ->
                                Optional.ofNullable(row)
                                        .flatMap(found -> secret(found).taken(code))
                                        .map(taken -> take(account, taken))
                                        .orElseGet(() -> Uni.createFrom().item(false))));
    }

    private Uni<Boolean> take(AccountId account, Taken taken) {
        return execute(
                        TAKE,
                        Map.of(
                                "account", account.value(),
                                "sealed", taken.sealed,
                                "resealed", taken.resealed,
                                "step", taken.step))
                .map(rows -> rows == 1);
    }

    /// New recovery codes in place of those before.
    public Uni<List<String>> renewRecoveryCodes(AccountId account) {
        return Panache.withTransaction(() ->
                execute(
                                "delete from recovery_code where account_id = :account",
                                Map.of("account", account.value()))
                        .chain(() -> handOut(account)));
    }

    private Uni<List<String>> handOut(AccountId account) {
        var codes = RecoveryCode.fresh();
        return execute(
                        HAND_OUT,
                        Map.of(
                                "account",
                                account.value(),
                                "digests",
                                codes.stream()
                                        .map(code -> code.digest().hex())
                                        .collect(Collectors.joining(" "))))
                .replaceWith(codes.stream().map(RecoveryCode::grouped).toList());
    }

    /// Forgets the second factor and its recovery codes, and a setup that waits.
    ///
    /// @return whether there was one that was confirmed
    public Uni<Boolean> remove(AccountId account) {
        return Panache.withTransaction(() ->
                StatementStore.first(
                                "delete from second_factor where account_id = :account"
                                        + " returning since is not null",
                                Boolean.class,
                                Map.of("account", account.value()))
                        .map(confirmed -> confirmed.orElse(false)));
    }

    /// A row's secret, opened.
    private record Opened(
            TotpSecret secret, String sealed, String resealed, long lastStep, Instant now) {
        Optional<Taken> taken(Code code) {
            return code instanceof Code.Totp totp
                    ? secret.step(totp, now, lastStep).stream()
                            .mapToObj(step -> new Taken(step, sealed, resealed))
                            .findFirst()
                    : Optional.empty();
        }
    }

    /// A code that was good when it was looked at; a statement has the last word.
    ///
    /// @param sealed the secret that it is of
    /// @param resealed the same under the newest key
    private record Taken(long step, String sealed, String resealed) {}

    /// @throws io.quarkiverse.resteasy.problem.HttpProblem `busy`, if this replica has not heard
    ///   yet of the key that another has sealed with
    private Opened secret(SecondFactorEntity row) {
        var owner = new AccountId(row.accountId).toString();
        var sealing = keys.keys();
        var base32 = sealing.open(row.sealedSecret, owner).orElseThrow(SecondFactorStore::keyAway);
        return new Opened(
                new TotpSecret(base32),
                row.sealedSecret,
                sealing.isNewest(row.sealedSecret) ? row.sealedSecret : sealing.seal(base32, owner),
                row.lastStep,
                clock.instant());
    }

    private static RuntimeException keyAway() {
        return Problem.retry(
                        CommonProblem.BUSY,
                        "This code cannot be checked just now.",
                        UNTIL_KEYS_ARE_READ)
                .toHttp();
    }

    private static Uni<Integer> execute(String sql, Map<String, Object> parameters) {
        return Panache.withTransaction(() -> StatementStore.execute(sql, parameters));
    }

    /// Setups that nobody confirmed.
    @Override
    public Uni<Void> forget(Instant now) {
        return execute(
                        "delete from second_factor where since is null and created_at <= :past",
                        Map.of("past", now.minus(setupLife)))
                .replaceWithVoid();
    }
}
