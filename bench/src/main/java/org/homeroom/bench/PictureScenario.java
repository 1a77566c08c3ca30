package org.homeroom.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.homeroom.local.LocalStack;

/// Two people at two browsers of one machine: how long after *Answer* each has decoded the first
/// frame of the other. Beside it two connections within one page, which only have to find each
/// other.
final class PictureScenario {
    private static final int WARM_UP = 5;
    private static final int CALLS = 30;

    private final Report report;
    private final LocalStack stack;
    private final Crowd crowd;

    PictureScenario(Report report, LocalStack stack, Crowd crowd) {
        this.report = report;
        this.stack = stack;
        this.crowd = crowd;
    }

    /// Of one call, in milliseconds from the press of *Answer*.
    ///
    /// @param toBoth until both have decoded a frame of the other
    /// @param devices what of it whoever answered waited for camera and microphone
    private record Seen(double toBoth, double devices) {}

    void run() throws Exception {
        var caller = Account.signUp(stack, "caller@bench.example", "Ana Duarte");
        var called = Account.signUp(stack, "called@bench.example", "Lin Meihua");
        var conversation = crowd.conversation(caller, called);
        try (var playwright = Browsers.playwright();
                var browser =
                        playwright
                                .chromium()
                                .launch(
                                        Browsers.options(
                                                "--use-fake-device-for-media-stream",
                                                "--use-fake-ui-for-media-stream",
                                                "--allow-loopback-in-peer-connection"))) {
            var one = signedIn(browser, "caller@bench.example");
            var other = signedIn(browser, "called@bench.example");
            one.navigate(stack.address().resolve("/chats/" + conversation).toString());
            var seen = new ArrayList<Seen>();
            for (var i = 0; i < WARM_UP + CALLS; i++) {
                var call = call(one, other);
                if (i >= WARM_UP) {
                    seen.add(call);
                }
            }
            report(seen, bare(one));
        }
    }

    private Page signedIn(Browser browser, String email) throws Exception {
        var page = browser.newContext().newPage();
        page.addInitScript(Browsers.script("calling.js"));
        Browsers.signIn(page, stack, email);
        return page;
    }

    private static Seen call(Page caller, Page called) {
        caller.evaluate("() => calling.begin()");
        called.evaluate("() => calling.begin()");
        button(caller, "Video call").click();
        var answer = called.getByRole(AriaRole.ALERTDIALOG);
        answer.waitFor();
        // Both wait within their pages, so that neither waits for the other here.
        caller.evaluate("() => { window.first = calling.firstFrame() }");
        called.evaluate("() => { window.first = calling.firstFrame() }");
        var at = number(called, "() => calling.press('Answer')");
        var toCaller = number(caller, "() => window.first") - at;
        var toCalled = number(called, "() => window.first") - at;
        var devices = number(called, "at => calling.devicesSince(at)", at);
        caller.mouse().move(300, 300);
        caller.mouse().move(320, 320);
        button(caller, "End call").click();
        var gone = new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
        button(caller, "End call").waitFor(gone);
        button(called, "End call").waitFor(gone);
        button(caller, "Video call").waitFor();
        return new Seen(Math.max(toCaller, toCalled), devices);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static double number(Page page, String script, Object... given) {
        var result = given.length == 0 ? page.evaluate(script) : page.evaluate(script, given[0]);
        return ((Number) result).doubleValue();
    }

    /// @return of connections within one page, sorted
    private static double[] bare(Page page) {
        var took = new ArrayList<Double>();
        for (var i = 0; i < WARM_UP + CALLS; i++) {
            var once = number(page, "() => calling.bare()");
            if (i >= WARM_UP) {
                took.add(once);
            }
        }
        return sorted(took);
    }

    private void report(List<Seen> seen, double[] bare) {
        var all = sorted(seen.stream().map(Seen::toBoth).toList());
        var own = sorted(seen.stream().map(call -> call.toBoth - call.devices).toList());
        var beside =
                "within one page: p50 %.0f p95 %.0f ms"
                        .formatted(percentile(bare, 50), percentile(bare, 95));
        for (var percentile : new int[] {50, 95}) {
            report.figure(
                    "answer → first frame on both sides p%d".formatted(percentile),
                    percentile(own, percentile),
                    "ms",
                    "aim: %d ms; without the %s; %d calls; %s"
                            .formatted(
                                    percentile == 50 ? 500 : 1_000,
                                    "devices' own time (with it %.0f ms)"
                                            .formatted(percentile(all, percentile)),
                                    seen.size(),
                                    beside));
        }
    }

    private static double[] sorted(List<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double percentile(double[] sorted, int percentile) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)];
    }
}
