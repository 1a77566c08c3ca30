package org.homeroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The browser's own notifications: who looks elsewhere is told, and nobody else.
@ExtendWith(Suite.Extension.class)
class NotificationJourneyTest {
    /// Notes what the browser says it has shown. The notifications are its own.
    private static final String NOTE_WHAT_IS_SHOWN =
            """
            window.Notification = class extends Notification {
                constructor(title, options) {
                    super(title, options)
                    this.addEventListener('show', () => {
                        const shown = JSON.parse(localStorage.getItem('shown') ?? '[]')
                        localStorage.setItem('shown', JSON.stringify([...shown, `${title}: ${this.body}`]))
                    })
                }
            }
            """;

    @Test
    void whoLooksElsewhereIsToldOfAMessageButNotInQuietHours(Suite suite) {
        var mei = Person.signedIn(suite, "林美華", Words.CHINESE);
        var leo = Person.signedIn(suite, "Leo Faro");
        leo.startChatWith(mei);
        leo.send(mei, "早安");
        mei.context().grantPermissions(List.of("notifications"));
        mei.context().addInitScript(NOTE_WHAT_IS_SHOWN);
        mei.visit("/chats");
        mei.openChatWith(leo);
        mei.seesAtTheEnd(List.of("早安"));
        var settings = mei.context().newPage();
        settings.navigate(suite.stack().address().resolve("/settings/notifications").toString());
        lookAt(mei.page(), settings);

        // who sees it needs not be told
        leo.send(mei, "看得到嗎？");
        mei.seesAtTheEnd(List.of("看得到嗎？"));

        lookAt(settings, mei.page());
        leo.send(mei, "實驗室十點開門。");
        awaitShown(mei, "Leo Faro: 實驗室十點開門。");

        // what comes in quiet hours comes without a word
        saved(settings, () -> quietHours(settings).click());
        setTime(settings, 0, -1);
        setTime(settings, 1, 2);
        openAnew(mei, settings);
        leo.send(mei, "噓！");
        mei.seesAtTheEnd(List.of("噓！"));
        saved(settings, () -> quietHours(settings).click());
        openAnew(mei, settings);
        leo.send(mei, "下課了。");
        awaitShown(mei, "Leo Faro: 實驗室十點開門。", "Leo Faro: 下課了。");
    }

    /// So that the page knows of what was chosen elsewhere, and nobody looks at it.
    private static void openAnew(Person person, Page elsewhere) {
        person.page().reload();
        person.messages().first().waitFor();
        lookAt(elsewhere, person.page());
    }

    /// Two windows, of which one is in front: a page that is tested is told that it always is.
    private static void lookAt(Page page, Page other) {
        for (var each : List.of(page, other)) {
            var none = new JsonObject();
            none.addProperty("enabled", false);
            each.context().newCDPSession(each).send("Emulation.setFocusEmulationEnabled", none);
        }
        page.bringToFront();
        page.waitForCondition(() -> hasFocus(page) && !hasFocus(other));
    }

    private static boolean hasFocus(Page page) {
        return (boolean) page.evaluate("() => document.hasFocus()");
    }

    private static Locator quietHours(Page settings) {
        return settings.getByText("在特定時段不打擾我");
    }

    private static void saved(Page settings, Runnable change) {
        var answered =
                settings.waitForResponse(
                        response ->
                                response.url().endsWith("/api/notifications/settings")
                                        && response.request().method().equals("PUT"),
                        change);
        assertThat(answered.status()).isEqualTo(200);
    }

    /// Sets when they begin (0) or end (1).
    ///
    /// @param hours from now
    private static void setTime(Page settings, int which, int hours) {
        var time =
                (String)
                        settings.evaluate(
                                "hours => new Date(Date.now() + hours * 3_600_000).toTimeString().slice(0, 5)",
                                hours);
        var field = settings.locator("input[type=time]").nth(which);
        field.fill(time);
        saved(settings, field::blur);
    }

    private static void awaitShown(Person person, String... notifications) {
        person.page()
                .waitForCondition(
                        () -> shown(person).equals(List.of(notifications)),
                        new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    @SuppressWarnings("unchecked") // a list of texts, by the script above
    private static List<String> shown(Person person) {
        return (List<String>)
                person.page().evaluate("() => JSON.parse(localStorage.getItem('shown') ?? '[]')");
    }
}
