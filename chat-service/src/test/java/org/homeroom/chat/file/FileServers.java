package org.homeroom.chat.file;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.Map;
import org.homeroom.platform.test.ObjectServer;

/// On a `@QuarkusTest`: the service finds a real S3 server, which an `ObjectServer` field of the
/// test is given. Pieces, files and quota are small, so that many of each fit into a test.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(FileServers.Manager.class)
public @interface FileServers {
    int PIECE = 64 << 10;
    int LARGEST = 8 << 20;
    int QUOTA = 20 << 20;
    int UNFINISHED = 8;

    final class Manager implements QuarkusTestResourceLifecycleManager {
        private ObjectServer objects;

        @Override
        public Map<String, String> start() {
            try {
                objects = new ObjectServer(Files.createTempDirectory("objects"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return Map.of(
                    "HOMEROOM_S3_URL",
                    objects.url().toString(),
                    "HOMEROOM_S3_BUCKET",
                    ObjectServer.BUCKET,
                    "HOMEROOM_S3_KEY",
                    ObjectServer.KEY,
                    "HOMEROOM_S3_SECRET",
                    ObjectServer.SECRET,
                    "chat.files.piece",
                    Integer.toString(PIECE),
                    "chat.files.largest",
                    Integer.toString(LARGEST),
                    "chat.files.quota",
                    Integer.toString(QUOTA),
                    "chat.files.unfinished",
                    Integer.toString(UNFINISHED),
                    "chat.files.patience",
                    "2s",
                    // The tests call it.
                    "chat.files.orphans-every",
                    "24h");
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(objects, new TestInjector.MatchesType(ObjectServer.class));
        }

        @Override
        public void stop() {
            objects.stop();
        }
    }
}
