package org.homeroom.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.homeroom.embedded.EmbeddedException;
import org.homeroom.embedded.EmbeddedPostgres;
import org.homeroom.embedded.Mailbox;
import org.homeroom.embedded.Ports;
import org.homeroom.embedded.S3Folder;
import org.jspecify.annotations.Nullable;

/// The whole suite, running.
///
/// ```java
/// try (var stack = LocalStack.start(StackOptions.temporary().replica("chat-service", 1))) {
///     browser.navigate(stack.address().toString());
///     stack.service("chat-service").kill();
/// }
/// ```
public final class LocalStack implements AutoCloseable {
    /// From a cold disk and on a busy machine; usually it is seconds.
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    /// Who ends so often before it was ever ready will not do better the next time.
    private static final int HOPELESS = 3;

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);
    private static final Duration BETWEEN_DISK_CHECKS = Duration.ofSeconds(30);
    private static final long NEARLY_FULL_MEGABYTES = 200;

    private final StackOptions options;
    private final StackListener listener;
    private final StackHome home;
    private final ServiceCommands commands;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("stack-timer").factory());
    private final Thread shutdownHook = new Thread(this::closeNow, "stop-stack");
    private final Object startAndStop = new Object();

    // Written under startAndStop. Children are in the order of their start.
    private final Map<String, Child> children = new LinkedHashMap<>();
    private boolean closing;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Mailbox mailbox;
    private @Nullable MailboxPage mailboxPage;
    private @Nullable S3Folder s3;

    private LocalStack(StackOptions options, StackListener listener, StackHome home) {
        this.options = options;
        this.listener = listener;
        this.home = home;
        this.commands = new ServiceCommands(options, home);
    }

    /// Starts everything and returns when all of it is ready; says nothing meanwhile.
    ///
    /// @throws StackException if it cannot: a port in use, another stack in the same folder, too
    ///   little disk, a damaged folder, a service that does not come up. Nothing is left running
    ///   then
    public static LocalStack start(StackOptions options) {
        return start(options, StackListener.SILENT);
    }

    /// As [#start(StackOptions)], and tells `listener` how it goes.
    public static LocalStack start(StackOptions options, StackListener listener) {
        try {
            var stack = new LocalStack(options, listener, StackHome.open(options, listener));
            Runtime.getRuntime().addShutdownHook(stack.shutdownHook);
            var up = false;
            try {
                stack.bringUp();
                up = true;
                return stack;
            } finally {
                if (!up) {
                    stack.close();
                }
            }
        } catch (EmbeddedException e) {
            throw new StackException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StackException("The stack cannot start: %s.".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("The start was interrupted.", e);
        }
    }

    private void bringUp() throws IOException, InterruptedException {
        var began = System.nanoTime();
        var services = commands.replicas();
        commands.requireBuilt(services);
        requireFreePorts(services);

        // The broker takes longest and needs nobody.
        startChild(commands.kafka(), "kafka", commands::kafkaIsReady);
        startMailbox();
        home.logs().begin("postgres");
        startChild(this::launchPostgres, "postgres", () -> true);
        listener.ready("postgres", since(began));
        makeDatabases();
        for (var service : services) {
            // Services wait for the broker by themselves.
            startChild(commands.of(service), service.name(), () -> commands.isReady(service));
        }
        startS3();
        awaitAll(began);
        home.markComplete();
        timer.scheduleWithFixedDelay(
                this::watchDisk,
                BETWEEN_DISK_CHECKS.toSeconds(),
                BETWEEN_DISK_CHECKS.toSeconds(),
                TimeUnit.SECONDS);
    }

    private void requireFreePorts(List<Replica> services) {
        var wanted = new LinkedHashMap<String, Integer>();
        // The one that people know comes first.
        services.reversed().forEach(service -> wanted.put(service.name(), service.port()));
        wanted.putAll(options.ports().infrastructure());
        wanted.forEach((name, port) -> {
            if (!Ports.isFree(port)) {
                throw new StackException(
                        "Port %d, which %s needs, is in use by another program: end that, or choose other ports with --port."
                                .formatted(port, name));
            }
        });
    }

    private void startChild(Child.Launch launch, String name, BooleanSupplier probe) {
        synchronized (startAndStop) {
            if (closing) {
                throw new StackException("The start was stopped.");
            }
            var child = new Child(name, launch, probe, home.pids(), timer, listener);
            children.put(name, child);
            child.start();
        }
    }

    private Child.Running launchPostgres() {
        var server =
                EmbeddedPostgres.keptIn(home.postgres())
                        .port(options.ports().postgres())
                        .log(home.logs().current("postgres"))
                        .start();
        postgres = server;
        return new Child.Running() {
            @Override
            public Process process() {
                return server.process();
            }

            @Override
            public void stop() {
                server.close();
            }
        };
    }

    private void makeDatabases() throws IOException {
        var server = postgres;
        if (server == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        for (var service : options.servicesInOrder()) {
            if (service.database().isPresent()) {
                var name = service.database().get();
                server.createDatabase(name, name, home.secrets().password("database-" + name));
            }
        }
    }

    private void startMailbox() {
        synchronized (startAndStop) {
            var box = Mailbox.keptIn(home.mail()).port(options.ports().smtp()).start();
            mailbox = box;
            mailboxPage = MailboxPage.start(box, options.ports().mailboxPage());
        }
    }

    private void startS3() throws IOException {
        synchronized (startAndStop) {
            s3 =
                    S3Folder.start(
                            home.objects(),
                            options.ports().s3(),
                            ServiceCommands.BUCKET,
                            home.secrets().password("s3"));
            s3.createBucket(ServiceCommands.BUCKET);
        }
    }

    private void awaitAll(long began) throws InterruptedException {
        var pending = new ArrayList<>(children.values());
        pending.removeIf(child -> child.name().equals("postgres"));
        while (!pending.isEmpty()) {
            listener.waiting(pending.stream().map(Child::name).toList());
            for (var child : List.copyOf(pending)) {
                if (child.isReady()) {
                    pending.remove(child);
                    listener.ready(child.name(), since(began));
                } else {
                    requireHope(child, began);
                }
            }
            Thread.sleep(BETWEEN_PROBES);
        }
    }

    private void requireHope(Child child, long began) {
        synchronized (startAndStop) {
            if (closing) {
                throw new StackException("The start was stopped.");
            }
        }
        var log = home.logs().current(child.name());
        if (child.deaths() >= HOPELESS) {
            throw new StackException(
                    "%s ends right after its start: %s (more in %s)."
                            .formatted(child.name(), LogFollower.lastComplaint(log), log));
        }
        if (since(began).compareTo(START_LIMIT) > 0) {
            throw new StackException(
                    "%s is not ready after %d s: %s (more in %s)."
                            .formatted(
                                    child.name(),
                                    START_LIMIT.toSeconds(),
                                    LogFollower.lastComplaint(log),
                                    log));
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void watchDisk() {
        var free = home.freeMegabytes();
        if (free < NEARLY_FULL_MEGABYTES) {
            listener.note(
                    "Only %d MB are free on the disk of %s: without more, messages can soon not be kept."
                            .formatted(free, home.folder()));
        }
    }

    /// The one address: `http://localhost:<port>`.
    public URI address() {
        return commands.publicAddress();
    }

    /// A page that shows what the mailbox received.
    public URI mailboxPage() {
        return URI.create("http://localhost:" + options.ports().mailboxPage());
    }

    public Mailbox mailbox() {
        var box = mailbox;
        if (box == null) {
            throw new IllegalStateException("the mailbox was not started");
        }
        return box;
    }

    /// The database server, for tests that look behind the services' backs.
    public EmbeddedPostgres postgres() {
        var server = postgres;
        if (server == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        return server;
    }

    /// The S3 server, as services are told of it: `HOMEROOM_S3_URL`, `_BUCKET`, `_KEY`, `_SECRET`.
    public Map<String, String> storage() throws IOException {
        return commands.storage();
    }

    /// `127.0.0.1:<port>` of the broker.
    public String kafka() {
        return Ports.LOOPBACK + ":" + options.ports().kafka();
    }

    /// A process of the stack: `kafka`, `postgres`, a service by its module's name, or
    /// `chat-service-2` for its second replica.
    public Child service(String name) {
        var child = children.get(name);
        if (child == null) {
            throw new IllegalArgumentException(name + " is none of " + children.keySet());
        }
        return child;
    }

    /// Where one service listens, past the gateway: `http://127.0.0.1:<port>`.
    public URI serviceAddress(String name) {
        return commands.replicas().stream()
                .filter(replica -> replica.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name))
                .address();
    }

    /// The log file of a process, by the name that [#service(String)] takes.
    public Path log(String name) {
        return home.logs().current(name);
    }

    LogFolder logs() {
        return home.logs();
    }

    /// Every process's name and id.
    public Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        children.forEach((name, child) -> pids.put(name, child.pid()));
        return pids;
    }

    /// Stops everything in order, within some 40 s at worst: the gateway, then the services, then
    /// what they stand on. Every process that does not end when asked is ended by force.
    @Override
    public void close() {
        closeNow();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException _) {
            // The JVM is ending, and the hook waits for us or we are the hook.
        }
    }

    private void closeNow() {
        synchronized (startAndStop) {
            if (closing) {
                return;
            }
            closing = true;
            timer.shutdownNow();
            stopTogether(name -> name.equals("gateway"));
            stopTogether(name -> !name.equals("kafka") && !name.equals("postgres"));
            stopTogether(_ -> true);
            if (s3 != null) {
                s3.close();
            }
            if (mailboxPage != null) {
                mailboxPage.close();
            }
            if (mailbox != null) {
                mailbox.close();
            }
            home.close();
        }
    }

    private void stopTogether(Predicate<String> which) {
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            children.values().stream()
                    .filter(child -> which.test(child.name()))
                    .forEach(child -> tasks.execute(child::stop));
        }
    }
}
