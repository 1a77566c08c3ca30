package org.homeroom.auth.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// The accounts in PostgreSQL. A deleted one is not found, but by [#findPerson] and [#findPeople].
@Singleton
public class AccountStore {
    private static final String SEARCH =
            """
            foldedName like :pattern escape '!' and findable = 'everyone' and deletedAt is null
            or email = :email and findable <> 'nobody'
            order by foldedName, id
            """;

    private static final String ALL =
            "deletedAt is null and (foldedName like :name escape '!' or email like :email escape '!')";

    private static final String ADMINISTRATORS =
            "select id from account where 'administrator' = any(roles) and deleted_at is null";

    private static final long ADMINISTRATORS_LOCK = 0x61646d696eL;

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

    /// What others see of these accounts, also of those that are deleted, by id. An id that nobody
    /// has is left out.
    public Uni<List<Person>> findPeople(Set<AccountId> ids) {
        var values = ids.stream().map(AccountId::value).toList();
        return Panache.withSession(() ->
                        AccountEntity.<AccountEntity>find("id in ?1 order by id", values).list())
                .map(found -> found.stream().map(AccountEntity::person).toList());
    }

    /// People who let themselves be found so: whose name contains the text or whose address it is,
    /// by name.
    ///
    /// @param limit 1 or more
    Uni<List<Person>> search(String text, int limit) {
        var name = escaped(PersonName.fold(text.strip()));
        var email = EmailAddress.isOne(text) ? new EmailAddress(text).value() : "";
        var parameters = Parameters.with("pattern", "%" + name + "%").and("email", email);
        return Panache.withSession(() ->
                        AccountEntity.<AccountEntity>find(SEARCH, parameters)
                                .range(0, limit - 1)
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

    /// A stretch of all people, by name.
    ///
    /// @param next to be given as `after` for those behind; null if there are none
    public record Page(List<Account> accounts, @Nullable PageKey next) {
        public Page {
            accounts = List.copyOf(accounts);
        }
    }

    /// People whose name or address contains the text, whatever they let others find.
    ///
    /// @param after where the page before ended; null for the first
    /// @param limit 1 or more
    public Uni<Page> page(String text, @Nullable PageKey after, int limit) {
        var parameters =
                Parameters.with("name", "%" + escaped(PersonName.fold(text.strip())) + "%")
                        .and("email", "%" + escaped(text.strip().toLowerCase(Locale.ROOT)) + "%");
        var query = ALL;
        if (after != null) {
            query += " and (foldedName > :afterName or foldedName = :afterName and id > :afterId)";
            parameters.and("afterName", after.foldedName()).and("afterId", after.account().value());
        }
        var ordered = query + " order by foldedName, id";
        return Panache.withSession(() ->
                        AccountEntity.<AccountEntity>find(ordered, parameters)
                                .range(0, limit) // inclusive: one more, to know whether there is
                                .list())
                .map(rows -> rows.stream().map(AccountEntity::account).toList())
                .map(found -> {
                    var accounts = found.stream().limit(limit).toList();
                    return new Page(
                            accounts, found.size() > limit ? PageKey.of(accounts.getLast()) : null);
                });
    }

    private static String escaped(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }

    /// Gives somebody a role in place of the one that they have. There is always an administrator.
    public Uni<RoleResult> changeRole(AccountId id, Role role) {
        return Panache.withTransaction(() ->
                isLastAdministrator(id)
                        .chain(last -> locked(id).map(row -> changeRole(row, role, last))));
    }

    private static RoleResult changeRole(@Nullable AccountEntity row, Role role, boolean isLast) {
        if (row == null || row.isDeleted()) {
            return new RoleResult.NoSuchAccount();
        }
        if (row.account().roles().equals(role.included())) {
            return new RoleResult.Unchanged(row.account());
        }
        if (isLast && role != Role.ADMINISTRATOR) {
            return new RoleResult.LastAdministrator();
        }
        row.setRole(role);
        return new RoleResult.Changed(row.account());
    }

    /// Whether nobody else is an administrator. It stays so until the transaction of the caller
    /// ends: of two who step down together, one cannot.
    public static Uni<Boolean> isLastAdministrator(AccountId id) {
        return lockAdministrators()
                .chain(() -> Panache.getSession())
                .chain(session ->
                        session.createNativeQuery(ADMINISTRATORS, UUID.class).getResultList())
                .map(administrators -> administrators.equals(List.of(id.value())));
    }

    /// Held until the transaction of the caller ends by whoever decides on who there are.
    static Uni<Void> lockAdministrators() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(
                                        "select 1 from (select pg_advisory_xact_lock(:key)) l")
                                .setParameter("key", ADMINISTRATORS_LOCK)
                                .getSingleResult())
                .replaceWithVoid();
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
