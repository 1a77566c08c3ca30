package org.homeroom.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.homeroom.engine.TestBrowser;
import org.homeroom.engine.sdp.Direction;
import org.homeroom.engine.sdp.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real browsers with real media: proved by frames that are decoded and sound that is heard, never
/// by the state of a connection alone.
class ChromiumTest {
    private static final Set<Kind> BOTH = EnumSet.of(Kind.AUDIO, Kind.VIDEO);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestBrowser browser;
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
    }

    private record Person(Page page, Endpoint endpoint) {
        double heard() {
            return TestBrowser.heard(page);
        }

        void seesAndHears() {
            TestBrowser.seesAndHears(page);
        }
    }

    private Person joins(String script) {
        return joins(script, Direction.SENDRECV);
    }

    private Person joins(String script, Direction direction) {
        var page = browser.newPage();
        var offer = (String) page.evaluate(script);
        var endpoint = engine.endpoint(direction, _ -> {});
        endpoint.answer(offer);
        TestBrowser.answer(page, endpoint.localDescription().orElseThrow());
        return new Person(page, endpoint);
    }

    @Test
    void severalSeeAndHearOne() {
        var teacher = joins(TestBrowser.SENDS);
        var students = List.of(joins(TestBrowser.WATCHES), joins(TestBrowser.WATCHES));
        students.forEach(student -> student.endpoint.watch(teacher.endpoint, BOTH));

        students.forEach(Person::seesAndHears);
    }

    /// Without a word to who watches.
    @Test
    void whoWatchesIsShownAnother() {
        var ana = joins(TestBrowser.SENDS);
        var ben = joins(TestBrowser.SENDS);
        var student = joins(TestBrowser.WATCHES);
        student.endpoint.watch(ana.endpoint, BOTH);
        student.seesAndHears();

        for (var next : List.of(ben, ana, ben)) {
            student.endpoint.watch(next.endpoint, BOTH);
            student.seesAndHears();
        }
        student.endpoint.unwatch(EnumSet.of(Kind.VIDEO));
        double heard = student.heard();
        await().atMost(PATIENCE).until(() -> student.heard() > heard);
        student.endpoint.watch(ben.endpoint, EnumSet.of(Kind.VIDEO));
        student.seesAndHears();
    }

    /// What the page would send of video, in bit/s.
    private static double target(Page page) {
        return ((Number)
                        page.evaluate(
                                """
                                async () => {
                                  for (const one of (await peer.getStats()).values())
                                    if (one.type === 'outbound-rtp' && one.kind === 'video')
                                      return one.targetBitrate ?? 0
                                  return 0
                                }
                                """))
                .doubleValue();
    }

    /// Whichever way it is told what came: by transport-cc where it only sends, else by REMB alone.
    @ParameterizedTest
    @EnumSource(names = {"SENDRECV", "RECVONLY"})
    void whomNobodyWatchesRestsAndIsBackAtOnce(Direction direction) {
        var teacher = joins(TestBrowser.SENDS, direction);
        var student = joins(TestBrowser.WATCHES);
        student.endpoint.watch(teacher.endpoint, BOTH);
        student.seesAndHears();
        await().atMost(PATIENCE).until(() -> target(teacher.page) > 100_000);

        student.endpoint.unwatch(EnumSet.of(Kind.VIDEO));

        await().atMost(PATIENCE).until(() -> target(teacher.page) <= 30_000);
        double heard = student.heard();
        await().atMost(PATIENCE).until(() -> student.heard() > heard);
        student.endpoint.watch(teacher.endpoint, BOTH);
        student.seesAndHears();
        await().atMost(PATIENCE).until(() -> target(teacher.page) > 100_000);
    }

    @Test
    void whoLeavesIsGoneAndTheOthersStay() {
        var teacher = joins(TestBrowser.SENDS);
        var leaves = joins(TestBrowser.WATCHES);
        var stays = joins(TestBrowser.WATCHES);
        leaves.endpoint.watch(teacher.endpoint, BOTH);
        stays.endpoint.watch(teacher.endpoint, BOTH);
        leaves.seesAndHears();

        leaves.page.evaluate("() => peer.close()");

        await().atMost(PATIENCE).until(() -> engine.lines() == 2);
        stays.seesAndHears();
        stays.endpoint.leave();
        assertThat(engine.lines()).isEqualTo(1);
    }

    /// Before either has a line.
    @Test
    void whoIsWiredBeforeIsShownWhatComes() {
        var publisher = engine.endpoint(Direction.SENDRECV, _ -> {});
        var subscriber = engine.endpoint(Direction.SENDRECV, _ -> {});
        subscriber.watch(publisher, BOTH);

        var student = browser.newPage();
        subscriber.answer((String) student.evaluate(TestBrowser.WATCHES));
        TestBrowser.answer(student, subscriber.localDescription().orElseThrow());
        var teacher = browser.newPage();
        publisher.answer((String) teacher.evaluate(TestBrowser.SENDS));
        TestBrowser.answer(teacher, publisher.localDescription().orElseThrow());

        TestBrowser.seesAndHears(student);
    }

    /// The engine begins.
    @Test
    void anOfferOfTheEnginesIsAnswered() {
        var teacher = joins(TestBrowser.SENDS);
        var endpoint = engine.endpoint(Direction.SENDRECV, _ -> {});
        endpoint.watch(teacher.endpoint, BOTH);
        endpoint.offer(BOTH);
        var page = browser.newPage();

        var answer =
                (String)
                        page.evaluate(
                                """
                                async sdp => {
                                  window.peer = new RTCPeerConnection()
                                  peer.ontrack = ({ track }) => {
                                    const element = document.createElement(track.kind)
                                    element.autoplay = true
                                    element.srcObject = new MediaStream([track])
                                    document.body.append(element)
                                  }
                                  await peer.setRemoteDescription({ type: 'offer', sdp })
                                  await peer.setLocalDescription()
                                  return peer.localDescription.sdp
                                }
                                """,
                                endpoint.localDescription().orElseThrow());

        assertThat(endpoint.accept(answer)).isInstanceOf(Endpoint.Agreed.class);
        TestBrowser.seesAndHears(page);
    }
}
