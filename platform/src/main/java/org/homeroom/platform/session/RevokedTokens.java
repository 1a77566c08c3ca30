package org.homeroom.platform.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.platform.event.AccountSessionEvent;
import org.homeroom.platform.event.AccountSessionEvent.RolesChanged;
import org.homeroom.platform.event.AccountSessionEvent.SessionEnded;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.homeroom.platform.principal.Principal;

/// Which access tokens are worthless though they have not expired. Remembers each for as long as
/// such a token may live, so it holds what happened in the last minutes and no more.
///
/// Safe for threads: one tells, many ask.
final class RevokedTokens {
    /// When everybody signs out at the end of a lesson, each sign-out pays for forgetting what is
    /// too old and not for looking at all that is not.
    private final Queue<Heard> byAge = new ArrayDeque<>();

    private final long tokenLifeNanos;
    private final Map<SessionId, Long> endedHeardAtNanos = new ConcurrentHashMap<>();
    private final Map<AccountId, Change> changes = new ConcurrentHashMap<>();

    private record Change(Set<String> roles, Instant at, long heardAtNanos) {}

    private record Heard(AccountSessionEvent event, long atNanos) {}

    /// @param tokenLife longer than any access token is accepted for
    RevokedTokens(Duration tokenLife) {
        this.tokenLifeNanos = tokenLife.toNanos();
    }

    /// Takes in what happened. The same again changes nothing but how long it is remembered.
    ///
    /// @param nowNanos by a clock that never goes back
    void hear(AccountSessionEvent event, long nowNanos) {
        switch (event) {
            case SessionEnded ended -> endedHeardAtNanos.put(ended.session(), nowNanos);
            case RolesChanged changed ->
                    changes.merge(
                            changed.account(),
                            new Change(changed.roles(), changed.at(), nowNanos),
                            (known, heard) -> heard.at.isBefore(known.at) ? known : heard);
        }
        byAge.add(new Heard(event, nowNanos));
        for (var oldest = byAge.peek();
                oldest != null && nowNanos - oldest.atNanos > tokenLifeNanos;
                oldest = byAge.peek()) {
            forget(oldest);
            byAge.remove();
        }
    }

    /// What was heard again since stays: that is in the queue once more.
    private void forget(Heard old) {
        switch (old.event) {
            case SessionEnded ended -> endedHeardAtNanos.remove(ended.session(), old.atNanos);
            case RolesChanged changed ->
                    changes.computeIfPresent(
                            changed.account(),
                            (account, change) ->
                                    change.heardAtNanos == old.atNanos ? null : change);
        }
    }

    Standing of(Principal principal) {
        if (endedHeardAtNanos.containsKey(principal.session())) {
            return Standing.SESSION_ENDED;
        }
        var change = changes.get(principal.account());
        return change == null || isAware(principal, change) ? Standing.GOOD : Standing.OUT_OF_DATE;
    }

    /// A token counts in whole seconds, so one of the second of the change may be from before it.
    /// What it says decides; and a token of a later second may know of a change that has not been
    /// heard of here.
    private static boolean isAware(Principal principal, Change change) {
        return principal.roles().equals(change.roles)
                || principal.issuedAt().isAfter(change.at.truncatedTo(ChronoUnit.SECONDS));
    }
}
