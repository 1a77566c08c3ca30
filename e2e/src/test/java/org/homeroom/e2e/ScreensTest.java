package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every screen and what opens over it, in both languages, as [Look] looks at each.
@ExtendWith(Suite.Extension.class)
class ScreensTest {
    private static final String DIALOG = "[role=dialog]";
    private static final String MENU = "[role=menu]";

    /// The screen of a call is a dialog itself, without a head.
    private static final String OVER_CALL = "[role=dialog]:has(> header)";

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

    private static final String ANSWER = "葉綠體在哪裡？ Where are the chloroplasts?";

    static Stream<Words> languages() {
        return Stream.of(Words.ENGLISH, Words.CHINESE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void everyScreenIsWhole(Words words, Suite suite) {
        var other = Person.signedIn(suite, words.of("Lin Mei-hua", "林美華"), words);
        var visitor = Person.on(suite, "Ana Duarte", words, Person.screen(1440, ColorScheme.LIGHT));
        try (var look = new Look(visitor)) {
            var tour = new Tour(visitor, other, words, look);
            tour.outside();
            tour.conversations();
            tour.calls();
            tour.search();
            tour.channels(linkToChannel(suite));
            tour.overEverything();
            tour.settings();
            AccountJourneyTest.makeAdministrator(suite, visitor);
            tour.administration();
            tour.offline();
        }
    }

    /// Into a channel with a post.
    private static String linkToChannel(Suite suite) {
        var teacher = suite.administrator();
        var link = ChannelJourneyTest.makeChannel(teacher, "Optics · 光學");
        ChannelJourneyTest.post(teacher, LESSON, FORMULA_LIST_TABLE_CODE);
        teacher.page().getByText("折射率").first().waitFor();
        teacher.context().close();
        return link;
    }

    /// One person's way past everything, in one language.
    private record Tour(Person visitor, Person other, Words words, Look look) {
        /// What one sees who is not signed in.
        void outside() {
            visitor.visit("/sign-in");
            assertThat(visitor.button(words.signIn())).isVisible();
            look.at("sign-in");
            visitor.button(words.signIn()).click();
            look.at("sign-in-errors");
            for (var way :
                    List.of(
                            "/verify/not-a-link-of-ours",
                            "/forgot",
                            "/reset/not-a-link-of-ours",
                            "/confirm-email/not-one")) {
                visitor.visit(way);
                heading().waitFor();
                look.at(way.split("/")[1]);
            }
            visitor.visit("/nowhere");
            heading().waitFor();
            look.at("not-found");
            visitor.visit("/sign-up");
            assertThat(visitor.button(words.createAccount())).isVisible();
            look.at("sign-up");
            visitor.signUp();
            look.at("check-email");
            visitor.followTheLink();
            look.at("verified");
        }

        void conversations() {
            visitor.signIn();
            look.at("chats-empty");
            visitor.startChatWith(other);
            look.at("conversation-empty");
            visitor.send(
                    other,
                    "**Photosynthesis**: which parts matter most?\n\n- light\n- water\n- `CO2`");
            other.openChatWith(visitor);
            attach(other, "leaf.png");
            other.send(visitor, ANSWER);
            visitor.seesAtTheEnd(List.of(ANSWER));
            var leaf = visitor.button(words.of("Open leaf.png", "開啟 leaf.png"));
            visitor.waitUntil(
                    "document.querySelector('img[alt=\"leaf.png\"], button[aria-label*=\"leaf.png\"] img')?.naturalWidth > 0");
            other.type(visitor, "…");
            look.at("conversation");

            leaf.click();
            visitor.waitUntil("document.querySelector('[role=dialog] img')?.naturalWidth > 0");
            look.at("viewer", DIALOG);
            closed(DIALOG);

            answer().hover();
            action("More actions", "更多動作").click();
            part(MENU).waitFor();
            look.onDesk("message-menu", MENU);
            closed(MENU);
            answer().hover();
            action("React", "回應").click();
            part(DIALOG).getByRole(AriaRole.GRIDCELL).first().waitFor();
            look.onDesk("emoji", DIALOG);
            closed(DIALOG);
            look.becomePhone();
            press(answer());
            part(DIALOG).waitFor();
            look.onPhone("message-sheet", DIALOG);
            closed(DIALOG);
            look.becomeDesk();

            visitor.button(words.of("Notifications", "通知")).click();
            part(MENU).waitFor();
            look.onDesk("notify-menu", MENU);
            closed(MENU);
            attach(visitor, "leaf.png");
            visitor.type(other, ":smil");
            part("[role=listbox]").waitFor();
            look.onDesk("completion", "[role=listbox]");
            visitor.page().keyboard().press("Escape");
            look.at("attached");
            visitor.composer(other).fill("");
            details();
            visitor.page().getByRole(AriaRole.COMPLEMENTARY).getByText("leaf.png").waitFor();
            look.at("details");

            visitor.visit("/chats");
            assertThat(visitor.row(other)).isVisible();
            look.at("chats");
            visitor.button(words.newChat()).first().click();
            visitor.page().getByPlaceholder(words.nameOrEmail()).waitFor();
            look.at("new-chat", DIALOG);
            visitor.button(words.of("Several people: a new group", "多人聊天：建立群組")).click();
            look.at("new-group", DIALOG);
            closed(DIALOG);
        }

        /// Both have cameras and microphones of Chromium's own making.
        void calls() {
            visitor.openChatWith(other);
            var own = Caller.of(visitor);
            var others = Caller.of(other);
            own.call("Video call");
            assertThat(others.sheet()).isVisible();
            look.at("call-ringing");
            others.answer();
            own.seesAndHears();
            look.at("call");
            own.toggle("More");
            part(MENU).waitFor();
            look.onDesk("call-menu", MENU);
            visitor.page().getByRole(AriaRole.MENUITEM).first().click();
            part(OVER_CALL).waitFor();
            look.at("call-devices", OVER_CALL);
            closed(OVER_CALL);
            own.toggle("Chat");
            assertThat(visitor.composer(other)).isVisible();
            look.at("call-beside");
            others.hangsUp();
            assertThat(own.button("End call")).hasCount(0);

            others.call("Voice call");
            own.sheet().waitFor();
            look.at("call-incoming", "[role=alertdialog]");
            own.button("Decline").click();
            assertThat(own.sheet()).isHidden();
            others.button("Close").click();
            own.call("Voice call");
            assertThat(others.sheet()).isVisible();
            others.button("Decline").click();
            own.button("Close").waitFor();
            look.at("call-declined");
            own.button("Close").click();
            look.at("call-cards");
            visitor.visit("/calls");
            visitor.page().getByRole(AriaRole.ROW).first().waitFor();
            look.at("calls");
        }

        void search() {
            visitor.finds("葉綠體");
            look.at("search");
            visitor.button(words.of("From", "傳送者")).click();
            part(DIALOG).waitFor();
            look.onDesk("search-filter", DIALOG);
            closed(DIALOG);
        }

        void channels(String link) {
            visitor.visit("/channels");
            visitor.heading(words.channels()).first().waitFor();
            look.at("channels-empty");
            visitor.page().navigate(link);
            visitor.button(words.joinChannel()).waitFor();
            look.at("invitation");
            visitor.button(words.joinChannel()).click();
            visitor.heading(LESSON).waitFor();
            // formulas are fetched with the first of them
            visitor.page().locator(".katex").first().waitFor();
            look.at("channel");
            details();
            // they are fetched when they are first opened
            visitor.page()
                    .getByRole(AriaRole.COMPLEMENTARY)
                    .getByRole(AriaRole.LISTITEM)
                    .first()
                    .waitFor();
            look.at("channel-details");
            details();
            visitor.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(LESSON))
                    .first()
                    .click();
            visitor.field(words.writeComment()).waitFor();
            look.at("post");
        }

        /// What can be opened from anywhere.
        void overEverything() {
            visitor.visit("/activity");
            heading().waitFor();
            look.at("activity");
            visitor.page().keyboard().press("Control+k");
            part(DIALOG).waitFor();
            look.at("command-menu", DIALOG);
            closed(DIALOG);
            visitor.page().keyboard().press("Control+/");
            part(DIALOG).waitFor();
            look.at("shortcuts", DIALOG);
            closed(DIALOG);
        }

        void settings() {
            look.becomePhone();
            visitor.visit("/settings");
            heading().waitFor();
            look.onPhone("settings", "html");
            look.becomeDesk();
            for (var section :
                    List.of("notifications", "devices", "language", "appearance", "security")) {
                setting(section);
            }
            setting("profile");
            visitor.page()
                    .locator("input[type=file]")
                    .first()
                    .setInputFiles(new FilePayload("me.png", "image/png", Drawing.png()));
            visitor.waitUntil("document.querySelector('[role=dialog] img')?.naturalWidth > 0");
            look.at("photo", DIALOG);
            closed(DIALOG);
            setting("account");
            visitor.button(words.of("Delete account…", "刪除帳號…")).click();
            part(DIALOG).waitFor();
            look.at("delete-account", DIALOG);
            closed(DIALOG);
        }

        /// For somebody who was made an administrator a moment ago.
        void administration() {
            setting("events");
            setting("people");
            visitor.page().getByRole(AriaRole.SEARCHBOX).fill(other.email());
            var about =
                    visitor.button(words.of("More about %s", "%s 的更多選項").formatted(other.name()));
            about.click();
            part(MENU).waitFor();
            look.onDesk("person-menu", MENU);
            visitor.page()
                    .getByRole(
                            AriaRole.MENUITEM,
                            new Page.GetByRoleOptions()
                                    .setName(words.of("Sign out everywhere…", "在所有裝置上登出…")))
                    .click();
            part("[role=dialog], [role=alertdialog]").waitFor();
            look.at("sign-out-person", "[role=dialog], [role=alertdialog]");
            closed("[role=dialog], [role=alertdialog]");
            visitor.visit("/channels");
            visitor.button(words.of("New channel", "新頻道")).first().click();
            part(DIALOG).waitFor();
            look.at("new-channel", DIALOG);
            closed(DIALOG);
        }

        void offline() {
            visitor.visit("/chats");
            assertThat(visitor.row(other)).isVisible();
            visitor.context().setOffline(true);
            assertThat(visitor.page().getByText(words.offline()))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            look.at("offline");
        }

        private void setting(String section) {
            visitor.visit("/settings/" + section);
            heading().waitFor();
            visitor.waitUntil("document.querySelector('main [role=status][aria-label]') === null");
            look.at("settings-" + section);
        }

        private Locator heading() {
            return visitor.page().getByRole(AriaRole.HEADING).first();
        }

        private Locator part(String selector) {
            return visitor.page().locator(selector).first();
        }

        private void closed(String part) {
            visitor.page().keyboard().press("Escape");
            assertThat(visitor.page().locator(part)).hasCount(0);
        }

        private void details() {
            visitor.button(words.of("Details", "詳細資料")).click();
        }

        private Locator answer() {
            return visitor.page()
                    .getByRole(AriaRole.LOG)
                    .getByRole(AriaRole.ARTICLE)
                    .filter(new Locator.FilterOptions().setHasText(ANSWER));
        }

        private Locator action(String english, String chinese) {
            return answer().getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions()
                                    .setName(words.of(english, chinese))
                                    .setExact(true));
        }

        /// A finger that rests on a message until its actions open.
        private void press(Locator message) {
            message.locator(".message-text")
                    .dispatchEvent("pointerdown", Map.of("pointerType", "touch", "bubbles", true));
        }

        private static void attach(Person person, String name) {
            person.page()
                    .locator("input[type=file][multiple]")
                    .first()
                    .setInputFiles(new FilePayload(name, "image/png", Drawing.png()));
            person.page().getByText(Pattern.compile(name)).last().waitFor();
        }
    }
}
