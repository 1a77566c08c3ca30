package org.homeroom.auth.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.ForgettingStore;
import org.homeroom.platform.id.AccountId;

/// The browsers from which people have signed in. Only digests of what they show are kept.
@Singleton
public class KnownDeviceStore implements ForgettingStore {
    /// More browsers than anybody uses; the ones used last are kept.
    private static final int MOST_OF_AN_ACCOUNT = 20;

    private static final String REMEMBER =
            """
            with remembered as (
              insert into known_device (account_id, token_digest, last_used_at) values ($1, $2, $3)
              on conflict (account_id, token_digest) do update set last_used_at = excluded.last_used_at)
            delete from known_device where account_id = $1 and token_digest in (
              select token_digest from known_device where account_id = $1 and token_digest <> $2
              order by last_used_at desc offset $4)
            """;

    private final SecureRandom random = new SecureRandom();
    private final Pool database;
    private final AuthConfig.Tries config;
    private final Clock clock;

    KnownDeviceStore(Pool database, AuthConfig config, Clock clock) {
        this.database = database;
        this.config = config.tries();
        this.clock = clock;
    }

    /// A person has shown that this is their browser.
    ///
    /// @param presented what the browser had, of this person or of somebody else who uses it
    /// @return what it shall keep
    public Uni<DeviceToken> remember(AccountId account, Optional<DeviceToken> presented) {
        var token = presented.orElseGet(this::fresh);
        return database.preparedQuery(REMEMBER)
                .execute(
                        Tuple.of(
                                account.value(),
                                token.digest().hex(),
                                clock.instant().atOffset(ZoneOffset.UTC),
                                MOST_OF_AN_ACCOUNT - 1))
                .replaceWith(token);
    }

    private DeviceToken fresh() {
        var bytes = new byte[DeviceToken.LENGTH];
        random.nextBytes(bytes);
        return DeviceToken.of(bytes);
    }

    @Override
    public Uni<Void> forget(Instant now) {
        return database.preparedQuery("delete from known_device where last_used_at <= $1")
                .execute(Tuple.of(now.minus(config.deviceKnownFor()).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
