package org.homeroom.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.homeroom.auth.Digest;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;

/// One signed-in device: the line of refresh tokens that began with a sign-in, each used once to
/// get the next.
///
/// A token that is used twice means that two hold it, and one of them is a thief: the family ends
/// (RFC 9700, section 4.14.2). Except at once: an answer may be lost, or two tabs may ask together,
/// so for a few seconds the token before the current one gets the same successor again. Only
/// digests are kept, and the salt of the last step.
///
/// @param proof of the part that all tokens of the family share
/// @param generation how often the token has been exchanged, from 0; never falls
/// @param current of the one token that may be exchanged
/// @param rotatedAt when the current token was first handed out
record RefreshFamily(
        SessionId id,
        AccountId account,
        Digest proof,
        long generation,
        Digest current,
        Origin origin,
        Instant startedAt,
        Instant rotatedAt,
        Standing standing) {

    /// Where the current token came from.
    sealed interface Origin {
        record SignIn() implements Origin {}

        /// @param predecessor the token that was exchanged
        /// @param salt what made the current one of it
        record Exchange(Digest predecessor, Salt salt) implements Origin {}
    }

    sealed interface Standing {
        record Live() implements Standing {}

        record Ended(Instant at, EndReason reason) implements Standing {}
    }

    /// How long a family lives.
    ///
    /// @param idle without any exchange
    /// @param absolute at most, however often it is used
    /// @param grace how long the token before the current one is answered again
    record Life(Duration idle, Duration absolute, Duration grace) {}

    sealed interface Command {
        /// @param salt fresh, in case a successor is due
        record Exchange(RefreshToken presented, Salt salt) implements Command {}

        record SignOut(RefreshToken presented) implements Command {}

        /// Somebody who may do so ends it without holding any token of it.
        record End(EndReason reason) implements Command {}
    }

    sealed interface Effect {
        /// Hand this token out.
        record Issue(RefreshToken token) implements Effect {}

        /// The session has ended, or never was.
        record Refuse() implements Effect {}

        /// The family has just come to its end.
        record End(EndReason reason) implements Effect {}
    }

    record Transition(RefreshFamily next, List<Effect> effects) {
        boolean isRefused() {
            return effects.stream().anyMatch(Effect.Refuse.class::isInstance);
        }
    }

    /// A new family, whose current token is `first`.
    static RefreshFamily start(RefreshToken first, AccountId account, Instant now) {
        return new RefreshFamily(
                first.session(),
                account,
                Digest.of(first.proof()),
                0,
                Digest.of(first.text()),
                new Origin.SignIn(),
                now,
                now,
                new Standing.Live());
    }

    Transition apply(Command command, Life life, Instant now) {
        return switch (command) {
            case Command.Exchange(var presented, var salt) -> exchange(presented, salt, life, now);
            case Command.SignOut(var presented) -> signOut(presented, now);
            case Command.End(var reason) -> end(reason, now);
        };
    }

    private Transition exchange(RefreshToken presented, Salt salt, Life life, Instant now) {
        if (isOver(life, now) || !isOfThisFamily(presented)) {
            return new Transition(this, List.of(new Effect.Refuse()));
        }
        if (current.isOf(presented.text())) {
            return rotate(presented, salt, now);
        }
        if (origin instanceof Origin.Exchange(var predecessor, var lastSalt)
                && predecessor.isOf(presented.text())
                && now.isBefore(rotatedAt.plus(life.grace()))) {
            return new Transition(this, List.of(new Effect.Issue(presented.successor(lastSalt))));
        }
        return new Transition(
                ended(EndReason.REUSED, now),
                List.of(new Effect.Refuse(), new Effect.End(EndReason.REUSED)));
    }

    private Transition rotate(RefreshToken presented, Salt salt, Instant now) {
        var successor = presented.successor(salt);
        var next =
                new RefreshFamily(
                        id,
                        account,
                        proof,
                        generation + 1,
                        Digest.of(successor.text()),
                        new Origin.Exchange(current, salt),
                        startedAt,
                        now,
                        standing);
        return new Transition(next, List.of(new Effect.Issue(successor)));
    }

    /// Any token of the family will do, an old one too: ending a session harms nobody who holds it.
    private Transition signOut(RefreshToken presented, Instant now) {
        return isOfThisFamily(presented)
                ? end(EndReason.SIGNED_OUT, now)
                : new Transition(this, List.of());
    }

    private Transition end(EndReason reason, Instant now) {
        return standing instanceof Standing.Ended
                ? new Transition(this, List.of())
                : new Transition(ended(reason, now), List.of(new Effect.End(reason)));
    }

    private boolean isOver(Life life, Instant now) {
        return standing instanceof Standing.Ended
                || !now.isBefore(rotatedAt.plus(life.idle()))
                || !now.isBefore(startedAt.plus(life.absolute()));
    }

    private boolean isOfThisFamily(RefreshToken presented) {
        return presented.session().equals(id) && proof.isOf(presented.proof());
    }

    private RefreshFamily ended(EndReason reason, Instant now) {
        return new RefreshFamily(
                id,
                account,
                proof,
                generation,
                current,
                origin,
                startedAt,
                rotatedAt,
                new Standing.Ended(now, reason));
    }
}
