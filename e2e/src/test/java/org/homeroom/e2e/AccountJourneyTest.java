package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people do with their accounts, and what others see of it.
@ExtendWith(Suite.Extension.class)
class AccountJourneyTest {
    private static final Pattern SIGNED_OUT = Pattern.compile("^You were signed out");

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

    @Test
    void whoDeletesTheirAccountIsGoneAndWhatTheyWroteStays(Suite suite) {
        var kai = Person.signedIn(suite, "Kai Berg");
        var leo = Person.signedIn(suite, "Nils Arno");
        kai.startChatWith(leo);
        kai.send(leo, "See you in another class.");
        leo.openChatWith(kai);
        leo.seesAtTheEnd(List.of("See you in another class."));

        kai.visit("/settings/account");
        kai.button("Delete account…").click();
        kai.field("Type your email address to confirm").fill(kai.email());
        kai.field("Your password").fill(Person.PASSWORD);
        kai.button("Delete for good").click();
        assertThat(kai.page().getByText(Pattern.compile("^Your account is deleted"))).isVisible();

        assertThat(leo.heading("Deleted account")).isVisible();
        leo.page().reload();
        leo.seesAtTheEnd(List.of("See you in another class."));
        kai.trySigningIn();
        assertThat(kai.page().getByRole(AriaRole.ALERT)).isVisible();
    }

    @Test
    void somebodysLanguageIsTheirsInAnyBrowser(Suite suite) {
        var wei = Person.signedIn(suite, "陳小威", Words.CHINESE);
        var abroad = wei.elsewhere(Words.ENGLISH, Words.CHINESE);
        abroad.visit("/sign-in");
        abroad.field(Words.ENGLISH.email()).fill(wei.email());
        abroad.field(Words.ENGLISH.password()).fill(Person.PASSWORD);
        abroad.button(Words.ENGLISH.signIn()).click();
        assertThat(abroad.heading(Words.CHINESE.chats())).isVisible();
        abroad.page().reload();
        assertThat(abroad.heading(Words.CHINESE.chats())).isVisible();
    }
}
