package org.homeroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A real Chromium, with a camera and a microphone that are made up and media that is not.
public final class TestBrowser implements AutoCloseable {
    /// A page's peer that sends picture and sound.
    public static final String SENDS =
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

    /// A page's peer that receives picture and sound, and plays them.
    public static final String WATCHES =
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

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ANSWERED =
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

    private final Playwright playwright;
    private final Browser browser;

    public TestBrowser() {
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
                                        "--allow-loopback-in-peer-connection",
                                        "--disable-features=WebRtcHideLocalIpsWithMdns"));
        var chromium = System.getenv("CHROMIUM");
        browser =
                playwright
                        .chromium()
                        .launch(
                                chromium == null
                                        ? options
                                        : options.setExecutablePath(Path.of(chromium)));
    }

    /// A page of a person of their own.
    public Page newPage() {
        var page = browser.newContext().newPage();
        page.route("**/*", TestBrowser::blank);
        page.navigate("http://localhost/");
        return page;
    }

    private static void blank(Route route) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("text/html").setBody("<title>-</title>"));
    }

    /// Gives the page the answer to its offer.
    public static void answer(Page page, String description) {
        page.evaluate(ANSWERED, description);
    }

    /// How many pictures were decoded.
    public static double seen(Page page) {
        return ((Number) page.evaluate(INBOUND, "video")).doubleValue();
    }

    /// How much sound was heard.
    public static double heard(Page page) {
        return ((Number) page.evaluate(INBOUND, "audio")).doubleValue();
    }

    /// Waits for ten more pictures, and more of the beep.
    public static void seesAndHears(Page page) {
        double seen = seen(page);
        double heard = heard(page);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(seen(page)).as("pictures").isGreaterThan(seen + 10);
                    assertThat(heard(page)).as("sound").isGreaterThan(heard);
                });
    }

    /// Sends everybody home.
    public void empty() {
        browser.contexts().forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
