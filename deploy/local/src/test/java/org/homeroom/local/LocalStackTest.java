package org.homeroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.homeroom.embedded.Folders;
import org.homeroom.embedded.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The stack with its real infrastructure and no services: those are the end-to-end tests' matter.
class LocalStackTest {
    @TempDir Path root;

    @Test
    void startsAndStopsWhatServicesStandOnAndLeavesNothingRunning() throws Exception {
        List<ProcessHandle> processes;
        Path log;
        try (var stack = LocalStack.start(options())) {
            processes = processes(stack);
            log = stack.log("kafka");
            assertThat(stack.pids()).containsOnlyKeys("kafka", "postgres");
            assertThat(stack.service("kafka").isReady()).isTrue();
            try (var connection = stack.postgres().connect("postgres")) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(log).exists();
        assertThat(root.resolve("home/run")).isDirectoryNotContaining("glob:**.pid");
    }

    @Test
    void startsABrokerAgainThatWasKilled() throws Exception {
        try (var stack = LocalStack.start(options())) {
            var killed = stack.service("kafka").pid();
            stack.service("kafka").kill();
            stack.service("postgres").kill();
            stack.service("kafka").awaitReady(Duration.ofSeconds(60));
            stack.service("postgres").awaitReady(Duration.ofSeconds(60));
            assertThat(stack.service("kafka").pid()).isNotEqualTo(killed);
        }
    }

    @Test
    void refusesASecondStartFromTheSameFolder() {
        try (var _ = LocalStack.start(options())) {
            assertThatThrownBy(() -> LocalStack.start(options()))
                    .isInstanceOf(StackException.class)
                    .hasMessageMatching("Homeroom already runs from .*home: end it first.*");
        }
    }

    @Test
    void saysWhichPortIsInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.LOOPBACK))) {
            var free = StackPorts.free();
            var ports =
                    new StackPorts(
                            free.gateway(),
                            free.auth(),
                            free.chat(),
                            free.signaling(),
                            free.media(),
                            free.sync(),
                            free.gatewayManagement(),
                            taken.getLocalPort(),
                            free.kafka(),
                            free.s3(),
                            free.smtp(),
                            free.mailboxPage());
            assertThatThrownBy(() -> LocalStack.start(options().ports(ports)))
                    .hasMessage(
                            "Port %d, which PostgreSQL needs, is in use by another program: end that, or choose other ports with --port."
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void saysThatTheDiskIsTooFull() {
        assertThatThrownBy(() -> LocalStack.start(options().minimumFreeMegabytes(Long.MAX_VALUE)))
                .hasMessageMatching(
                        "The disk of .*home has \\d+ MB free, and Homeroom needs \\d+ MB: free some space first\\.");
    }

    @Test
    void saysThatItsDataIsIncompleteAndBeginsAnewWhenAsked() throws IOException {
        LocalStack.start(options()).close();
        Folders.delete(root.resolve("home/data/kafka/log"));
        assertThatThrownBy(() -> LocalStack.start(options()))
                .hasMessageContaining("is incomplete, data/kafka/log is missing")
                .hasMessageContaining("--fresh");

        var secret = Files.readString(root.resolve("home/secrets/s3"));
        LocalStack.start(options().fresh(true)).close();
        assertThat(root.resolve("home/secrets/s3")).content().isNotEqualTo(secret);
    }

    @Test
    void saysThatAServiceIsNotBuilt() {
        assertThatThrownBy(() -> LocalStack.start(options().services(Set.of(Service.CHAT))))
                .hasMessage("chat-service is not built: run ./homeroom build.");
    }

    /// SIGTERM, as `destroy` sends it; SIGINT takes the same way through the JVM.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsAskedToEndEndsAllAndLeavesNothingRunning(boolean onceItIsUp) throws Exception {
        var owner = startOwner();
        var left = new ArrayList<ProcessHandle>();
        try (var output = owner.inputReader()) {
            if (onceItIsUp) {
                assertThat(output.readLine()).matches("\\d+ \\d+");
            } else {
                // PostgreSQL comes up after the broker was begun, and nothing is ready before it.
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !owner.isAlive() || owner.descendants().count() >= 2);
            }
            left.addAll(owner.descendants().toList());
            owner.destroy();
            assertThat(owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            owner.destroyForcibly().waitFor();
        }

        assertThat(left).isNotEmpty();
        for (var process : left) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(root.resolve("home/run")).isDirectoryNotContaining("glob:**.pid");
        // What is left is good: the next start goes on with it.
        LocalStack.start(options()).close();
    }

    private Process startOwner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerThatWillBeKilled.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void endsWhatAKilledStackLeftRunning() throws Exception {
        var owner = startOwner();
        var left = new ArrayList<ProcessHandle>();
        try (var output = owner.inputReader()) {
            for (var pid : output.readLine().split(" ")) {
                left.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
            }
        } finally {
            owner.destroyForcibly().waitFor();
        }
        assertThat(left).hasSize(2).allMatch(ProcessHandle::isAlive);

        var notes = new ArrayList<String>();
        LocalStack.start(options(), new ChildTest.Notes(notes)).close();
        for (var process : left) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(notes)
                .contains("Ended what an earlier start had left running: kafka, postgres.");
    }

    static final class OwnerThatWillBeKilled {
        public static void main(String[] arguments) throws InterruptedException {
            var stack = LocalStack.start(options(Path.of(arguments[0])));
            System.out.println(
                    stack.service("kafka").pid() + " " + stack.service("postgres").pid());
            Thread.currentThread().join();
        }
    }

    @Test
    void makesItsSecretsOnceAndForItsOwnerOnly() throws Exception {
        var secrets = Secrets.in(root.resolve("secrets"));
        var password = secrets.password("database-chat");
        assertThat(password).matches("[0-9a-f]{48}");
        assertThat(secrets.password("database-auth")).isNotEqualTo(password);
        var key = theOnly(secrets.signingKeys(), ".pem");
        var secret = theOnly(secrets.signingKeys(), ".secret");

        var again = Secrets.in(root.resolve("secrets"));
        assertThat(again.password("database-chat")).isEqualTo(password);
        assertThat(theOnly(again.signingKeys(), ".pem")).isEqualTo(key);
        assertThat(theOnly(again.signingKeys(), ".secret")).isEqualTo(secret);
        assertThat(mode(root.resolve("secrets"))).isEqualTo("rwx------");
        assertThat(mode(root.resolve("secrets/database-chat"))).isEqualTo("rw-------");
        assertThat(mode(key)).isEqualTo("rw-------");
        assertThat(mode(secret)).isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(secret).strip())).hasSize(32);

        var pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
        var decoded =
                KeyFactory.getInstance("EC")
                        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        assertThat(((ECPrivateKey) decoded).getParams().getOrder().bitLength()).isEqualTo(256);
    }

    @Test
    void derivesItsPortsFromTheGateways() {
        var usual = StackPorts.from(8080);
        assertThat(usual.infrastructure().values())
                .containsExactly(15432, 19092, 19000, 11025, 8025, 9000);
        assertThat(List.of(usual.auth(), usual.sync())).containsExactly(8081, 8085);
        var other = StackPorts.from(8090);
        assertThat(other.chat()).isEqualTo(8092);
        assertThat(other.infrastructure().values())
                .doesNotContainAnyElementsOf(usual.infrastructure().values());
        assertThatThrownBy(() -> StackPorts.from(80))
                .hasMessage("--port takes a number from 1100 to 54000.");
        assertThatThrownBy(() -> StackPorts.from(60000)).isInstanceOf(StackException.class);
    }

    private StackOptions options() {
        return options(root);
    }

    private static StackOptions options(Path root) {
        return StackOptions.in(root)
                .home(root.resolve("home"))
                .ports(StackPorts.free())
                .services(Set.of());
    }

    private static List<ProcessHandle> processes(LocalStack stack) {
        return stack.pids().values().stream()
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList();
    }

    private static Path theOnly(Path folder, String kind) throws IOException {
        try (var files = Files.list(folder)) {
            var all = files.filter(file -> file.toString().endsWith(kind)).toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
