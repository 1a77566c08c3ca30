package org.homeroom.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.homeroom.embedded.Ports;

/// How each process of the stack is started: its command, its environment and how it is asked
/// whether it is ready.
///
/// The variables are those of Compose and Helm.
final class ServiceCommands {
    /// Above the services' own limit for requests in progress (`quarkus.shutdown.timeout`).
    private static final Duration SERVICE_STOP_LIMIT = Duration.ofSeconds(12);

    private static final Duration KAFKA_STOP_LIMIT = Duration.ofSeconds(15);

    /// A JVM in training writes its cache when it ends, on whatever cores there are.
    private static final Duration TRAINING_STOP_LIMIT = Duration.ofSeconds(180);

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final int KAFKA_HEAP_MEGABYTES = 256;

    /// The one bucket, and who comes to it.
    static final String BUCKET = "homeroom";

    private final StackOptions options;
    private final StackHome home;
    private final List<Replica> replicas;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PROBE_LIMIT)
                    .build();

    ServiceCommands(StackOptions options, StackHome home) {
        this.options = options;
        this.home = home;
        this.replicas = replicas(options);
    }

    private static List<Replica> replicas(StackOptions options) {
        var replicas = new ArrayList<Replica>();
        for (var service : options.servicesInOrder()) {
            replicas.add(new Replica(service, service.module(), service.port(options.ports())));
            for (int i = 0; i < options.replicas().getOrDefault(service, 0); i++) {
                replicas.add(new Replica(service, service.module() + "-" + (i + 2), Ports.free()));
            }
        }
        return List.copyOf(replicas);
    }

    /// Every service's processes, in the order in which they start.
    List<Replica> replicas() {
        return replicas;
    }

    URI publicAddress() {
        return URI.create("http://localhost:" + options.ports().gateway());
    }

    void requireBuilt(List<Replica> services) {
        for (var replica : services) {
            var jar = replica.service().jar(options.root());
            if (!Files.isRegularFile(jar)) {
                throw new StackException(
                        "%s is not built: run ./homeroom build."
                                .formatted(replica.service().module()));
            }
        }
    }

    Child.Launch of(Replica replica) throws IOException {
        var service = replica.service();
        var process =
                new JavaProcess(
                        List.of("-jar", service.jar(options.root()).toString()),
                        service.heapMegabytes(),
                        service.compilation(),
                        service.cache(options.root()),
                        options.training() && replica.name().equals(service.module()),
                        environment(replica),
                        home.workingFolder(),
                        home.logs().begin(replica.name()),
                        options.training() ? TRAINING_STOP_LIMIT : SERVICE_STOP_LIMIT);
        return process::launch;
    }

    private Map<String, String> environment(Replica replica) throws IOException {
        var ports = options.ports();
        var all = new HashMap<String, String>();
        all.put("QUARKUS_HTTP_HOST", Ports.LOOPBACK);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(replica.port()));
        all.put("HOMEROOM_PUBLIC_URL", publicAddress().toString());
        all.put("HOMEROOM_KAFKA", Ports.LOOPBACK + ":" + ports.kafka());
        all.put(
                "HOMEROOM_JWKS_URL",
                "http://%s:%d/.well-known/jwks.json".formatted(Ports.LOOPBACK, ports.auth()));
        // The log files are for people to read.
        all.put("HOMEROOM_JSON_LOGS", "false");
        all.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        if (replica.service().database().isPresent()) {
            var database = replica.service().database().get();
            all.put(
                    "HOMEROOM_DB_URL",
                    "postgresql://%s:%d/%s".formatted(Ports.LOOPBACK, ports.postgres(), database));
            all.put("HOMEROOM_DB_USER", database);
            all.put("HOMEROOM_DB_PASSWORD", home.secrets().password("database-" + database));
        }
        switch (replica.service()) {
            case AUTH -> {
                all.put("HOMEROOM_SMTP_HOST", Ports.LOOPBACK);
                all.put("HOMEROOM_SMTP_PORT", Integer.toString(ports.smtp()));
                all.put("HOMEROOM_MAIL_FROM", "Homeroom <homeroom@localhost>");
                all.put("HOMEROOM_SIGNING_KEYS", home.secrets().signingKeys().toString());
                all.putAll(storage());
            }
            case CHAT -> all.putAll(storage());
            case GATEWAY -> {
                all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.gatewayManagement()));
                for (var service : Service.values()) {
                    if (service != Service.GATEWAY) {
                        all.put("HOMEROOM_%s_URLS".formatted(service.name()), urls(service));
                    }
                }
            }
            case SIGNALING, MEDIA, SYNC -> {}
        }
        all.putAll(options.environment());
        return all;
    }

    /// How services that keep files are told of the S3 server: `HOMEROOM_S3_…`.
    Map<String, String> storage() throws IOException {
        return Map.of(
                "HOMEROOM_S3_URL",
                "http://%s:%d".formatted(Ports.LOOPBACK, options.ports().s3()),
                "HOMEROOM_S3_BUCKET",
                BUCKET,
                "HOMEROOM_S3_KEY",
                BUCKET,
                "HOMEROOM_S3_SECRET",
                home.secrets().password("s3"));
    }

    private String urls(Service service) {
        return replicas.stream()
                .filter(replica -> replica.service() == service)
                .map(replica -> replica.address().toString())
                .collect(Collectors.joining(","));
    }

    boolean isReady(Replica replica) {
        var request =
                HttpRequest.newBuilder(replica.address().resolve("/q/health/ready"))
                        .timeout(PROBE_LIMIT)
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Child.Launch kafka() throws IOException {
        var ready = kafkaReady();
        var process =
                new JavaProcess(
                        List.of(
                                "-cp",
                                classPath(),
                                KafkaMain.class.getName(),
                                home.kafka().toString(),
                                Integer.toString(options.ports().kafka()),
                                ready.toString()),
                        KAFKA_HEAP_MEGABYTES,
                        Compilation.LIGHT,
                        new StartCache(
                                options.root().resolve("deploy/local/target/kafka.aot"),
                                options.root().resolve("deploy/local/target/local-stack.jar")),
                        options.training(),
                        Map.of(),
                        home.workingFolder(),
                        home.logs().begin("kafka"),
                        options.training() ? TRAINING_STOP_LIMIT : KAFKA_STOP_LIMIT);
        return () -> {
            Files.deleteIfExists(ready);
            return process.launch();
        };
    }

    boolean kafkaIsReady() {
        return Files.exists(kafkaReady());
    }

    private Path kafkaReady() {
        return home.workingFolder().resolve("kafka.ready");
    }

    /// Relative entries would be looked for in the child's working folder.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
