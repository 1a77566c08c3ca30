package org.homeroom.signaling.ice;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;

/// The TURN servers of the school, and the secret that they share with this service.
@Singleton
class TurnServers {
    private static final int SHORTEST_SECRET = 16;

    private final List<String> urls;
    private final String secret;

    /// @throws IllegalStateException if there are servers and no secret of 16 characters or more
    TurnServers(IceConfig config) {
        urls = config.turn().orElse(List.of());
        secret =
                config.secret()
                        .or(() -> config.secretFile().map(TurnServers::read))
                        .map(String::strip)
                        .orElse("");
        if (!urls.isEmpty() && secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException(
                    "HOMEROOM_TURN names servers, and neither HOMEROOM_TURN_SECRET nor the file HOMEROOM_TURN_SECRET_FILE has the secret that they share (16 characters or more)");
        }
    }

    /// A secret that is missing is found out now, and not with the first call.
    void start(@Observes Startup event) {}

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// A password for them, of one person in one call; empty where there are none.
    Optional<IceServerResource.IceServer> of(AccountId account, CallId call, Instant goodUntil) {
        if (urls.isEmpty()) {
            return Optional.empty();
        }
        var signed = TurnCredentials.sign(account, call, goodUntil, secret);
        return Optional.of(
                new IceServerResource.IceServer(urls, signed.username(), signed.password()));
    }
}
