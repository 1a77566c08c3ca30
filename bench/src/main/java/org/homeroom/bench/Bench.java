package org.homeroom.bench;

import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.homeroom.local.StackException;

/// `./homeroom bench [scenario]`.
public final class Bench {
    // Held, since a logger that nobody holds forgets its level.
    private static final Logger LOG = Logger.getLogger("");

    private Bench() {}

    /// What can be measured.
    enum Scenario {
        UP("how long the built suite takes to be ready, and what it takes of memory") {
            @Override
            void run(Report report) throws Exception {
                UpScenario.run(report);
            }
        },
        CHAT("sends: latency at a steady rate, throughput as load grows, memory of idle sockets") {
            @Override
            void run(Report report) throws Exception {
                ChatScenario.run(report);
            }
        },
        FANOUT("a channel of 5,000 people who are all there: how soon a post reaches the last") {
            @Override
            void run(Report report) throws Exception {
                FanOutScenario.run(report);
            }
        },
        HISTORY("a million messages: opening a conversation, unread counts, search") {
            @Override
            void run(Report report) throws Exception {
                HistoryScenario.run(report);
            }
        },
        SCROLL(
                "a conversation of 10,000 messages in a real browser: frames, rows, input to paint") {
            @Override
            void run(Report report) throws Exception {
                ScrollScenario.run(report);
            }
        },
        CALLS(
                "2,000 calls at once: ringing, signals, a lost replica; and first frames in browsers") {
            @Override
            void run(Report report) throws Exception {
                CallScenario.run(report);
            }
        },
        MEDIA("the media server: cost and delay of a forwarded packet, memory of a peer, churn") {
            @Override
            void run(Report report) throws Exception {
                MediaScenario.run(report);
            }
        },
        CLIENT(
                "the client in a real browser: largest paint and script of cold starts, input to paint") {
            @Override
            void run(Report report) throws Exception {
                ClientScenario.run(report);
            }
        },
        AUTH("accounts: the check of a token, refreshes at a steady rate, sign-ins") {
            @Override
            void run(Report report) throws Exception {
                AuthScenario.run(report);
            }
        };

        private final String about;

        Scenario(String about) {
            this.about = about;
        }

        abstract void run(Report report) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.WARNING);
        var wanted =
                Arrays.stream(Scenario.values())
                        .filter(scenario ->
                                args.length > 0 && scenario.name().equalsIgnoreCase(args[0]))
                        .findFirst();
        if (wanted.isEmpty()) {
            for (var scenario : Scenario.values()) {
                Report.say(
                        "%-8s %s"
                                .formatted(
                                        scenario.name().toLowerCase(java.util.Locale.ROOT),
                                        scenario.about));
            }
            System.exit(args.length == 0 ? 0 : 2);
        }
        try (var report = new Report(wanted.get().name().toLowerCase(java.util.Locale.ROOT))) {
            wanted.get().run(report);
        } catch (StackException failed) {
            Report.say("bench: " + failed.getMessage());
            System.exit(1);
        }
    }
}
