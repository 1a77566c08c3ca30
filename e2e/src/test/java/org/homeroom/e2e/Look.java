package org.homeroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Looks at what is on somebody's screen as a phone and a desk show it, in both themes: nothing
/// that axe finds, nothing cut off or to be scrolled sideways, nothing that moves although less
/// motion is asked for. Then again where there is less room: 320 px wide, at 200 %, and with words
/// longer by 40 %.
///
/// The page is not loaded anew meanwhile: screen and theme change under it, as when a phone is
/// turned at dusk. Pictures are kept in `target/screens`, to be looked at.
final class Look implements AutoCloseable {
    private static final Path SCREENS =
            Path.of(System.getProperty("e2e.screens", "target/screens"));

    /// A dialog that is still fading in has no contrast yet. What turns for ever is left to turn.
    /// React Aria marks what comes and goes; on phones it hides a dialog first, behind a mask,
    /// until the keyboard that it may call for is there. (Tooltips that it has skipped the
    /// animation of it forgets: they stay in the page, and nobody sees them.)
    private static final String SETTLED =
            """
            document.querySelector('[data-entering], [data-exiting]:not([role=tooltip]),' +
                ' [style*="mask-image"]:not([role=tooltip])') === null
                && document.getAnimations()
                    .filter(animation => animation.effect?.getComputedTiming().endTime !== Infinity)
                    .every(animation => animation.playState === 'finished')
            """;

    /// Notes what moves for longer than a frame. Colours and what fades may change.
    private static final String WATCH_MOTION =
            """
            window.moved = new Set()
            const MAY = /^(opacity|visibility|.*color|fill|stroke|box-?shadow|outline.*|offset|easing|composite|computedOffset)$/i
            const look = event => {
                for (const animation of event.target.getAnimations?.() ?? []) {
                    if (animation.effect.getComputedTiming().activeDuration < 17) continue
                    for (const frame of animation.effect.getKeyframes()) {
                        for (const property of Object.keys(frame).filter(each => !MAY.test(each))) {
                            window.moved.add(`${event.target.localName}.${event.target.className}: ${property}`)
                        }
                    }
                }
            }
            addEventListener('animationstart', look, true)
            addEventListener('transitionrun', look, true)
            """;

    private static final String CUT = script("cut.js");

    /// @param height in CSS px, as the width
    private record Screen(String name, int width, int height, boolean isTouched) {}

    private static final Screen PHONE = new Screen("390", 390, 844, true);
    private static final Screen DESK = new Screen("1440", 1440, 900, false);
    private static final Screen NARROW = new Screen("320", 320, 640, true);
    private static final Screen DESK_AT_200_PERCENT = new Screen("200%", 720, 450, false);

    private final Person person;
    private final CDPSession devTools;
    private final List<String> faults = new ArrayList<>();

    /// @param person whose browser it is, which nobody else looks at meanwhile
    Look(Person person) {
        this.person = person;
        person.context().addInitScript(WATCH_MOTION);
        devTools = person.context().newCDPSession(person.page());
        person.page()
                .emulateMedia(
                        new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    }

    private static String script(String name) {
        try (var text = Look.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unread) {
            throw new AssertionError(unread);
        }
    }

    void at(String screen) {
        at(screen, "html");
    }

    /// @param part what axe looks into; behind a dialog everything is hidden from assistive
    ///   technology, its headings too
    void at(String screen, String part) {
        on(PHONE, screen, part);
        whereThereIsLittleRoom(screen);
        on(DESK, screen, part);
    }

    /// What only a pointer opens, or what is gone when the screen changes.
    void onDesk(String screen, String part) {
        on(DESK, screen, part);
    }

    /// What only a finger opens.
    void onPhone(String screen, String part) {
        on(PHONE, screen, part);
    }

    void becomePhone() {
        become(PHONE);
    }

    void becomeDesk() {
        become(DESK);
    }

    private void on(Screen screen, String name, String part) {
        become(screen);
        for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            show(scheme);
            var picture =
                    "%s-%s-%s-%s.png"
                            .formatted(
                                    name,
                                    screen.name,
                                    scheme.name().toLowerCase(Locale.ROOT),
                                    person.words().locale().substring(0, 2));
            person.waitUntil(SETTLED);
            person.page()
                    .screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(picture)));
            note(picture, axe(part));
        }
        note("%s at %s".formatted(name, screen.name), cut(0));
        note("%s at %s with longer words".formatted(name, screen.name), cut(0.4));
        note("%s moves".formatted(name), said("[...window.moved]"));
    }

    private void note(String where, List<String> found) {
        found.forEach(each -> faults.add(where + ": " + each));
    }

    /// Everything that was found wrong, of all screens at once.
    @Override
    public void close() {
        assertThat(faults).isEmpty();
    }

    private void whereThereIsLittleRoom(String name) {
        for (var screen : List.of(NARROW, DESK_AT_200_PERCENT)) {
            become(screen);
            person.waitUntil(SETTLED);
            note("%s at %s".formatted(name, screen.name), cut(0));
        }
    }

    private void become(Screen screen) {
        var touch = new JsonObject();
        touch.addProperty("enabled", screen.isTouched);
        devTools.send("Emulation.setTouchEmulationEnabled", touch);
        person.page().setViewportSize(screen.width, screen.height);
        person.waitUntil("innerWidth === " + screen.width);
    }

    private void show(ColorScheme scheme) {
        person.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        person.waitUntil(
                "document.documentElement.dataset.theme === '%s'"
                        .formatted(scheme.name().toLowerCase(Locale.ROOT)));
    }

    private List<String> axe(String part) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        // Nothing here is in frames of other origins, for which axe would open a page each time.
        return new AxeBuilder(person.page())
                        .setLegacyMode(true)
                        .options(options)
                        .include(part)
                        // over the page and about one thing in it, so in no region of it
                        .exclude("[data-overlay-container]:has(> [role=tooltip])")
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(Look::sentence)
                        .toList();
    }

    private static String sentence(Rule rule) {
        return rule.getId()
                + " "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml())
                        .collect(Collectors.joining(" "));
    }

    private List<String> cut(double longer) {
        return said("(%s)(%s)".formatted(CUT, longer));
    }

    /// @param expression of JavaScript, which gives a list of texts
    private List<String> said(String expression) {
        return ((List<?>) person.page().evaluate(expression))
                .stream().map(String::valueOf).toList();
    }
}
