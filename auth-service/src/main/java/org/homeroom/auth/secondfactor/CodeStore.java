package org.homeroom.auth.secondfactor;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.limit.DeviceToken;
import org.homeroom.auth.limit.LimitStore;
import org.homeroom.auth.limit.PasswordTry;
import org.homeroom.auth.mail.OutgoingMailStore;
import org.homeroom.auth.mail.Purpose;
import org.homeroom.platform.problem.Problem;

/// Holds what somebody types in beside their password against their second factor, as often as the
/// limits allow, and tells them when somebody else seems to try.
///
/// What is to happen when a code is good happens in the transaction that uses it up: a code is
/// never lost for nothing.
@Singleton
public class CodeStore {
    /// Wrong codes within a day of which the person hears by mail: more than a hurried thumb needs.
    private static final int MANY_FAILURES = 3;

    private final SecondFactorStore factors;
    private final LimitStore limits;
    private final AuditStore audit;
    private final OutgoingMailStore mails;
    private final MeterRegistry metrics;

    CodeStore(
            SecondFactorStore factors,
            LimitStore limits,
            AuditStore audit,
            OutgoingMailStore mails,
            MeterRegistry metrics) {
        this.factors = factors;
        this.limits = limits;
        this.audit = audit;
        this.mails = mails;
        this.metrics = metrics;
    }

    /// Uses up a code of somebody who has just given the right password.
    ///
    /// @param device what the browser shows of having been used by the account's person
    /// @return what `then` makes; empty for a wrong code. Fails with the problems
    ///   `too-many-requests` or `busy`
    public <T> Uni<Optional<T>> use(
            Account account,
            String typed,
            Caller caller,
            Optional<DeviceToken> device,
            Supplier<Uni<T>> then) {
        return Code.parse(typed)
                .filter(Code.Recovery.class::isInstance)
                // Nobody guesses 120 bits: the person gets in, whoever guesses digits meanwhile. It
                // counts as a form all the same, or the log of events could be flooded.
                .map(recovery ->
                        limits.takeForForm(caller)
                                .chain(() -> use(account, recovery, caller, then)))
                .orElseGet(() ->
                        limits.takeForCode(caller, account.email(), device)
                                .chain(tried ->
                                        counted(
                                                tried,
                                                Code.parse(typed)
                                                        .map(code ->
                                                                use(account, code, caller, then))
                                                        .orElseGet(CodeStore::wrong))))
                .call(done ->
                        done.isEmpty() ? failed(account, caller) : Uni.createFrom().voidItem())
                .invoke(this::count);
    }

    private <T> Uni<Optional<T>> use(
            Account account, Code code, Caller caller, Supplier<Uni<T>> then) {
        return Panache.withTransaction(() ->
                factors.use(account.id(), code)
                        .chain(good ->
                                good
                                        ? used(account, code, caller)
                                                .chain(() -> then.get())
                                                .map(Optional::of)
                                        : wrong()));
    }

    private Uni<Void> used(Account account, Code code, Caller caller) {
        return switch (code) {
            case Code.Totp _ -> Uni.createFrom().voidItem();
            case Code.Recovery _ ->
                    audit.record(account.id(), new Occurrence.RecoveryCodeUsed(), caller)
                            .chain(() -> tell(account, Purpose.RECOVERY_CODE_USED));
        };
    }

    /// What confirming came to.
    ///
    /// @param recoveryCodes 8, to be shown now and never again
    public record Confirmed<T>(List<String> recoveryCodes, T then) {}

    /// Confirms a setup by the first code of somebody who has just given the right password.
    ///
    /// @return as [#use]; fails with the problem `second-factor-setup-needed` too, if nothing waits
    public <T> Uni<Optional<Confirmed<T>>> confirmWhenSigningIn(
            Account account,
            String typed,
            Caller caller,
            Optional<DeviceToken> device,
            Supplier<Uni<T>> then) {
        return requireWaiting(account, CodeStore::setupNeeded)
                .chain(() -> limits.takeForCode(caller, account.email(), device))
                .chain(tried -> counted(tried, confirm(account, typed, caller, then)))
                .invoke(this::count);
    }

    /// As [#confirmWhenSigningIn], of somebody who is signed in.
    ///
    /// @return fails with the problem `second-factor-setup-over`, if nothing waits
    public <T> Uni<Optional<Confirmed<T>>> confirmWhenSignedIn(
            Account account, String typed, Caller caller, Supplier<Uni<T>> then) {
        return requireWaiting(account, CodeStore::setupOver)
                .chain(() -> limits.takeForOwnCode(caller, account.id()))
                .chain(tried -> counted(tried, confirm(account, typed, caller, then)))
                .invoke(this::count);
    }

    private Uni<Void> requireWaiting(Account account, Supplier<RuntimeException> otherwise) {
        return factors.isWaiting(account.id())
                .invoke(waits -> {
                    if (!waits) {
                        throw otherwise.get();
                    }
                })
                .replaceWithVoid();
    }

    private <T> Uni<Optional<Confirmed<T>>> confirm(
            Account account, String typed, Caller caller, Supplier<Uni<T>> then) {
        Function<List<String>, Uni<Optional<Confirmed<T>>>> confirmed =
                codes ->
                        audit.record(account.id(), new Occurrence.SecondFactorSet(), caller)
                                .chain(() -> tell(account, Purpose.SECOND_FACTOR_SET))
                                .chain(() -> then.get())
                                .map(made -> Optional.of(new Confirmed<>(codes, made)));
        return Code.parse(typed)
                .map(code ->
                        Panache.withTransaction(() ->
                                factors.confirm(account.id(), code)
                                        .chain(codes ->
                                                codes.map(confirmed).orElseGet(CodeStore::wrong))))
                .orElseGet(CodeStore::wrong);
    }

    /// A good code takes its try back, and those before it.
    private <T> Uni<Optional<T>> counted(PasswordTry tried, Uni<Optional<T>> work) {
        return work.onFailure()
                .call(() -> limits.untried(tried))
                .call(done -> done.isPresent() ? limits.right(tried) : Uni.createFrom().voidItem());
    }

    /// Somebody knows the password. The person hears of it once a day, not with each try.
    private Uni<Void> failed(Account account, Caller caller) {
        return Panache.withTransaction(() ->
                audit.record(account.id(), new Occurrence.SecondFactorFailed(), caller)
                        .chain(() -> audit.failedCodes(account.id()))
                        .chain(failures ->
                                failures == MANY_FAILURES
                                        ? tell(account, Purpose.SECOND_FACTOR_GUESSED)
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> tell(Account account, Purpose purpose) {
        return mails.request(account.email(), purpose, account.language());
    }

    private void count(Optional<?> done) {
        metrics.counter("homeroom.second.factor", "outcome", done.isPresent() ? "right" : "wrong")
                .increment();
    }

    private static <T> Uni<Optional<T>> wrong() {
        return Uni.createFrom().item(Optional.empty());
    }

    public static RuntimeException setupNeeded() {
        return Problem.of(
                        AuthProblem.SECOND_FACTOR_SETUP_NEEDED,
                        "This school wants you to have a second factor. Set one up first.")
                .toHttp();
    }

    private static RuntimeException setupOver() {
        return Problem.of(
                        AuthProblem.SECOND_FACTOR_SETUP_OVER,
                        "The setup was not begun, or too long ago. Begin again.")
                .toHttp();
    }
}
