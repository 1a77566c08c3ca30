package org.homeroom.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.homeroom.platform.id.AccountId;

/// What people have chosen for all of their conversations.
@ApplicationScoped
public class PreferenceStore {
    private static final String SHARES =
            "SELECT shares_reading FROM preference WHERE account_id = $1";

    private static final String SET =
            """
            INSERT INTO preference (account_id, shares_reading) VALUES ($1, $2)
            ON CONFLICT (account_id) DO UPDATE SET shares_reading = excluded.shares_reading
            """;

    private static final String RETICENT =
            "SELECT account_id FROM preference WHERE NOT shares_reading AND account_id = ANY ($1)";

    private final Pool pool;

    PreferenceStore(Pool pool) {
        this.pool = pool;
    }

    /// Whether others see how far somebody has read, and they how far the others have; who has not
    /// chosen does.
    Uni<Boolean> sharesReading(AccountId account) {
        return pool.preparedQuery(SHARES)
                .execute(Tuple.of(account.value()))
                .map(rows -> rows.size() == 0 || rows.iterator().next().getBoolean(0));
    }

    Uni<Void> setSharesReading(AccountId account, boolean shares) {
        return pool.preparedQuery(SET).execute(Tuple.of(account.value(), shares)).replaceWithVoid();
    }

    /// Those of the people who share their reading, and so see that of the others who do.
    public Uni<Set<AccountId>> sharing(Collection<AccountId> people) {
        return pool.preparedQuery(RETICENT)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        people.stream().map(AccountId::value).toArray(UUID[]::new)))
                .map(rows -> {
                    var sharing = new HashSet<>(people);
                    StreamSupport.stream(rows.spliterator(), false)
                            .forEach(row -> sharing.remove(new AccountId(row.getUUID(0))));
                    return sharing;
                });
    }
}
