package org.homeroom.signaling;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.RevocationRules;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure
class SignalingSocketTest {
    private static final AccountId MING =
            AccountId.fromString("01890a5d-ac96-774b-bcce-b302099a8001");
    private static final AccountId HUA =
            AccountId.fromString("01890a5d-ac96-774b-bcce-b302099a8002");

    @TestHTTPResource("/ws/signaling")
    URI url;

    @Inject EventPublisher publisher;

    private TestSocket open() {
        return TestSocket.open(url, TestTokens.of(MING, "Ming"));
    }

    @Test
    void itKnowsWhoIsThere() {
        try (var socket = open()) {
            var hello = socket.expect("hello");

            assertThat(hello.path("account").asText()).isEqualTo(MING.toString());
            assertThat(hello.path("pingAfterSeconds").asInt()).isEqualTo(25);
        }
    }

    @Test
    void aPingIsAnswered() {
        try (var socket = open()) {
            assertThat(socket.ask("ping", "").path("type").asText()).isEqualTo("ok");
        }
    }

    @Test
    void aSessionGoesOnWithANewerTokenOfTheSameAccountOnly() {
        try (var socket = open()) {
            String own = "\"token\": \"%s\"".formatted(TestTokens.of(MING, "Ming"));
            String other = "\"token\": \"%s\"".formatted(TestTokens.of(HUA, "Hua"));

            assertThat(socket.ask("session.refresh", own).path("type").asText()).isEqualTo("ok");
            assertThat(socket.ask("session.refresh", other).path("problem").asText())
                    .isEqualTo("not-signed-in");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"call.start", "play", "message.send", "None"})
    void thereAreNoOtherCommandsYet(String type) {
        try (var socket = open()) {
            assertThat(socket.ask(type, "").path("problem").asText()).isEqualTo("unknown-type");
        }
    }

    @Test
    void aStrangerIsNotLetIn() {
        assertThat(TestSocket.tryOpen(url, null, null)).isEqualTo(401);
        assertThat(TestSocket.tryOpen(url, TestTokens.foreignSigned(MING, "Ming"), null))
                .isEqualTo(401);
    }

    @Test
    void whoseSessionHasEndedIsOut() {
        new RevocationRules(publisher, "/api/ice-servers", url).hold();
    }

    @Test
    void aPageOfAnotherSiteIsNotLetIn() {
        assertThat(TestSocket.tryOpen(url, TestTokens.of(MING, "Ming"), "https://evil.example"))
                .isEqualTo(403);
    }

    /// Each frame that was seen here is in the document, with exactly the fields that it lists.
    @Test
    void theDocumentSaysWhatIsSent() throws IOException {
        JsonNode document =
                new ObjectMapper()
                        .readTree(
                                when().get("/q/asyncapi")
                                        .then()
                                        .statusCode(200)
                                        .extract()
                                        .asString());
        assertThat(document.at("/channels/signaling/address").asText()).isEqualTo("/ws/signaling");
        try (var socket = open()) {
            for (var frame :
                    List.of(
                            socket.expect("hello"),
                            socket.ask("ping", ""),
                            socket.ask("no.such", ""))) {
                String type = frame.path("type").asText();
                JsonNode message =
                        StreamSupport.stream(
                                        document.at("/components/messages").spliterator(), false)
                                .filter(m -> m.path("name").asText().equals(type))
                                .findFirst()
                                .orElseThrow();
                JsonNode schema = document.at(message.at("/payload/$ref").asText().substring(1));
                var fields = new ArrayList<String>();
                frame.fieldNames().forEachRemaining(fields::add);
                var documented = new ArrayList<String>();
                schema.path("properties").fieldNames().forEachRemaining(documented::add);
                var required = new ArrayList<String>();
                schema.path("required").forEach(field -> required.add(field.asText()));

                assertThat(documented).as(type).containsAll(fields);
                assertThat(fields).as(type).containsAll(required);
            }
        }
    }
}
