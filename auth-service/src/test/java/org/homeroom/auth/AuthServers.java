package org.homeroom.auth;

import static java.util.Map.entry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.homeroom.auth.caller.PlaceFile;
import org.homeroom.auth.password.BreachedPasswordsTest;
import org.homeroom.platform.test.ObjectServer;

/// On a `@QuarkusTest`: the service finds a real SMTP server, a real S3 server and a folder with
/// two signing keys, and is found at [#PUBLIC_URL]; [#IN_TAIPEI] is in Taipei, and nothing else is
/// anywhere; [#BREACHED] was found in a leak. A `MailServer` field of the test is given the
/// mailbox, an `ObjectServer` field the S3 server, a `SigningKeyFolder` field the folder.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(AuthServers.Manager.class)
public @interface AuthServers {
    String PUBLIC_URL = "https://class.example.org";

    String IN_TAIPEI = "203.0.113.7";

    /// Good in all but that somebody else has lost it.
    String BREACHED = "eleven tired grey badgers";

    final class Manager implements QuarkusTestResourceLifecycleManager {
        private MailServer mailbox;
        private ObjectServer objects;
        private SigningKeyFolder keys;
        private Path places;
        private Path breached;

        @Override
        public Map<String, String> start() {
            try {
                breached =
                        Files.writeString(
                                Files.createTempFile("breached", ".txt"),
                                BreachedPasswordsTest.lines(List.of(BREACHED), "\n"));
                places = taipei().write(Files.createTempDirectory("places").resolve("city.mmdb"));
                keys = new SigningKeyFolder(Files.createTempDirectory("signing-keys"));
                mailbox = new MailServer(Files.createTempDirectory("mailbox"));
                objects = new ObjectServer(Files.createTempDirectory("objects"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return Map.ofEntries(
                    entry("HOMEROOM_PUBLIC_URL", PUBLIC_URL),
                    entry("HOMEROOM_SIGNING_KEYS", keys.path().toString()),
                    entry("HOMEROOM_PLACES", places.toString()),
                    entry("HOMEROOM_BREACHED_PASSWORDS", breached.toString()),
                    entry("HOMEROOM_SMTP_HOST", mailbox.host()),
                    entry("HOMEROOM_SMTP_PORT", Integer.toString(mailbox.port())),
                    entry("HOMEROOM_MAIL_FROM", "Homeroom <homeroom@class.example.org>"),
                    entry("HOMEROOM_S3_URL", objects.url().toString()),
                    entry("HOMEROOM_S3_BUCKET", ObjectServer.BUCKET),
                    entry("HOMEROOM_S3_KEY", ObjectServer.KEY),
                    entry("HOMEROOM_S3_SECRET", ObjectServer.SECRET),
                    // A hash must not take long here, and its cost is nobody's business but its own
                    // test's.
                    entry("homeroom.auth.passwords.memory", "64K"),
                    entry("homeroom.auth.passwords.iterations", "1"));
        }

        private static PlaceFile taipei() {
            return new PlaceFile(6)
                    .put(
                            IN_TAIPEI + "/32",
                            Map.of("en", "Taipei", "zh-TW", "台北市"),
                            Map.of("en", "Taiwan", "zh-TW", "台灣"));
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(mailbox, new TestInjector.MatchesType(MailServer.class));
            injector.injectIntoFields(objects, new TestInjector.MatchesType(ObjectServer.class));
            injector.injectIntoFields(keys, new TestInjector.MatchesType(SigningKeyFolder.class));
        }

        @Override
        public void stop() {
            mailbox.stop();
            objects.stop();
        }
    }
}
