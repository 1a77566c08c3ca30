package org.homeroom.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.homeroom.engine.TestBrowser;
import org.homeroom.engine.sdp.Direction;
import org.homeroom.engine.sdp.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Real browsers on lines that lose and delay, the sender's as well as the watcher's.
class PoorLineTest {
    private static final System.Logger LOG = System.getLogger(PoorLineTest.class.getName());
    private static final Set<Kind> BOTH = EnumSet.of(Kind.AUDIO, Kind.VIDEO);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestBrowser browser;
    private final List<TestLine> lines = new ArrayList<>();
    private Forwarder engine;

    @BeforeAll
    static void launch() {
        browser = new TestBrowser();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @BeforeEach
    void start() throws IOException {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        engine = Forwarder.start(new Forwarder.Config(at, List.of(), InstantSource.system()));
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        browser.empty();
        for (var line : lines) {
            line.close();
        }
    }

    private record Person(Page page, Endpoint endpoint, TestLine line) {
        double stat(String type, String name) {
            return ((Number)
                            page.evaluate(
                                    """
                                    async ({ type, name }) => {
                                      for (const one of (await peer.getStats()).values())
                                        if (one.type === type && one.kind === 'video')
                                          return one[name] ?? 0
                                      return 0
                                    }
                                    """,
                                    Map.of("type", type, "name", name)))
                    .doubleValue();
        }
    }

    private Person joins(String script, TestLine.Quality quality, long seed) throws IOException {
        var page = browser.newPage();
        var endpoint = engine.endpoint(Direction.SENDRECV, _ -> {});
        endpoint.answer((String) page.evaluate(script));
        int port = Integer.parseInt(engine.candidates().getFirst().split(" ", -1)[5]);
        var line =
                new TestLine(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        quality,
                        seed);
        lines.add(line);
        TestBrowser.answer(
                page,
                endpoint.localDescription()
                        .orElseThrow()
                        .replace(
                                " %d typ host".formatted(port),
                                " %d typ host".formatted(line.port())));
        return new Person(page, endpoint, line);
    }

    static Stream<Arguments> poorLines() {
        return Stream.of(
                Arguments.of("round trip of 200 ms, 2 % lost", new TestLine.Quality(0.02, 100)),
                Arguments.of("5 % lost on each way", new TestLine.Quality(0.05, 0)));
    }

    /// What is lost is sent again in time: none of the pictures is passed over, and the sender is
    /// not asked to begin anew more often than twice a second.
    @ParameterizedTest(name = "{0}")
    @MethodSource("poorLines")
    void everyPictureIsSeen(String name, TestLine.Quality quality) throws IOException {
        var teacher = joins(TestBrowser.SENDS, quality, 10);
        var student = joins(TestBrowser.WATCHES, quality, 20);
        student.endpoint.watch(teacher.endpoint, BOTH);
        await().atMost(PATIENCE).until(() -> TestBrowser.seen(student.page) > 20);
        var before = Reading.of(teacher, student);

        await().atMost(PATIENCE).until(() -> TestBrowser.seen(student.page) > before.decoded + 150);

        var after = Reading.of(teacher, student);
        assertThat(after.lost).as("datagrams lost").isGreaterThan(before.lost);
        assertThat(after.dropped).as("pictures passed over").isEqualTo(before.dropped);
        assertThat(after.asked - before.asked)
                .as("asked for a picture in %.1f s, of %s", after.at - before.at, name)
                .isLessThanOrEqualTo(2 * (after.at - before.at) + 1);
        assertThat(after.heard).as("sound").isGreaterThan(before.heard);
        LOG.log(
                System.Logger.Level.INFO,
                "%s: in %.1f s %.0f datagrams lost, %.0f pictures decoded, %.0f passed over, %.0f freezes of %.2f s in all, %.0f asked for"
                        .formatted(
                                name,
                                after.at - before.at,
                                after.lost - before.lost,
                                after.decoded - before.decoded,
                                after.dropped - before.dropped,
                                after.freezes - before.freezes,
                                after.frozen - before.frozen,
                                after.asked - before.asked));
    }

    /// @param at of the watcher's counters, in s
    /// @param frozen of the watcher's picture, in s
    private record Reading(
            double at,
            double decoded,
            double dropped,
            double freezes,
            double frozen,
            double heard,
            double asked,
            double lost) {
        static Reading of(Person teacher, Person student) {
            return new Reading(
                    student.stat("inbound-rtp", "timestamp") / 1_000,
                    TestBrowser.seen(student.page),
                    student.stat("inbound-rtp", "framesDropped"),
                    student.stat("inbound-rtp", "freezeCount"),
                    student.stat("inbound-rtp", "totalFreezesDuration"),
                    TestBrowser.heard(student.page),
                    teacher.stat("outbound-rtp", "pliCount"),
                    teacher.line.lost() + student.line.lost());
        }
    }
}
