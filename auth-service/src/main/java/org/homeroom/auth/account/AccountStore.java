package org.homeroom.auth.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// The accounts in PostgreSQL. A deleted one is not found, but by [#findPerson].
@Singleton
public class AccountStore {
    private static final String SEARCH =
            """
            foldedName like :pattern escape '!' and findable = 'everyone' and deletedAt is null
            or email = :email and findable <> 'nobody'
            order by foldedName, id
            """;

    private static final String ADMINISTRATORS =
            """
            select id from account
            where 'administrator' = any (roles) and deleted_at is null
            order by id for update
            """;

    private final Clock clock;

    AccountStore(Clock clock) {
        this.clock = clock;
    }

    public Uni<Optional<Account>> find(AccountId id) {
        return Panache.withSession(() -> AccountEntity.<AccountEntity>findById(id.value()))
                .map(AccountStore::account);
    }

    public Uni<Optional<Account>> find(EmailAddress email) {
        return Panache.withSession(() ->
                        AccountEntity.<AccountEntity>find("email", email.value()).firstResult())
                .map(AccountStore::account);
    }

    /// What others see of an account, also of one that is deleted.
    Uni<Optional<Person>> findPerson(AccountId id) {
        return Panache.withSession(() -> AccountEntity.<AccountEntity>findById(id.value()))
                .map(row -> Optional.ofNullable(row).map(AccountEntity::person));
    }

    /// People who let themselves be found so: whose name contains the text or whose address it is,
    /// by name.
    ///
    /// @param limit 1 or more
    Uni<List<Person>> search(String text, int limit) {
        var name = PersonName.fold(text.strip()).replaceAll("[!%_]", "!$0");
        var email = EmailAddress.isOne(text) ? new EmailAddress(text).value() : "";
        var parameters = Parameters.with("pattern", "%" + name + "%").and("email", email);
        return Panache.withSession(() ->
                        AccountEntity.<AccountEntity>find(SEARCH, parameters)
                                .page(Page.ofSize(limit))
                                .list())
                .map(found -> found.stream().map(AccountEntity::person).toList());
    }

    /// Changes what the person may change, and with it what [ProfileScheduler] has to publish.
    /// Nothing happens if nothing differs. The account is locked until the transaction ends.
    ///
    /// @param change the account as it is to be; its id and roles stay, whatever it says
    /// @return empty if there is no such account
    public Uni<Optional<Account>> change(AccountId id, UnaryOperator<Account> change) {
        return Panache.withTransaction(() -> locked(id).map(row -> change(row, change)));
    }

    private static Optional<Account> change(
            @Nullable AccountEntity row, UnaryOperator<Account> change) {
        if (row == null || row.isDeleted()) {
            return Optional.empty();
        }
        var before = row.account();
        var after = change.apply(before);
        if (!after.equals(before)) {
            row.set(after);
        }
        return Optional.of(after);
    }

    /// Forgets the person, and frees the address.
    ///
    /// @return the account as it was; empty if there is none
    public Uni<Optional<Account>> delete(AccountId id, Predicate<Account> condition) {
        return Panache.withTransaction(() ->
                locked(id)
                        .map(row -> {
                            if (row == null || row.isDeleted() || !condition.test(row.account())) {
                                return Optional.empty();
                            }
                            var before = row.account();
                            row.delete(clock.instant());
                            return Optional.of(before);
                        }));
    }

    /// The administrators; nobody's role changes until the transaction ends.
    public Uni<List<AccountId>> lockAdministrators() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(ADMINISTRATORS, UUID.class).getResultList())
                .map(found -> found.stream().map(AccountId::new).toList());
    }

    /// How many people there are.
    public Uni<Long> count() {
        return Panache.withSession(() -> AccountEntity.count("deletedAt is null"));
    }

    private static Uni<@Nullable AccountEntity> locked(AccountId id) {
        return AccountEntity.findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    private static Optional<Account> account(@Nullable AccountEntity row) {
        return row == null || row.isDeleted() ? Optional.empty() : Optional.of(row.account());
    }
}
