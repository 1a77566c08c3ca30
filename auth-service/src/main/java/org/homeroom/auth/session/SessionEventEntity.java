package org.homeroom.auth.session;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.homeroom.platform.event.AccountSessionEvent;
import org.homeroom.platform.event.AccountSessionEvent.RolesChanged;
import org.homeroom.platform.event.AccountSessionEvent.SessionEnded;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.jspecify.annotations.Nullable;

/// An [AccountSessionEvent] that waits to be published.
@Entity
@Table(name = "session_event")
class SessionEventEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long number;

    UUID accountId;
    @Nullable UUID sessionId;
    String @Nullable [] roles;
    Instant at;

    /// For Hibernate.
    SessionEventEntity() {}

    static SessionEventEntity of(AccountSessionEvent event) {
        var row = new SessionEventEntity();
        row.accountId = event.account().value();
        row.at = event.at();
        switch (event) {
            case SessionEnded ended -> row.sessionId = ended.session().value();
            case RolesChanged changed ->
                    row.roles = changed.roles().stream().sorted().toArray(String[]::new);
        }
        return row;
    }

    AccountSessionEvent event() {
        var account = new AccountId(accountId);
        if (sessionId != null) {
            return new SessionEnded(account, new SessionId(sessionId), at);
        }
        if (roles != null) {
            return new RolesChanged(account, Set.of(roles), at);
        }
        throw new IllegalStateException("the table allows no such row");
    }
}
