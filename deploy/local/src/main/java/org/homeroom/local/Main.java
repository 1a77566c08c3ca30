package org.homeroom.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.homeroom.embedded.EmbeddedException;

/// `./homeroom up` and the training run of `./homeroom build`.
///
/// It runs until SIGINT or SIGTERM, and stops everything in order then. Exit status: 1 if the stack
/// cannot run (one sentence says why), 2 for a wrong command line. What is kept lies in `.homeroom`
/// under the checkout, or where `HOMEROOM_HOME` says.
public final class Main {
    private static final String USAGE = "usage: homeroom up [--fresh] [--demo] [--port N]";

    private Main() {}

    private record Arguments(boolean train, boolean fresh, boolean demo, int port) {
        static Arguments parse(List<String> words) {
            var left = new ArrayDeque<>(words);
            var command = left.isEmpty() ? "" : left.removeFirst();
            if (!command.equals("up") && !command.equals("train")) {
                throw new IllegalArgumentException(USAGE);
            }
            boolean fresh = false;
            boolean demo = false;
            int port = StackPorts.DEFAULT_GATEWAY;
            while (!left.isEmpty()) {
                switch (left.removeFirst()) {
                    case "--fresh" -> fresh = true;
                    case "--demo" -> demo = true;
                    case "--port" -> port = port(left.isEmpty() ? "" : left.removeFirst());
                    default -> throw new IllegalArgumentException(USAGE);
                }
            }
            return new Arguments(command.equals("train"), fresh, demo, port);
        }

        private static int port(String word) {
            if (!word.matches("\\d{1,5}")) {
                throw new IllegalArgumentException(USAGE);
            }
            return Integer.parseInt(word);
        }
    }

    public static void main(String[] words) {
        // The names of people and schools are in any script, whatever the terminal's locale says.
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            var arguments = Arguments.parse(List.of(words));
            var root = StackOptions.checkout();
            if (arguments.train()) {
                train(root, out);
            } else {
                up(arguments, root, out);
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            System.exit(2);
        } catch (StackException | EmbeddedException e) {
            err.println("homeroom: " + e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            err.println("homeroom: " + e);
            System.exit(1);
        } catch (InterruptedException _) {
            System.exit(1);
        }
    }

    private static Terminal terminal(PrintStream out) {
        var console = System.console();
        return new Terminal(out, console != null && console.isTerminal());
    }

    private static void up(Arguments arguments, Path root, PrintStream out)
            throws IOException, InterruptedException {
        var began = System.nanoTime();
        var elsewhere = System.getenv("HOMEROOM_HOME");
        var home =
                elsewhere == null || elsewhere.isBlank()
                        ? root.resolve(".homeroom")
                        : Path.of(elsewhere).toAbsolutePath();
        var options =
                StackOptions.in(root)
                        .home(home)
                        .ports(StackPorts.from(arguments.port()))
                        .fresh(arguments.fresh());
        var terminal = terminal(out);
        // The libraries inside this process have their say in a file.
        Logging.toFile(new LogFolder(home.resolve("logs")).current("up"));
        var stack = LocalStack.start(options, terminal);
        if (arguments.demo()) {
            new Demo(stack.address(), stack.mailbox(), terminal).make();
        }
        stack.mailbox().onMail(terminal::mail);
        var follower = new LogFollower(List.copyOf(stack.pids().keySet()), stack.logs(), terminal);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    terminal.note("Stopping …");
                                    follower.close();
                                    stack.close();
                                    terminal.note("Stopped.");
                                },
                                "stop"));
        terminal.note("");
        terminal.note("  Homeroom   " + stack.address());
        terminal.note("  Mailbox    " + stack.mailboxPage());
        terminal.note("");
        terminal.note(
                "Ready after %.1f s. Ctrl-C stops it; the data stays in %s, logs in its folder logs."
                        .formatted(
                                (System.nanoTime() - began) / 1e9,
                                home.startsWith(root) ? root.relativize(home) : home));
        new CountDownLatch(1).await();
    }

    /// Runs the suite once so that each JVM can write down what it loads and links; the next start
    /// reads it back.
    private static void train(Path root, PrintStream out) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var terminal = terminal(out);
        // Not a temporary folder: if it fails, its logs say why.
        var home = root.resolve("deploy/local/target/training");
        var options =
                StackOptions.in(root).home(home).fresh(true).ports(StackPorts.free()).inTraining();
        Logging.toFile(new LogFolder(home.resolve("logs")).current("up"));
        try (var stack = LocalStack.start(options, terminal)) {
            new Demo(stack.address(), stack.mailbox(), StackListener.SILENT).make();
            terminal.status("Writing start caches");
        }
        terminal.note(
                "Start caches made in %d s."
                        .formatted(Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }
}
