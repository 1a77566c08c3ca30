package org.homeroom.auth.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// The accounts in PostgreSQL.
@Singleton
public class AccountStore {
    private static final String SEARCH =
            "foldedName like :pattern escape '!' or email = :email order by foldedName, id";

    public Uni<Optional<Account>> find(AccountId id) {
        return Panache.withSession(() -> AccountEntity.<AccountEntity>findById(id.value()))
                .map(AccountStore::account);
    }

    public Uni<Optional<Account>> find(EmailAddress email) {
        return Panache.withSession(() ->
                        AccountEntity.<AccountEntity>find("email", email.value()).firstResult())
                .map(AccountStore::account);
    }

    /// People whose name contains the text or whose address it is, by name.
    ///
    /// @param limit 1 or more
    Uni<List<Account>> search(String text, int limit) {
        var name = PersonName.fold(text.strip()).replaceAll("[!%_]", "!$0");
        var email = EmailAddress.isOne(text) ? new EmailAddress(text).value() : "";
        var parameters = Parameters.with("pattern", "%" + name + "%").and("email", email);
        return Panache.withSession(() ->
                        AccountEntity.<AccountEntity>find(SEARCH, parameters)
                                .page(Page.ofSize(limit))
                                .list())
                .map(found -> found.stream().map(AccountEntity::account).toList());
    }

    /// Changes name or language, and with them what [ProfileScheduler] has to publish. Nothing
    /// happens if nothing differs.
    ///
    /// @return empty if there is no such account
    Uni<Optional<Account>> changeProfile(AccountId id, UnaryOperator<Account> change) {
        return Panache.withTransaction(() ->
                AccountEntity.<AccountEntity>findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                        .map(row -> change(row, change)));
    }

    private static Optional<Account> change(
            @Nullable AccountEntity row, UnaryOperator<Account> change) {
        if (row == null) {
            return Optional.empty();
        }
        var before = row.account();
        var after = change.apply(before);
        if (!after.equals(before)) {
            row.setProfile(after);
        }
        return Optional.of(after);
    }

    private static Optional<Account> account(@Nullable AccountEntity row) {
        return Optional.ofNullable(row).map(AccountEntity::account);
    }
}
