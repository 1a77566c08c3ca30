package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
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
        assertThat(leo.row(mei)).hasAccessibleName(java.util.regex.Pattern.compile("1 unread"));
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
        org.assertj.core.api.Assertions.assertThat(mei.page().locator("html").getAttribute("lang"))
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
        var expected = new java.util.ArrayList<>(List.of("0"));
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
}
