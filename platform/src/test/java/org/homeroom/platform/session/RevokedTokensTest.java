package org.homeroom.platform.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.platform.session.Standing.GOOD;
import static org.homeroom.platform.session.Standing.OUT_OF_DATE;
import static org.homeroom.platform.session.Standing.SESSION_ENDED;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.homeroom.platform.event.AccountSessionEvent.RolesChanged;
import org.homeroom.platform.event.AccountSessionEvent.SessionEnded;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.homeroom.platform.principal.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RevokedTokensTest {
    private static final Duration LIFE = Duration.ofMinutes(16);
    private static final AccountId MING = new AccountId(new UUID(1, 1));
    private static final AccountId HUA = new AccountId(new UUID(1, 2));
    private static final SessionId PHONE = new SessionId(new UUID(2, 1));
    private static final SessionId LAPTOP = new SessionId(new UUID(2, 2));
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00.500Z");
    private static final Set<String> STUDENT = Set.of("student");
    private static final Set<String> TEACHER = Set.of("student", "teacher");

    private final RevokedTokens revoked = new RevokedTokens(LIFE);

    private static Principal token(
            AccountId account, SessionId session, Set<String> roles, Instant issuedAt) {
        return new Principal(
                account, "Ming", roles, session, issuedAt, issuedAt.plus(Duration.ofMinutes(10)));
    }

    private static Principal token(SessionId session) {
        return token(MING, session, STUDENT, Instant.parse("2026-03-02T07:55:00Z"));
    }

    private Standing student(String issuedAt) {
        return revoked.of(token(MING, PHONE, STUDENT, Instant.parse(issuedAt)));
    }

    private Standing teacher(String issuedAt) {
        return revoked.of(token(MING, PHONE, TEACHER, Instant.parse(issuedAt)));
    }

    @Test
    void everyTokenOfASessionThatEndedIsWorthlessAndNoOther() {
        revoked.hear(new SessionEnded(MING, PHONE, AT), 0);

        assertThat(revoked.of(token(PHONE))).isEqualTo(SESSION_ENDED);
        assertThat(revoked.of(token(MING, PHONE, TEACHER, AT.plusSeconds(60))))
                .isEqualTo(SESSION_ENDED);
        assertThat(revoked.of(token(LAPTOP))).isEqualTo(GOOD);
    }

    @Test
    void aSessionIsRememberedForAsLongAsItsTokensMayLive() {
        revoked.hear(new SessionEnded(MING, PHONE, AT), 0);
        revoked.hear(new SessionEnded(HUA, LAPTOP, AT), LIFE.toNanos());
        assertThat(revoked.of(token(PHONE))).isEqualTo(SESSION_ENDED);

        revoked.hear(new SessionEnded(HUA, LAPTOP, AT), LIFE.toNanos() + 1);
        assertThat(revoked.of(token(PHONE))).isEqualTo(GOOD);
    }

    /// Kafka may bring an event twice.
    @Test
    void whatIsHeardAgainIsRememberedFromThenOn() {
        revoked.hear(new SessionEnded(MING, PHONE, AT), 0);
        revoked.hear(new RolesChanged(MING, TEACHER, AT), 0);
        revoked.hear(new SessionEnded(MING, PHONE, AT), 10);
        revoked.hear(new RolesChanged(MING, TEACHER, AT), 10);

        revoked.hear(new SessionEnded(HUA, LAPTOP, AT), LIFE.toNanos() + 10);
        assertThat(revoked.of(token(PHONE))).isEqualTo(SESSION_ENDED);
        assertThat(
                        revoked.of(
                                token(
                                        MING,
                                        new SessionId(new UUID(2, 3)),
                                        STUDENT,
                                        AT.minusSeconds(9))))
                .isEqualTo(OUT_OF_DATE);

        revoked.hear(new SessionEnded(HUA, LAPTOP, AT), LIFE.toNanos() + 11);
        assertThat(revoked.of(token(PHONE))).isEqualTo(GOOD);
        assertThat(
                        revoked.of(
                                token(
                                        MING,
                                        new SessionId(new UUID(2, 3)),
                                        STUDENT,
                                        AT.minusSeconds(9))))
                .isEqualTo(GOOD);
    }

    /// A replica that starts reads what a whole school did, before it lets anybody in.
    @Test
    @Timeout(20)
    void hearingOfOneMoreCostsTheSameHoweverManyThereAre() {
        for (var i = 0; i < 300_000; i++) {
            revoked.hear(new SessionEnded(MING, new SessionId(new UUID(3, i)), AT), i);
        }

        assertThat(revoked.of(token(new SessionId(new UUID(3, 0))))).isEqualTo(SESSION_ENDED);
        assertThat(revoked.of(token(PHONE))).isEqualTo(GOOD);
    }

    @Test
    void afterAChangeOfRolesOlderTokensThatSayOthersAreOutOfDate() {
        revoked.hear(new RolesChanged(MING, TEACHER, AT), 0);

        assertThat(student("2026-03-02T07:59:59Z")).isEqualTo(OUT_OF_DATE);
        assertThat(student("2026-03-02T07:50:00Z")).isEqualTo(OUT_OF_DATE);
        assertThat(revoked.of(token(HUA, LAPTOP, STUDENT, AT.minusSeconds(1)))).isEqualTo(GOOD);
    }

    /// A token says its second only. Who fetches one right after the change must not be sent for
    /// another, and who fetched one right before must.
    @Test
    void inTheSecondOfTheChangeTheTokensOwnWordsDecide() {
        revoked.hear(new RolesChanged(MING, TEACHER, AT), 0);

        assertThat(teacher("2026-03-02T08:00:00Z")).isEqualTo(GOOD);
        assertThat(student("2026-03-02T08:00:00Z")).isEqualTo(OUT_OF_DATE);
    }

    /// Two changes shortly after each other, of which the second has not been heard of yet.
    @Test
    void aTokenThatIsNewerThanTheChangeIsBelieved() {
        revoked.hear(new RolesChanged(MING, TEACHER, AT), 0);

        assertThat(student("2026-03-02T08:00:01Z")).isEqualTo(GOOD);
    }

    @Test
    void ofSeveralChangesTheLastCountsInWhateverOrderTheyAreHeard() {
        revoked.hear(new RolesChanged(MING, STUDENT, AT.plusSeconds(30)), 0);
        revoked.hear(new RolesChanged(MING, TEACHER, AT), 0);

        assertThat(teacher("2026-03-02T08:00:10Z")).isEqualTo(OUT_OF_DATE);
        assertThat(student("2026-03-02T07:59:00Z")).isEqualTo(GOOD);
    }

    @Test
    void aSessionThatEndedIsOverWhateverItsRoles() {
        revoked.hear(new RolesChanged(MING, TEACHER, AT), 0);
        revoked.hear(new SessionEnded(MING, PHONE, AT), 0);

        assertThat(student("2026-03-02T07:59:00Z")).isEqualTo(SESSION_ENDED);
    }

    @Test
    void aChangeIsForgottenWhenNoOlderTokenCanLiveAnyMore() {
        revoked.hear(new RolesChanged(MING, TEACHER, AT), 0);
        revoked.hear(new SessionEnded(HUA, LAPTOP, AT), LIFE.toNanos() + 1);

        assertThat(student("2026-03-02T07:59:00Z")).isEqualTo(GOOD);
    }
}
