package org.homeroom.bench;

import static org.homeroom.bench.ChatScenario.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;
import org.jspecify.annotations.Nullable;

/// Somebody reads back in a conversation of 10,000 messages, in a real browser: what wheel and keys
/// cost them, while what they come to is still being fetched and once all of it is there. Beside it
/// the same input on a bare page as high, which has nothing to do but to move.
///
/// The browser has no screen and no graphics processor: whatever it paints takes time of the cores
/// that the suite and the page's own script run on, and frames are missed that a person's machine
/// would show. So the page's own share, its main thread, is told apart.
final class ScrollScenario {
    private static final int SECONDS = 10;
    private static final int MOST_ROWS = 60;
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final String ROW = "[role=log] [data-index]";

    /// A page as high as the conversation that shows where it is, and does nothing else.
    private static final String BARE =
            """
            <!doctype html>
            <body style="margin:0">
              <div role="log" tabindex="0" style="height:100vh;overflow-y:auto">
                <div style="height:%dpx;background:repeating-linear-gradient(#fff 0 40px,#eee 40px 80px)"></div>
              </div>
            """;

    /// How somebody goes through a page.
    private enum Way {
        SLOWLY("wheel, 800 px/s"),
        FAST("wheel, 8000 px/s"),
        BY_KEYS("Page Up, 8/s");

        private static final int SLOW_PX = 800;
        private static final int FAST_PX = 8000;
        private static final int BETWEEN_KEYS_MS = 125;

        private final String name;

        Way(String name) {
            this.name = name;
        }

        private void go(Page page, CDPSession devTools) {
            switch (this) {
                case SLOWLY -> wheel(devTools, SLOW_PX);
                case FAST -> wheel(devTools, FAST_PX);
                case BY_KEYS -> {
                    page.locator("[role=log]").focus();
                    for (var i = 0; i < SECONDS * 1000 / BETWEEN_KEYS_MS; i++) {
                        page.keyboard().press("PageUp");
                        page.waitForTimeout(BETWEEN_KEYS_MS);
                    }
                }
            }
        }

        /// As a mouse does: the browser itself makes the events, a frame's worth at a time.
        private static void wheel(CDPSession devTools, int pixelsPerSecond) {
            var gesture = new JsonObject();
            gesture.addProperty("x", WIDTH / 2 + 100);
            gesture.addProperty("y", HEIGHT / 2);
            gesture.addProperty("yDistance", pixelsPerSecond * SECONDS);
            gesture.addProperty("speed", pixelsPerSecond);
            gesture.addProperty("gestureSourceType", "mouse");
            devTools.send("Input.synthesizeScrollGesture", gesture);
        }
    }

    /// What was seen of one way through a page, in milliseconds.
    ///
    /// @param frames between one frame and the next
    /// @param inputs from an input to what it made of the page
    /// @param longTasks what kept the main thread for 50 ms or more
    /// @param mainThread what it was busy for, a frame
    private record Seen(
            double[] frames, double[] inputs, double[] longTasks, int rows, double mainThread) {

        double framesPerSecond() {
            return 1000 * frames.length / Arrays.stream(frames).sum();
        }

        double longestFrame() {
            return frames[frames.length - 1];
        }

        double input(double share) {
            return inputs.length == 0
                    ? Double.NaN
                    : inputs[Math.min(inputs.length - 1, (int) (share * inputs.length))];
        }

        String inWords() {
            return String.format(
                    Locale.ROOT,
                    "bare page: %.1f frames/s, longest %.0f ms, %.1f ms a frame, input p50 %.0f p99 %.0f ms",
                    framesPerSecond(),
                    longestFrame(),
                    mainThread,
                    input(0.5),
                    input(0.99));
        }
    }

    private final Report report;
    private final Page page;
    private final CDPSession devTools;

    private ScrollScenario(Report report, Page page) {
        this.report = report;
        this.page = page;
        this.devTools = page.context().newCDPSession(page);
        // What a thread really had of a processor, whoever else wanted it.
        var processorTime = new JsonObject();
        processorTime.addProperty("timeDomain", "threadTicks");
        devTools.send("Performance.enable", processorTime);
    }

