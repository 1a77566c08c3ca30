package org.homeroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kurento.client.KurentoClient;

/// The engine as a server of its own, as it is packaged.
class EngineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING =
            Pattern.compile(
                    "Listening on: http://127\\.0\\.0\\.1:(\\d+)\\. Management interface listening"
                            + " on http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir private Path folder;
    private Process process;
    private Matcher listening;

    @BeforeEach
    void start() throws IOException {
        var log = folder.resolve("log");
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dquarkus.http.port=0",
                                "-Dquarkus.management.port=0",
                                "-Dmedia-engine.udp-port=0",
                                "-jar",
                                "target/quarkus-app/quarkus-run.jar")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        await().atMost(PATIENCE)
                .until(() -> {
                    assertThat(process.isAlive()).isTrue();
                    return LISTENING.matcher(Files.readString(log)).find();
                });
        listening = LISTENING.matcher(Files.readString(log));
        assertThat(listening.find()).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + listening.group(2)
                                                        + "/q"
                                                        + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void servesKurentosClientsHealthAndMetrics() throws Exception {
        var client =
                KurentoClient.create("ws://localhost:%s/kurento".formatted(listening.group(1)));
        try {
            var pipeline = client.createMediaPipeline();
            var manager = client.getServerManager();
            assertThat(manager.getPipelines())
                    .extracting(one -> one.getId())
                    .containsExactly(pipeline.getId());
            assertThat(manager.getInfo().getVersion()).isEqualTo("7.3.0");
            assertThat(manager.getUsedCpu(50)).isBetween(0f, 100f);
            assertThat(get("/health/ready")).contains("\"media\"").contains("UP");
            assertThat(get("/metrics"))
                    .contains("media_engine_objects 2.0")
                    .contains("media_engine_sockets 1.0");
        } finally {
            client.destroy();
        }
    }
}
