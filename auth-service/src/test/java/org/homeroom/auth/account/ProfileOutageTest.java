package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.withCookie;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.auth.ProfileTopic;
import org.homeroom.embedded.EmbeddedKafka;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that is not there when the service starts, comes, goes and comes again.
@QuarkusTest
@RealInfrastructure(database = "auth", ready = false)
@AuthServers
@TestProfile(ProfileOutageTest.OwnBroker.class)
class ProfileOutageTest {
    MailServer mailbox;

    public static class OwnBroker implements QuarkusTestProfile {
        static final String PORT = "homeroom.test.own-broker-port";

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "HOMEROOM_KAFKA",
                    "127.0.0.1:" + port(),
                    "homeroom.kafka.delivery-timeout",
                    "5s");
        }

        /// Asked for by two class loaders, which see the same system properties.
        static int port() {
            var known = Integer.getInteger(PORT);
            if (known != null) {
                return known;
            }
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.setProperty(PORT, Integer.toString(socket.getLocalPort()));
                return socket.getLocalPort();
            } catch (IOException none) {
                throw new IllegalStateException(none);
            }
        }
    }

    @Test
    void nobodyWaitsForKafkaAndNothingIsLost(@TempDir Path folder) {
        var email = freshAddress();
        var broker = EmbeddedKafka.keptIn(folder).port(OwnBroker.port());
        var me = person(mailbox, email, "While it is away");
        var topic = new ProfileTopic("127.0.0.1:" + OwnBroker.port());

        try (var _ = broker.start()) {
            assertThat(topic.await(me.account(), 1).getLast().name()).isEqualTo("While it is away");
            // Until it knows which sessions have ended, nobody's token is taken.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> me.request().get("/api/users/me").statusCode() == 200);
        }
        var phone = SignedIn.of(signIn(email, PASSWORD));
        me.request().delete("/api/auth/sessions/" + phone.session()).then().statusCode(204);
        assertProblem(withCookie("refresh", phone.refreshToken()), 401, "session-ended");
        for (var name : new String[] {"Once more", "While it is away again"}) {
            me.request().body(Map.of("name", name)).patch("/api/users/me").then().statusCode(200);
        }
        try (var _ = broker.start()) {
            // What was on its way when the broker went may have arrived before it.
            var last = topic.awaitRevision(me.account(), 3);
            assertThat(last.name()).isEqualTo("While it is away again");
            // Every service hears that the session has ended, this one among them.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertProblem(
                                    phone.request().get("/api/users/me"), 401, "session-ended"));
        }
    }
}
