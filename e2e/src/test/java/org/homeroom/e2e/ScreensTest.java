package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every screen, in both languages and themes, on a phone and on a desk: nothing that axe finds,
/// nothing cut off sideways. The pictures are kept in `target/screens`, to be looked at.
@ExtendWith(Suite.Extension.class)
class ScreensTest {
    private static final Path SCREENS =
            Path.of(System.getProperty("e2e.screens", "target/screens"));

    /// A dialog that is still fading in has no contrast yet. What turns for ever is left to turn.
    /// React Aria marks what comes and goes; on phones it hides a dialog first, behind a mask,
    /// until the keyboard that it may call for is there.
    private static final String SETTLED =
            """
            document.querySelector('[data-entering], [data-exiting], [style*="mask-image"]') === null
                && document.getAnimations()
                    .filter(animation => animation.effect?.getComputedTiming().endTime !== Infinity)
                    .every(animation => animation.playState === 'finished')
            """;

    static Stream<Arguments> looks() {
        var looks = new ArrayList<Arguments>();
        for (var words : List.of(Words.ENGLISH, Words.CHINESE)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (var width : List.of(390, 1440)) {
                    looks.add(Arguments.of(words, scheme, width));
                }
            }
        }
        return looks.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("looks")
    void everyScreenIsWhole(Words words, ColorScheme scheme, int width, Suite suite) {
        var other = Person.signedIn(suite, words == Words.ENGLISH ? "Lin Mei-hua" : "林美華", words);
        var visitor = Person.on(suite, "Ana Duarte", words, Person.screen(width, scheme));
        var look = new Look(visitor, words, scheme, width);

        visitor.visit("/sign-in");
        assertThat(visitor.button(words.signIn())).isVisible();
        look.at("sign-in");
        visitor.button(words.signIn()).click();
        look.at("sign-in-errors");
        visitor.visit("/verify/not-a-link-of-ours");
        visitor.page().getByRole(AriaRole.HEADING).first().waitFor();
        look.at("verify-refused");
        visitor.visit("/nowhere");
        look.at("not-found");
        visitor.visit("/sign-up");
        assertThat(visitor.button(words.createAccount())).isVisible();
        look.at("sign-up");
        visitor.signUp();
        look.at("check-email");
        visitor.followTheLink();
        look.at("verified");
        visitor.signIn();
        look.at("chats-empty");

        visitor.startChatWith(other);
        look.at("conversation-empty");
        visitor.send(
                other, "**Photosynthesis**: which parts matter most?\n\n- light\n- water\n- `CO2`");
        other.openChatWith(visitor);
        other.send(visitor, "葉綠體在哪裡？ Where are the chloroplasts?");
        visitor.seesAtTheEnd(List.of("葉綠體在哪裡？ Where are the chloroplasts?"));
        other.type(visitor, "…");
        look.at("conversation");
        visitor.visit("/chats");
        assertThat(visitor.row(other)).isVisible();
        look.at("chats");
        visitor.finds("葉綠體");
        look.at("search");
        visitor.visit("/chats");
        visitor.button(words.newChat()).first().click();
        visitor.page().getByPlaceholder(words.nameOrEmail()).waitFor();
        look.at("new-chat", "[role=dialog]");
        visitor.visit("/channels");
        visitor.heading(words.channels()).first().waitFor();
        look.at("channels-empty");
        visitor.page().navigate(linkToChannel(suite));
        visitor.button(words.joinChannel()).waitFor();
        look.at("invitation");
        visitor.button(words.joinChannel()).click();
        visitor.heading(LESSON).waitFor();
        // formulas are fetched with the first of them
        visitor.page().locator(".katex").first().waitFor();
        look.at("channel");
        visitor.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(LESSON))
                .first()
                .click();
        visitor.field(words.writeComment()).waitFor();
        look.at("post");
        for (var section : List.of("", "/profile", "/language", "/appearance", "/account")) {
            visitor.visit("/settings" + section);
            visitor.page().getByRole(AriaRole.HEADING).first().waitFor();
            look.at("settings" + section.replace('/', '-'));
        }
        visitor.visit("/chats");
        assertThat(visitor.row(other)).isVisible();
        visitor.context().setOffline(true);
        assertThat(visitor.page().getByText(words.offline()))
                .isVisible(
                        new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                                .setTimeout(60_000));
        look.at("offline");
    }

    private static final String LESSON = "Snell’s law · 司乃耳定律";

    private static final String FORMULA_LIST_TABLE_CODE =
            """
            $$n_1 \\sin\\theta_1 = n_2 \\sin\\theta_2$$

            - [x] read · 預習
            - [ ] measure · 測量

            |θ₁|θ₂|
            |-|-|
            |30°|19.5°|

            ```python
            n = sin(a) / sin(b)  # 折射率
            ```
            """;

    private static String linkToChannel = "";

    /// Into a channel with a post, made when the first look needs it.
    private static String linkToChannel(Suite suite) {
        if (linkToChannel.isEmpty()) {
            var teacher = suite.administrator();
            linkToChannel = ChannelJourneyTest.makeChannel(teacher, "Optics · 光學");
            ChannelJourneyTest.post(teacher, LESSON, FORMULA_LIST_TABLE_CODE);
            teacher.page().getByText("折射率").first().waitFor();
            teacher.context().close();
        }
        return linkToChannel;
    }

    private record Look(Person person, Words words, ColorScheme scheme, int width) {
        void at(String screen) {
            at(screen, "html");
        }

        /// @param part what is looked into; behind a dialog everything is hidden from assistive
        ///   technology, its headings too
        void at(String screen, String part) {
            var page = person.page();
            var name =
                    "%s-%d-%s-%s.png"
                            .formatted(
                                    screen,
                                    width,
                                    scheme.name().toLowerCase(java.util.Locale.ROOT),
                                    words == Words.ENGLISH ? "en" : "zh");
            person.waitUntil(SETTLED);
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name)));
            var found = new AxeBuilder(page).include(part).analyze().getViolations();
            assertThat(found)
                    .as(() ->
                            name
                                    + ": "
                                    + found.stream()
                                            .map(rule ->
                                                    rule.getId()
                                                            + " "
                                                            + rule.getNodes().stream()
                                                                    .map(node -> node.getHtml())
                                                                    .toList())
                                            .toList())
                    .isEmpty();
            assertThat(person.missingTexts()).as(name).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%s scrolls sideways", name)
                    .isEqualTo(true);
        }
    }
}
