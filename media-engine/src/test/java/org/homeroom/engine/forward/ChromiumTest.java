package org.homeroom.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.homeroom.engine.sdp.Direction;
import org.homeroom.engine.sdp.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real browsers with real media: proved by frames that are decoded and sound that is heard, never
/// by the state of a connection alone.
class ChromiumTest {
    private static final Set<Kind> BOTH = EnumSet.of(Kind.AUDIO, Kind.VIDEO);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SEND =
            """
            async () => {
              window.peer = new RTCPeerConnection()
              const media = await navigator.mediaDevices.getUserMedia(
                { audio: true, video: { width: 320, height: 180, frameRate: 10 } })
              for (const track of media.getTracks()) peer.addTrack(track, media)
              await peer.setLocalDescription()
              return peer.localDescription.sdp
            }
            """;
    private static final String WATCH =
            """
            async () => {
              window.peer = new RTCPeerConnection()
              peer.addTransceiver('audio', { direction: 'recvonly' })
              peer.addTransceiver('video', { direction: 'recvonly' })
              peer.ontrack = ({ track }) => {
                const element = document.createElement(track.kind)
                element.autoplay = true
                element.srcObject = new MediaStream([track])
                document.body.append(element)
              }
              await peer.setLocalDescription()
              return peer.localDescription.sdp
            }
            """;
    private static final String ANSWER =
            "sdp => peer.setRemoteDescription({ type: 'answer', sdp })";
    private static final String INBOUND =
            """
            async kind => {
              for (const one of (await peer.getStats()).values())
                if (one.type === 'inbound-rtp' && one.kind === kind)
                  return kind === 'video' ? one.framesDecoded : one.totalAudioEnergy
              return 0
            }
            """;

    private static Playwright playwright;
    private static Browser browser;
    private Forwarder engine;

    @BeforeAll
    static void launch() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options =
                new BrowserType.LaunchOptions()
                        .setArgs(
                                List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync",
                                        "--autoplay-policy=no-user-gesture-required",
                                        "--use-fake-device-for-media-stream",
                                        "--use-fake-ui-for-media-stream",
                                        "--allow-loopback-in-peer-connection"));
        var chromium = System.getenv("CHROMIUM");
        browser =
                playwright
                        .chromium()
                        .launch(
                                chromium == null
                                        ? options
                                        : options.setExecutablePath(Path.of(chromium)));
    }

    @AfterAll
    static void quit() {
        playwright.close();
    }

    @BeforeEach
    void start() throws IOException {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        engine = Forwarder.start(new Forwarder.Config(at, List.of(), InstantSource.system()));
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        browser.contexts().forEach(context -> context.close());
    }

    private record Person(Page page, Endpoint endpoint) {
        double heard() {
            return ((Number) page.evaluate(INBOUND, "audio")).doubleValue();
        }

        double seen() {
            return ((Number) page.evaluate(INBOUND, "video")).doubleValue();
        }

        /// Ten more pictures, and more of the beep.
        void seesAndHears() {
            double seen = seen();
            double heard = heard();
            await().atMost(PATIENCE).until(() -> seen() > seen + 10 && heard() > heard);
        }
    }

    private Person joins(String script) {
        var page = browser.newContext().newPage();
        page.route("**/*", ChromiumTest::blank);
        page.navigate("http://localhost/");
        var offer = (String) page.evaluate(script);
        var endpoint = engine.endpoint(Direction.SENDRECV, _ -> {});
        endpoint.answer(offer);
        page.evaluate(ANSWER, endpoint.localDescription().orElseThrow());
        return new Person(page, endpoint);
    }

    private static void blank(Route route) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("text/html").setBody("<title>-</title>"));
    }

    @Test
    void severalSeeAndHearOne() {
        var teacher = joins(SEND);
        var students = List.of(joins(WATCH), joins(WATCH));
        students.forEach(student -> student.endpoint.watch(teacher.endpoint, BOTH));

        students.forEach(Person::seesAndHears);
    }

    /// Without a word to who watches.
    @Test
    void whoWatchesIsShownAnother() {
        var ana = joins(SEND);
        var ben = joins(SEND);
        var student = joins(WATCH);
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

    @Test
    void whoLeavesIsGoneAndTheOthersStay() {
        var teacher = joins(SEND);
        var leaves = joins(WATCH);
        var stays = joins(WATCH);
        leaves.endpoint.watch(teacher.endpoint, BOTH);
        stays.endpoint.watch(teacher.endpoint, BOTH);
        leaves.seesAndHears();

        leaves.page.evaluate("() => peer.close()");

        await().atMost(PATIENCE).until(() -> engine.lines() == 2);
        stays.seesAndHears();
        stays.endpoint.leave();
        assertThat(engine.lines()).isEqualTo(1);
    }
}
