package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Suite.Extension.class)
class ConversationJourneyTest {
    @Test
    void twoPeopleSignUpFindEachOtherAndWrite(Suite suite) {
        var mei = Person.signedIn(suite, "Lin Mei-hua");
        var leo = Person.signedIn(suite, "Leo Marsh");
        mei.startChatWith(leo, leo.name());
        mei.send(leo, "Morning! Are we watching the film today?");
        assertThat(leo.row(mei)).isVisible();
        assertThat(leo.row(mei)).hasAccessibleName(Pattern.compile("1 unread"));
        leo.openChatWith(mei);
        leo.seesAtTheEnd(List.of("Morning! Are we watching the film today?"));

        // read marks
        assertThat(
                        mei.page()
                                .getByRole(
                                        AriaRole.IMG,
                                        new Page.GetByRoleOptions().setName("Seen by Leo Marsh")))
                .isVisible();
        // presence and typing
        leo.type(mei, "Yes, at t");
        assertThat(mei.page().getByText("Leo Marsh is typing…").first()).isVisible();
        leo.send(mei, "Yes, at ten.");
        mei.seesAtTheEnd(List.of("Morning! Are we watching the film today?", "Yes, at ten."));

        // everything is there after a reload
        mei.page().reload();
        mei.seesAtTheEnd(List.of("Morning! Are we watching the film today?", "Yes, at ten."));
    }

    @Test
    void theSameInTraditionalChinese(Suite suite) {
        var mei = Person.signedIn(suite, "林美華", Words.CHINESE);
        var wei = Person.signedIn(suite, "陳威", Words.CHINESE);
        mei.startChatWith(wei);
        mei.send(wei, "今天的作業寫完了嗎？");
        wei.openChatWith(mei);
        wei.seesAtTheEnd(List.of("今天的作業寫完了嗎？"));
        Assertions.assertThat(mei.page().locator("html").getAttribute("lang"))
                .isEqualTo("zh-Hant-TW");
    }

    @Test
    void whatIsWrittenOfflineIsSentOnReturnOnceAndInOrder(Suite suite) {
        var mei = Person.signedIn(suite, "Ana Duarte");
        var leo = Person.signedIn(suite, "Noor Haddad");
        mei.startChatWith(leo);
        mei.send(leo, "before");
        leo.openChatWith(mei);
        leo.seesAtTheEnd(List.of("before"));

        mei.context().setOffline(true);
        mei.send(leo, "one");
        mei.send(leo, "two");
        mei.send(leo, "three");
        mei.seesAtTheEnd(List.of("before", "one", "two", "three"));
        assertThat(
                        mei.page()
                                .getByRole(
                                        AriaRole.IMG,
                                        new Page.GetByRoleOptions().setName("Sending")))
                .hasCount(3);
        mei.context().setOffline(false);

        leo.seesAtTheEnd(List.of("before", "one", "two", "three"));
        mei.page().reload();
        mei.seesAtTheEnd(List.of("before", "one", "two", "three"));
    }

    @Test
    void aReloadWithoutANetworkShowsWhatIsKeptAndWhatIsWrittenThenIsSentOnce(Suite suite) {
        var mei =
                Person.on(
                        suite,
                        "Kim Soo-jin",
                        Words.ENGLISH,
                        Person.screen(1440, ColorScheme.LIGHT)
                                .setServiceWorkers(ServiceWorkerPolicy.ALLOW));
        mei.signUp();
        mei.followTheLink();
        mei.signIn();
        var leo = Person.signedIn(suite, "Paula Brandt");
        mei.startChatWith(leo);
        mei.send(leo, "before");
        leo.openChatWith(mei);
        leo.send(mei, "and an answer");
        mei.seesAtTheEnd(List.of("before", "and an answer"));
        mei.page().evaluate("navigator.serviceWorker.ready.then(() => undefined)");
        mei.page().evaluate(KEPT_MESSAGES);

        mei.context().setOffline(true);
        mei.page().reload();
        mei.seesAtTheEnd(List.of("before", "and an answer"));
        assertThat(mei.page().getByText(mei.words().offline()).first()).isVisible();
        mei.send(leo, "from the train");
        mei.seesAtTheEnd(List.of("before", "and an answer", "from the train"));
        assertThat(
                        mei.page()
                                .getByRole(
                                        AriaRole.IMG,
                                        new Page.GetByRoleOptions().setName("Sending")))
                .hasCount(1);
        // From the list, too, and with what has not been sent.
        mei.visit("/chats");
        mei.openChatWith(leo);
        mei.seesAtTheEnd(List.of("before", "and an answer", "from the train"));
        mei.context().setOffline(false);

        leo.seesAtTheEnd(List.of("before", "and an answer", "from the train"));
        mei.seesAtTheEnd(List.of("before", "and an answer", "from the train"));
        assertThat(
                        mei.page()
                                .getByRole(
                                        AriaRole.IMG,
                                        new Page.GetByRoleOptions().setName("Sending")))
                .hasCount(0);
        // Of all that was asked for, only what is the same for everybody is kept.
        @SuppressWarnings("unchecked")
        var kept = (List<String>) mei.page().evaluate(KEPT_FILES);
        Assertions.assertThat(kept)
                .contains("/")
                .allMatch(
                        path -> path.matches("/(assets/[\\w.~-]+|boot\\.js|icon(-news)?\\.svg)?"));
    }

