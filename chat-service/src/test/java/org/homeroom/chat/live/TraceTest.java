package org.homeroom.chat.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.arc.Unremovable;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// A message is one trace, from the frame that asks for it to the replica that tells it, though
/// many are committed together.
@QuarkusTest
@RealInfrastructure(database = "chat")
@TestProfile(TraceTest.Traced.class)
class TraceTest {
    public static final class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false");
        }
    }

    private static final List<SpanData> ENDED = new CopyOnWriteArrayList<>();

    /// Where an exporter would stand.
    @Singleton
    @Unremovable
    static final class Collector implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ENDED.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    private static Optional<SpanData> child(SpanData parent, String name) {
        return ENDED.stream()
                .filter(span -> span.getName().equals(name))
                .filter(span -> span.getTraceId().equals(parent.getTraceId()))
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .findFirst();
    }

    @Test
    void aMessageIsOneTraceFromItsFrameToWhoeverTellsIt() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            say(meis, conversation, "a secret of the two");
            leos.expect("message.sent");
        }

        await().until(() -> ENDED.stream().anyMatch(span -> span.getName().equals("message.send")));
        var command =
                ENDED.stream()
                        .filter(span -> span.getName().equals("message.send"))
                        .findFirst()
                        .orElseThrow();
        assertThat(command.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(command.getParentSpanContext().isValid()).isFalse();
        await().until(() -> child(command, "send chat-events").isPresent());
        var sent = child(command, "send chat-events").orElseThrow();
        await().until(() -> child(sent, "process chat-events").isPresent());
        assertThat(ENDED).allSatisfy(span -> assertThat(span.toString()).doesNotContain("secret"));
    }

    /// What opens a file for some minutes is in its address.
    @Test
    void noTicketStandsInATrace() {
        var address = "/api/files/01890a5d-ac96-774b-bcce-b302099a8001/content";
        given().queryParam("ticket", "opens-the-file").get(address).then().statusCode(410);

        await().until(() -> ENDED.stream().anyMatch(span -> span.toString().contains("/content")));
        assertThat(ENDED)
                .allSatisfy(span -> assertThat(span.toString()).doesNotContain("opens-the-file"));
    }
}
