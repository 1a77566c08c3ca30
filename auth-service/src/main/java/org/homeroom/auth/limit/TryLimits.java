package org.homeroom.auth.limit;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.Digest;
import org.homeroom.auth.limit.Allowance.Decision;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// Counts tries by client and by address, in the memory of this replica.
///
/// Keys are digests: the addresses that people try belong into no heap dump.
@Singleton
public class TryLimits {
    /// Some 15 MB. When so many are being counted at once, a key that is new has to wait.
    private static final int MOST_KEYS = 100_000;

    private static final Duration WAIT_WHEN_FULL = Duration.ofMinutes(1);

    private final Allowance perClient;
    private final Allowance perAddress;
    private final Clock clock;
    private final ConcurrentMap<Digest, Instant> fullAt = new ConcurrentHashMap<>();

    TryLimits(AuthConfig config, Clock clock) {
        var tries = config.tries();
        this.perClient = new Allowance(tries.perClient().burst(), tries.perClient().refill());
        this.perAddress = new Allowance(tries.perAddress().burst(), tries.perAddress().refill());
        this.clock = clock;
    }

    /// Counts a form that a client sent.
    ///
    /// @param client its network address
    /// @return the problem to answer, if it has to wait
    public Optional<Problem> takeForClient(String client) {
        return take(perClient, clientKey(client));
    }

    /// Counts a try at the password of an address.
    ///
    /// @return the problem to answer, if the client has to wait or everybody who tries this address
    public Optional<Problem> takeForSignIn(String client, String address) {
        return takeForClient(client).or(() -> take(perAddress, addressKey(address)));
    }

    /// The password was right, so the try is not counted.
    public void giveBackForSignIn(String client, String address) {
        fullAt.computeIfPresent(clientKey(client), (_, full) -> perClient.giveBack(full));
        fullAt.computeIfPresent(addressKey(address), (_, full) -> perAddress.giveBack(full));
    }

    private Optional<Problem> take(Allowance allowance, Digest key) {
        if (fullAt.size() >= MOST_KEYS && !fullAt.containsKey(key)) {
            return Optional.of(wait(WAIT_WHEN_FULL));
        }
        var now = clock.instant();
        // An array, since the decision must leave the lambda that makes it atomic.
        var refusal = new Problem[1];
        fullAt.compute(
                key,
                (_, before) ->
                        switch (allowance.take(before == null ? Instant.MIN : before, now)) {
                            case Decision.Granted(var after) -> after;
                            case Decision.Refused(var wait) -> {
                                refusal[0] = wait(wait);
                                yield before;
                            }
                        });
        return Optional.ofNullable(refusal[0]);
    }

    private static Problem wait(Duration wait) {
        return Problem.retry(
                CommonProblem.TOO_MANY_REQUESTS, "Too many tries. Wait before the next.", wait);
    }

    private static Digest clientKey(String client) {
        return Digest.of("client " + client);
    }

    private static Digest addressKey(String address) {
        return Digest.of("address " + address);
    }

    /// Whoever may try as often as a stranger need not be remembered.
    public void forget() {
        var now = clock.instant();
        fullAt.values().removeIf(full -> !full.isAfter(now));
    }
}