    /// Until both messages are on the disk.
    private static final String KEPT_MESSAGES =
            """
            new Promise((done, failed) => {
                const look = async () => {
                    const names = (await indexedDB.databases()).map(({ name }) => name)
                    const name = names.find((each) => each.startsWith('homeroom-chat-'))
                    const asked = indexedDB.open(name)
                    asked.onerror = failed
                    asked.onsuccess = () => {
                        const all = asked.result.transaction('chats').objectStore('chats').getAll()
                        all.onsuccess = () => {
                            asked.result.close()
                            if (all.result.some(({ messages }) => messages.length === 2)) done()
                            else requestAnimationFrame(look)
                        }
                    }
                }
                void look()
            })
            """;

    private static final String KEPT_FILES =
            """
            caches.keys()
                .then((names) => Promise.all(names.map((name) => caches.open(name))))
                .then((all) => Promise.all(all.map((cache) => cache.keys())))
                .then((requests) => requests.flat().map(({ url }) => new URL(url).pathname))
            """;

    @Test
    void aGroupIsMadeGrowsAndIsLeft(Suite suite) {
        var mei = Person.signedIn(suite, "Rosa Lindt");
        var leo = Person.signedIn(suite, "Emil Sand");
        var eva = Person.signedIn(suite, "Nora Falk");
        var late = Person.signedIn(suite, "Otto Berg");
        mei.visit("/chats");
        mei.button(mei.words().newChat()).first().click();
        mei.button("Several people: a new group").click();
        choose(mei, leo, eva);
        mei.field("Name of the group (optional)").fill("Lab partners");
        mei.button("Start the group").click();
        say(mei, "Lab partners", "Who brings the goggles?");
        for (var each : List.of(leo, eva)) {
            row(each, "Lab partners").click();
            each.seesAtTheEnd(List.of("Who brings the goggles?"));
        }
        say(leo, "Lab partners", "I do.");

        mei.button("Details").click();
        mei.button("Add people").click();
        choose(mei, late);
        mei.button("Add 1 person").click();
        assertThat(details(mei).getByText("4 people")).isVisible();
        row(late, "Lab partners").click();
        // It was said to those who were there.
        assertThat(late.page().getByText("You were added to Lab partners here.")).isVisible();
        say(mei, "Lab partners", "Otto is with us now.");
        late.seesAtTheEnd(List.of("Otto is with us now."));
        Assertions.assertThat(late.texts()).containsExactly("Otto is with us now.");

        eva.button("Details").click();
        details(eva).getByText("Leave the group").click();
        eva.button("Leave").click();
        assertThat(row(eva, "Lab partners")).hasCount(0);
        say(mei, "Lab partners", "Nora has left.");
        leo.seesAtTheEnd(List.of("I do.", "Otto is with us now.", "Nora has left."));
        assertThat(details(mei).getByText("3 people")).isVisible();
        eva.page().reload();
        assertThat(eva.heading(eva.words().chats())).isVisible();
        assertThat(row(eva, "Lab partners")).hasCount(0);
    }

    private static void choose(Person by, Person... others) {
        for (var other : others) {
            by.page().getByPlaceholder(by.words().nameOrEmail()).fill(other.email());
            by.page()
                    .getByRole(
                            AriaRole.OPTION,
                            new Page.GetByRoleOptions().setName(other.name()).setExact(true))
                    .first()
                    .click();
        }
    }

