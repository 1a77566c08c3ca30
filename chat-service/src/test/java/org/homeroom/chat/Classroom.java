package org.homeroom.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.homeroom.chat.person.People;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;

/// People for a test: their profiles come over Kafka as auth-service would send them.
public final class Classroom {
    private Classroom() {}

    public record Person(AccountId id, String name) {
        public String token() {
            return TestTokens.of(id, name);
        }

        public RequestSpecification rest() {
            return given().auth().oauth2(token()).contentType("application/json");
        }

        public TestSocket socket() {
            return TestSocket.open(socketUrl(), token());
        }

        /// The direct conversation with somebody.
        public ConversationId with(Person other) {
            var id =
                    rest().body(Map.of("with", other.id.toString()))
                            .post("/api/conversations")
                            .then()
                            .extract()
                            .<String>path("id");
            return ConversationId.fromString(id);
        }
    }

    public static URI socketUrl() {
        return URI.create("http://localhost:" + RestAssured.port + "/ws/chat");
    }

    /// Somebody new, known to the service.
    public static Person person(String name) {
        var person = new Person(new AccountId(UuidCreator.getTimeOrderedEpoch()), name);
        rename(person, 1, name);
        return person;
    }

    /// Publishes a profile and waits until the service has it.
    public static void rename(Person person, long revision, String name) {
        bean(EventPublisher.class)
                .publish(
                        Topic.ACCOUNT_PROFILES, new ProfileChanged(person.id, revision, name, "en"))
                .await()
                .atMost(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bean(People.class).nameOf(person.id).filter(name::equals).isPresent());
    }

    /// JSON members of a `message.send`.
    public static String message(ConversationId conversation, UUID clientId, String jsonText) {
        return "\"conversation\":\"%s\",\"clientId\":\"%s\",\"text\":%s"
                .formatted(conversation, clientId, jsonText);
    }

    public static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
