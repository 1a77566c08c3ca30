package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who is signed in, on one device and another, in one tab and another.
@ExtendWith(Suite.Extension.class)
class SessionJourneyTest {
    private static final Pattern SIGNED_OUT = Pattern.compile("^You were signed out");

    /// Tabs that wait for the lock under which a token is renewed.
    private static final String WAITING_TABS =
            """
            navigator.locks.query().then(
                locks => locks.pending.filter(lock => lock.name === 'homeroom-session').length)
            """;

    /// Both tabs find at the same time that their token runs out. The answer is held back until the
    /// second stands in line.
    @Test
    void ofTwoTabsOneRenewsTheTokenAndBothGoOnWithIt(Suite suite) {
        var greta = Person.signedIn(suite, "Greta Holt");
        greta.context().clock().install();
        var first = greta.page();
        var second = greta.context().newPage();
        for (var tab : new Page[] {first, second}) {
            tab.navigate(suite.stack().address().resolve("/settings/security").toString());
            assertThat(tab.getByText("This device")).isVisible();
        }
        var before = tokenSentBy(first);

        var renewals = new ArrayList<Route>();
        greta.context().route("**/api/auth/refresh", renewals::add);
        greta.context().clock().fastForward("09:30");
        first.waitForCondition(() ->
                !renewals.isEmpty() && Integer.valueOf(1).equals(first.evaluate(WAITING_TABS)));
        renewals.getFirst().resume();

        var after = tokenSentBy(first);
        assertThat(after).isNotEqualTo(before);
        assertThat(tokenSentBy(second)).isEqualTo(after);
        assertThat(renewals).as("requests for another token").hasSize(1);
    }

    /// Leaves the list of devices and comes back, which asks for it anew.
    private static String tokenSentBy(Page tab) {
        section(tab, "Account");
        var answer =
                tab.waitForResponse(
                        asked -> asked.url().endsWith("/api/auth/sessions"),
                        () -> section(tab, "Security"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(tab.getByText("This device")).isVisible();
        return answer.request().headerValue("authorization");
    }

    private static void section(Page tab, String name) {
        tab.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)))
                .click();
        assertThat(
                        tab.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(name).setExact(true)))
                .isVisible();
    }

    @Test
    void oneDeviceSignsOutAnother(Suite suite) {
        var laptop = Person.signedIn(suite, "Rafael Nunes");
        var lost = laptop.elsewhere();
        lost.signIn();

        laptop.visit("/settings/security");
        assertThat(laptop.page().getByText("This device")).isVisible();
        laptop.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Sign out .+ on ")))
                .click();
        assertThat(laptop.page().getByText("1 device is signed out.")).isVisible();

        assertThat(lost.page().getByText(SIGNED_OUT)).isVisible();
        laptop.page().reload();
        assertThat(laptop.heading("Security")).isVisible();
    }

    @Test
    void signingOutInOneTabSignsOutInAll(Suite suite) {
        var person = Person.signedIn(suite, "Edda Blum");
        var second = person.context().newPage();
        second.navigate(suite.stack().address().resolve("/chats").toString());
        assertThat(second.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Chats")))
                .isVisible();

        person.visit("/settings/account");
        person.button("Sign out").click();
        assertThat(person.button("Sign in")).isVisible();
        assertThat(
                        second.getByRole(
                                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }
}
