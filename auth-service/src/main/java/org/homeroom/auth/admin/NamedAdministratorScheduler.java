package org.homeroom.auth.admin;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.account.NamedAdministrators;
import org.homeroom.auth.account.Role;
import org.homeroom.auth.mail.EmailAddress;

/// Makes those administrators whom the configuration names, when the service starts. Who comes
/// later is one from the beginning.
@Singleton
class NamedAdministratorScheduler {
    private final NamedAdministrators named;
    private final AccountStore accounts;
    private final RoleStore roles;

    NamedAdministratorScheduler(AuthConfig config, AccountStore accounts, RoleStore roles) {
        this.named = NamedAdministrators.of(config);
        this.accounts = accounts;
        this.roles = roles;
    }

    void start(@Observes StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::grant);
    }

    private Uni<Void> grant() {
        return Multi.createFrom()
                .iterable(named.addresses())
                .onItem()
                .transformToUniAndConcatenate(this::grant)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> grant(EmailAddress address) {
        return accounts.find(address)
                .chain(found ->
                        found.map(account ->
                                        roles.change(account.id(), Role.ADMINISTRATOR, null)
                                                .replaceWithVoid())
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
