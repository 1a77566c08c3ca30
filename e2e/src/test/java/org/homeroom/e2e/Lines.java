package org.homeroom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// The lines over which devices call and are called, and which of the two replicas of
/// signaling-service each of them came to: the gateway takes the one that is less busy.
final class Lines {
    static final String ONE = "signaling-service";
    static final String OTHER = "signaling-service-2";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 20;
    private static final String OPEN = "homeroom_sockets_open";

    private final Suite suite;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER)
                    .build();

    Lines(Suite suite) {
        this.suite = suite;
    }

    /// Has these people's pages open their lines anew: of the two of each pair one at either
    /// replica. Nobody else's is open.
    void spread(List<Person> atOne, List<Person> atOther) {
        atOne.forEach(person -> person.page().navigate("about:blank"));
        atOther.forEach(person -> person.page().navigate("about:blank"));
        awaitAll(0);
        for (var i = 0; i < atOne.size(); i++) {
            bring(atOne.get(i), ONE, 2 * i);
            bring(atOther.get(i), OTHER, 2 * i + 1);
        }
    }

    /// The gateway gives a line to the replica that has fewer open, and where both have as many, to
    /// one after the other. A page may ask for so much else that it comes to the same each time:
    /// every other time something more is asked, so that the turns shift.
    ///
    /// @param others how many lines are open besides this one
    private void bring(Person person, String replica, int others) {
        var before = open(replica);
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            person.page().navigate("about:blank");
            awaitAll(others);
            if (tries % 2 == 1) {
                takeATurn();
            }
            person.visit("/chats");
            awaitAll(others + 1);
            if (open(replica) > before) {
                return;
            }
        }
        throw new AssertionError("no line came to %s in %d tries".formatted(replica, MOST_TRIES));
    }

    private void takeATurn() {
        var refused =
                HttpRequest.newBuilder(suite.stack().address().resolve("/api/ice-servers"))
                        .timeout(ANSWER)
                        .build();
        try {
            http.send(refused, BodyHandlers.discarding());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// Waits until so many are open, at whichever replicas.
    void awaitAll(int lines) {
        Awaitility.await("%d lines".formatted(lines))
                .atMost(PATIENCE)
                .until(() -> open(ONE) + open(OTHER) == lines);
    }

    /// @return 0 of one that is dead
    private int open(String replica) {
        var metrics =
                HttpRequest.newBuilder(suite.stack().serviceAddress(replica).resolve("/q/metrics"))
                        .timeout(ANSWER)
                        .build();
        try {
            return http.send(metrics, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(OPEN))
                    .mapToInt(line ->
                            (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException unreachable) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
