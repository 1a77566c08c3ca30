package org.homeroom.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.stream.Stream;
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
@RealInfrastructure(database = "signaling")
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
    @ValueSource(strings = {"play", "message.send", "Attach", "Relayed"})
    void thereAreNoOtherCommands(String type) {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call.start",
                "call.answer",
                "call.end",
                "call.description",
                "call.candidate",
                "call.media",
                "call.report"
            })
    void aSocketSaysFirstWhichDeviceItIs(String type) {
        var call = "\"call\": \"01890a5d-ac96-774b-bcce-b302099a8003\"";
        var fields =
                switch (type) {
                    case "call.start" ->
                            ", \"conversation\": \"01890a5d-ac96-774b-bcce-b302099a8004\", \"video\": false";
                    case "call.answer" -> ", \"instead\": false";
                    case "call.description" ->
                            ", \"from\": \"01890a5d-ac96-474b-8cce-b302099a8001\", \"to\": null, \"kind\": \"offer\", \"sdp\": \"v=0\"";
                    case "call.candidate" -> ", \"candidate\": \"\"";
                    case "call.media" ->
                            ", \"microphone\": true, \"camera\": true, \"screen\": true, \"paused\": false";
                    case "call.report" -> ", \"loss\": 0, \"freezes\": 0";
                    default -> "";
                };
        try (var socket = open()) {
            assertThat(socket.ask(type, call + fields).path("problem").asText())
                    .isEqualTo("device-not-attached");
        }
    }

    @Test
    void theDocumentListsWhatThereIs() {
        assertThat(AsyncApi.commands())
                .containsExactlyInAnyOrder(
                        named(SignalingCommand.class, "ping", "session.refresh"));
        assertThat(AsyncApi.frames()).containsExactlyInAnyOrder(named(SignalingFrame.class));
        try (var socket = open()) {
            AsyncApi.assertFits(socket.expect("hello"));
            AsyncApi.assertFits(socket.ask("ping", ""));
            AsyncApi.assertFits(socket.ask("no.such", ""));
        }
    }

    private static String[] named(Class<?> sealed, String... others) {
        return Stream.concat(records(sealed), Stream.of(others)).toArray(String[]::new);
    }

    private static Stream<String> records(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(type ->
                        type.isInterface()
                                ? records(type)
                                : Stream.of(type.getAnnotation(JsonTypeName.class).value()));
    }
}
