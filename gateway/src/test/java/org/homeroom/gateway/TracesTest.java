package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a collector is named and nothing else is set.
@QuarkusTest
@TestProfile(TracesTest.ACollectorIsNamed.class)
@QuarkusTestResource(StandInServices.class)
class TracesTest {
    private static final String TOKEN = "a-token-that-opens-a-door";

    public static class ACollectorIsNamed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "HOMEROOM_OTLP_ENDPOINT",
                    "http://collector.example:4317",
                    // What is traced is looked at here, and goes nowhere.
                    "quarkus.otel.traces.exporter",
                    "none");
        }
    }

    @Singleton
    public static class Spans implements SpanProcessor {
        private final List<ReadWriteSpan> begun = new CopyOnWriteArrayList<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            begun.add(span);
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            // Everything that is looked at is there from the start.
        }

        @Override
        public boolean isEndRequired() {
            return false;
        }

        List<String> texts() {
            return begun.stream().map(span -> span.toSpanData().toString()).toList();
        }
    }

    @TestHTTPResource URI base;
    @Inject Spans spans;

    /// Where the client's links have a token, from the names of the files that are its routes.
    private static List<String> linksWithATokenInThem() throws IOException {
        try (var routes = Files.list(Path.of("src/main/webui/src/routes"))) {
            return routes.map(route -> route.getFileName().toString())
                    .filter(name -> name.endsWith(".$token.tsx"))
                    .map(name -> name.replaceFirst("^_\\w+\\.", "").replace(".$token.tsx", ""))
                    .toList();
        }
    }

    /// The gateway's own settings, and those of every service.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/resources/application.properties",
                "../platform/src/main/resources/META-INF/microprofile-config.properties"
            })
    void nothingIsTracedUnlessACollectorIsNamed(Path settings) throws IOException {
        assertThat(isOff(settings, Map.of())).isTrue();
        assertThat(isOff(settings, Map.of("HOMEROOM_OTLP_ENDPOINT", ""))).isTrue();
        assertThat(isOff(settings, Map.of("HOMEROOM_OTLP_ENDPOINT", "http://collector:4317")))
                .isFalse();
    }

    private static boolean isOff(Path settings, Map<String, String> environment)
            throws IOException {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(settings.toUri().toURL(), 100),
                        new PropertiesConfigSource(environment, "environment", 300))
                .build()
                .getValue("quarkus.otel.sdk.disabled", Boolean.class);
    }

    @Test
    void noTraceTellsATokenOfALink() throws IOException {
        var browser = new Browser(base);
        var links = linksWithATokenInThem();
        assertThat(links).contains("verify", "reset", "confirm-email");

        for (var link : links) {
            assertThat(browser.get("/" + link + "/" + TOKEN).statusCode()).isEqualTo(200);
        }
        browser.get("/join?" + TOKEN);
        browser.get("/join/" + TOKEN);
        // Goes on to a service, with an address of its own.
        browser.get("/api/files/01890a5d-ac96-774b-bcce-b302099a8001/content?ticket=" + TOKEN);
        browser.get("/chats/that-is-traced");

        assertThat(spans.texts())
                .anyMatch(span -> span.contains("/chats/that-is-traced"))
                .anyMatch(span -> span.contains("/api/files/"))
                .noneMatch(span -> span.contains(TOKEN));
    }
}