    private static void say(Person person, String group, String text) {
        var field =
                person.page()
                        .getByRole(
                                AriaRole.TEXTBOX,
                                new Page.GetByRoleOptions()
                                        .setName(person.words().messageTo(group)));
        field.fill(text);
        field.press("Enter");
    }

    private static Locator row(Person person, String group) {
        return person.page()
                .getByRole(
                        AriaRole.ROW,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("^" + group + "(,|$)")));
    }

    private static Locator details(Person person) {
        return person.page().getByRole(AriaRole.COMPLEMENTARY);
    }

    @Test
    void nothingIsLostOrDoubledWhenChatServiceIsKilledMidStream(Suite suite) throws Exception {
        var mei = Person.signedIn(suite, "Sam Okafor");
        var leo = Person.signedIn(suite, "Yuki Tan");
        mei.startChatWith(leo);
        mei.send(leo, "0");
        leo.openChatWith(mei);
        leo.seesAtTheEnd(List.of("0"));
        var expected = new ArrayList<>(List.of("0"));
        for (var i = 1; i <= 24; i++) {
            if (i == 6) {
                suite.stack().service("chat-service").kill();
            }
            if (i == 14) {
                suite.stack().service("chat-service-2").kill();
            }
            mei.send(leo, Integer.toString(i));
            expected.add(Integer.toString(i));
        }
        leo.seesAtTheEnd(expected);
        mei.seesAtTheEnd(expected);
        leo.page().reload();
        leo.seesAtTheEnd(expected);
    }

    @Test
    void everythingIsThereAfterTheSuiteWasStoppedAndStartedAgain(Suite suite) {
        var mei = Person.signedIn(suite, "Ines Roque");
        var leo = Person.signedIn(suite, "Tom Alder");
        mei.startChatWith(leo);
        mei.send(leo, "before");
        leo.openChatWith(mei);
        leo.seesAtTheEnd(List.of("before"));

        suite.stopAndStartAgain();
        // Nobody touched their page: it is back, signed in, and what is written comes through.
        mei.send(leo, "after");
        leo.seesAtTheEnd(List.of("before", "after"));
        leo.send(mei, "and back");
        mei.seesAtTheEnd(List.of("before", "after", "and back"));

        leo.page().reload();
        leo.seesAtTheEnd(List.of("before", "after", "and back"));
    }

    @Test
    void aSocketThatNobodyWritesToStaysUp(Suite suite) {
        var mei = Person.with(suite, "Olu Ade");
        var sockets = new ArrayList<WebSocket>();
        var heard = new ArrayList<String>();
        var resumed = new AtomicBoolean();
        var asked = new ArrayList<String>();
        var pings = new ArrayList<String>();
        var answered = new ArrayList<String>();
        mei.page().clock().install();
        mei.page()
                .onWebSocket(socket -> {
                    if (!socket.url().endsWith("/ws/chat")) {
                        return;
                    }
                    sockets.add(socket);
                    socket.onFrameSent(frame -> {
                        asked.add(ref(frame));
                        if (frame.text().contains("\"type\":\"ping\"")) {
                            pings.add(ref(frame));
                        }
                    });
                    socket.onFrameReceived(frame -> {
                        heard.add(ref(frame));
                        if (frame.text().contains("\"kind\":\"resumed\"")) {
                            resumed.set(true);
                        }
                        if (pings.contains(ref(frame))) {
                            answered.add(ref(frame));
                        }
                    });
                });
        mei.signUp();
        mei.followTheLink();
        mei.signIn();
        // Time must not leap while an answer is on its way: the client would give the line up.
        mei.page().waitForCondition(() -> resumed.get() && heard.containsAll(asked));

        // The silence after which a client asks whether the line is still there, three times.
        for (var i = 1; i <= 3; i++) {
            var expected = i;
            mei.page().clock().fastForward(26_000);
            mei.page().waitForCondition(() -> answered.size() == expected);
        }
        Assertions.assertThat(sockets).hasSize(1).noneMatch(WebSocket::isClosed);
    }

    private static String ref(WebSocketFrame frame) {
        return frame.text().replaceFirst("(?s).*\"ref\":(\\d+).*", "$1");
    }
}
