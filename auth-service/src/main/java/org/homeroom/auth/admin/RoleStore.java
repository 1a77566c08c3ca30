package org.homeroom.auth.admin;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.stream.Collectors;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.account.Role;
import org.homeroom.auth.account.RoleResult;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.session.SessionEventStore;
import org.homeroom.platform.event.AccountSessionEvent.RolesChanged;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// Gives roles, and has everybody told in the same transaction: the audit log, and every service,
/// which make the person fetch a token that says so.
@Singleton
class RoleStore {
    private final AccountStore accounts;
    private final SessionEventStore events;
    private final AuditStore audit;
    private final Clock clock;

    RoleStore(AccountStore accounts, SessionEventStore events, AuditStore audit, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param by the administrator who does it; null for the configuration
    Uni<RoleResult> change(AccountId id, Role role, @Nullable AccountId by) {
        return Panache.withTransaction(() ->
                accounts.changeRole(id, role)
                        .call(result ->
                                switch (result) {
                                    case RoleResult.Changed(var account) -> tell(account, role, by);
                                    case RoleResult.Unchanged _,
                                            RoleResult.LastAdministrator _,
                                            RoleResult.NoSuchAccount _ ->
                                            Uni.createFrom().voidItem();
                                }));
    }

    private Uni<Void> tell(Account account, Role role, @Nullable AccountId by) {
        var roles = account.roles().stream().map(Role::wireName).collect(Collectors.toSet());
        return events.tell(new RolesChanged(account.id(), roles, clock.instant()))
                .chain(() ->
                        audit.record(
                                account.id(),
                                new Occurrence.RoleChanged(role.wireName(), by),
                                Caller.UNTOLD));
    }
}
