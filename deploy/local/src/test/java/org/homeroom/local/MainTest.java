package org.homeroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.homeroom.embedded.Mail;
import org.homeroom.embedded.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir Path root;

    record Ended(int status, String output) {}

    @Test
    void saysHowItIsUsed() throws Exception {
        for (var wrong :
                List.of(
                        List.<String>of(),
                        List.of("down"),
                        List.of("up", "--port"),
                        List.of("up", "--port", "x"))) {
            assertThat(run(wrong))
                    .isEqualTo(new Ended(2, "usage: homeroom up [--fresh] [--demo] [--port N]\n"));
        }
    }

    @Test
    void endsWithOneSentenceWhenItCannotStart() throws Exception {
        checkout();
        assertThat(run(List.of("up", "--port", "80")))
                .isEqualTo(new Ended(1, "homeroom: --port takes a number from 1100 to 54000.\n"));
        assertThat(run(List.of("up")))
                .isEqualTo(
                        new Ended(
                                1, "homeroom: auth-service is not built: run ./homeroom build.\n"));
    }

    @Test
    void endsWithOneSentenceWhenItsPortIsInUse() throws Exception {
        checkout();
        for (var service : Service.values()) {
            var jar = service.jar(root);
            Files.createDirectories(jar.getParent());
            Files.createFile(jar);
        }
        try (var taken = listenBelow(StackPorts.HIGHEST_GATEWAY)) {
            var port = taken.getLocalPort();
            assertThat(run(List.of("up", "--port", Integer.toString(port))))
                    .isEqualTo(
                            new Ended(
                                    1,
                                    "homeroom: Port %d, which gateway needs, is in use by another program: end that, or choose other ports with --port.\n"
                                            .formatted(port)));
        }
    }

    @Test
    void aTerminalsLineChangesAndAPlainOnesAreAppended() {
        assertThat(printed(true))
                .startsWith("\r\u001b[2KWaiting for kafka … 0 s")
                .endsWith("\r\u001b[2K  kafka              ready after 1.5 s\n");
        assertThat(printed(false))
                .isEqualTo("Waiting for kafka\n  kafka              ready after 1.5 s\n");
    }

    @Test
    void showsAMailWithTheLinkToFollow() {
        var bytes = new ByteArrayOutputStream();
        new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false)
                .mail(
                        new Mail(
                                "mei@school.example",
                                "Confirm",
                                "Follow http://localhost:8080/verify/abc",
                                "",
                                Instant.EPOCH));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "Mail to mei@school.example: Confirm\n  http://localhost:8080/verify/abc\n");
    }

    @Test
    void whatOthersWroteCannotCommandTheTerminal() {
        var bytes = new ByteArrayOutputStream();
        new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false)
                .note("a\u001b[2Jb\u0007");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a [2Jb \n");
    }

    @Test
    void warningsOfAProcessAreShownAfterItsName() throws Exception {
        var logs = new LogFolder(root.resolve("logs"));
        Files.writeString(
                logs.begin("chat-service"), "2026-01-01 12:00:00,000 WARN  [old] before\n");
        var notes = java.util.Collections.synchronizedList(new ArrayList<String>());
        try (var _ = new LogFollower(List.of("chat-service"), logs, new ChildTest.Notes(notes))) {
            Files.writeString(
                    logs.current("chat-service"),
                    """
                    2026-01-01 12:00:01,000 INFO  [org.homeroom] (main) started
                    2026-01-01 12:00:02,000 ERROR [org.homeroom] (main) lost the database
                    """,
                    java.nio.file.StandardOpenOption.APPEND);
            await().atMost(Duration.ofSeconds(20)).until(() -> !notes.isEmpty());
        }
        assertThat(notes)
                .containsExactly(
                        "chat-service      | ERROR [org.homeroom] (main) lost the database");
    }

    @Test
    void oldLogsAreKeptUnderANumberAndTheOldestGoes() throws IOException {
        var logs = new LogFolder(root.resolve("logs"));
        for (int run = 1; run <= 7; run++) {
            Files.writeString(logs.begin("kafka"), "run " + run);
        }
        try (var files = Files.list(root.resolve("logs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "kafka.log",
                            "kafka.1.log",
                            "kafka.2.log",
                            "kafka.3.log",
                            "kafka.4.log");
        }
        assertThat(root.resolve("logs/kafka.log")).hasContent("run 7");
        assertThat(root.resolve("logs/kafka.4.log")).hasContent("run 3");
    }

    private void checkout() throws IOException {
        Files.createFile(root.resolve("homeroom"));
        Files.createFile(root.resolve("pom.xml"));
    }

    private static ServerSocket listenBelow(int highest) throws IOException {
        while (true) {
            var socket = new ServerSocket(0, 1, InetAddress.getByName(Ports.LOOPBACK));
            if (socket.getLocalPort() <= highest) {
                return socket;
            }
            socket.close();
        }
    }

    private Ended run(List<String> arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(arguments);
        var process =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static String printed(boolean live) {
        var bytes = new ByteArrayOutputStream();
        var terminal = new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), live);
        terminal.waiting(List.of("kafka"));
        terminal.waiting(List.of("kafka"));
        terminal.ready("kafka", Duration.ofMillis(1500));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
