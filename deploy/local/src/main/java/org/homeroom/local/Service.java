package org.homeroom.local;

import java.nio.file.Path;
import java.util.Optional;

/// The services of the suite, in the order in which a reader meets them; the gateway is last to
/// start and first to stop.
///
/// Heap limits are what each needs under the load of a class with room to spare; a limit is not a
/// reservation.
public enum Service {
    AUTH("auth-service", "auth", 384, Compilation.PATIENT),
    CHAT("chat-service", "chat", 512, Compilation.PATIENT),
    SIGNALING("signaling-service", "signaling", 256, Compilation.PATIENT),
    MEDIA("media-service", "media", 128, Compilation.LIGHT),
    SYNC("sync-service", "sync", 128, Compilation.LIGHT),
    GATEWAY("gateway", "", 256, Compilation.PATIENT);

    private final String module;
    private final String database;
    private final int heapMegabytes;
    private final Compilation compilation;

    Service(String module, String database, int heapMegabytes, Compilation compilation) {
        this.module = module;
        this.database = database;
        this.heapMegabytes = heapMegabytes;
        this.compilation = compilation;
    }

    /// The Maven module, which is also the name in logs and messages.
    String module() {
        return module;
    }

    /// The database that it owns, and the user it signs in as there.
    Optional<String> database() {
        return database.isEmpty() ? Optional.empty() : Optional.of(database);
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    Compilation compilation() {
        return compilation;
    }

    /// What Maven built, under the root of the checkout: the artifact that ships.
    Path jar(Path root) {
        return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    StartCache cache(Path root) {
        return new StartCache(root.resolve(module).resolve("target/" + module + ".aot"), jar(root));
    }

    int port(StackPorts ports) {
        return switch (this) {
            case AUTH -> ports.auth();
            case CHAT -> ports.chat();
            case SIGNALING -> ports.signaling();
            case MEDIA -> ports.media();
            case SYNC -> ports.sync();
            case GATEWAY -> ports.gateway();
        };
    }
}
