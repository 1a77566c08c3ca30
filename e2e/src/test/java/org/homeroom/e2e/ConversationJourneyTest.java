package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.options.AriaRole;
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