    static void run(Report report) throws Exception {
        var home = Path.of("target/bench-home").toAbsolutePath();
        var options =
                StackOptions.temporary()
                        .home(home)
                        .fresh(true)
                        .environment("HOMEROOM_SOCKET_FRAMES_PER_SECOND", "1000000")
                        .environment("HOMEROOM_SOCKET_FRAME_BURST", "1000000");
        var vertx = Vertx.vertx();
        try (var stack = LocalStack.start(options);
                var playwright = Browsers.playwright();
                var browser = playwright.chromium().launch(Browsers.options())) {
            var conversation = new LongConversation(stack, home, vertx);
            conversation.fill();
            var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(WIDTH, HEIGHT));
            page.addInitScript(Browsers.script("counting.js"));
            var scenario = new ScrollScenario(report, page);
            scenario.open(stack, conversation);
            for (var way : Way.values()) {
                scenario.report(way, "as it comes in", scenario.see(way), null);
            }
            scenario.loadAll();
            var all = Arrays.stream(Way.values()).map(scenario::see).toList();
            scenario.openBare();
            for (var way : Way.values()) {
                scenario.report(way, "all loaded", all.get(way.ordinal()), scenario.see(way));
            }
        } finally {
            await(vertx.close());
        }
    }

    private void open(LocalStack stack, LongConversation conversation) {
        Browsers.signIn(page, stack, conversation.email());
        page.navigate(stack.address().resolve("/chats/" + conversation.id()).toString());
        page.locator("[role=log] .message-text").last().waitFor();
    }

    /// Goes to the beginning, however far away.
    private void loadAll() {
        page.locator("[role=log]").focus();
        var beginning = page.locator("[role=log] [data-message='1']");
        while (beginning.count() == 0) {
            page.keyboard().press("Home");
            page.waitForTimeout(50);
        }
        page.keyboard().press("End");
        page.locator("[role=log] [data-message='%d']".formatted(LongConversation.MESSAGES))
                .waitFor();
    }

    private void openBare() {
        var height =
                page.locator("[role=log] > div")
                        .first()
                        .evaluate("element => element.clientHeight");
        var bare = BARE.formatted(((Number) height).longValue());
        page.navigate(
                "data:text/html;base64,"
                        + Base64.getEncoder()
                                .encodeToString(bare.getBytes(StandardCharsets.UTF_8)));
        page.locator("[role=log]").evaluate("element => element.scrollTo(0, element.scrollHeight)");
    }

    private Seen see(Way way) {
        page.evaluate("row => counting.begin(row)", ROW);
        var before = mainThreadSeconds();
        way.go(page, devTools);
        var mainThread = mainThreadSeconds() - before;
        var counted =
                JsonParser.parseString(
                                (String) page.evaluate("() => JSON.stringify(counting.end())"))
                        .getAsJsonObject();
        var at = numbers(counted, "frames");
        var frames = new double[at.length - 1];
        Arrays.setAll(frames, i -> at[i + 1] - at[i]);
        Arrays.sort(frames);
        var inputs = numbers(counted, "inputs");
        Arrays.sort(inputs);
        return new Seen(
                frames,
                inputs,
                numbers(counted, "tasks"),
                counted.get("rows").getAsInt(),
                1000 * mainThread / frames.length);
    }

    private static double[] numbers(JsonObject counted, String name) {
        return StreamSupport.stream(counted.getAsJsonArray(name).spliterator(), false)
                .mapToDouble(number -> number.getAsDouble())
                .toArray();
    }

    /// What tasks of the page's main thread have taken so far: script, style, layout, and saying
    /// what is to be painted, but not painting it.
    private double mainThreadSeconds() {
        return StreamSupport.stream(
                        devTools.send("Performance.getMetrics")
                                .getAsJsonArray("metrics")
                                .spliterator(),
                        false)
                .map(metric -> metric.getAsJsonObject())
                .filter(metric -> metric.get("name").getAsString().equals("TaskDuration"))
                .mapToDouble(metric -> metric.get("value").getAsDouble())
                .sum();
    }

    /// @param bare the same on the bare page; null where there is none to compare with
    private void report(Way way, String when, Seen seen, @Nullable Seen bare) {
        var what = "%s, %s: ".formatted(way.name, when);
        var beside = bare == null ? "" : "; " + bare.inWords();
        report.figure(what + "frames", seen.framesPerSecond(), "1/s", "aim: 60/s" + beside);
        report.figure(what + "longest frame", seen.longestFrame(), "ms", "a frame is 16.7 ms");
        report.figure(
                what + "main thread, a frame",
                seen.mainThread,
                "ms",
                "of 16.7 ms: what the page itself takes, without painting");
        report.figure(
                what + "long tasks",
                seen.longTasks.length,
                "tasks",
                "of 50 ms or more, in %d s".formatted(SECONDS));
        report.figure(what + "input to paint p50", seen.input(0.5), "ms", "aim: 200 ms");
        report.figure(what + "input to paint p99", seen.input(0.99), "ms", "aim: 200 ms");
        report.figure(
                what + "rows in the page, at most",
                seen.rows,
                "rows",
                "aim: fewer than %d".formatted(MOST_ROWS));
    }
}
