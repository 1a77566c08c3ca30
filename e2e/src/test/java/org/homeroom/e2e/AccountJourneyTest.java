package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people do with their accounts, and what others see of it.
@ExtendWith(Suite.Extension.class)
class AccountJourneyTest {
    private static final String OTHER_PASSWORD = "seven slow amber foxes";
    private static final String CODE = "Code from your authenticator app";
    private static final Pattern SIGNED_OUT = Pattern.compile("^You were signed out");

    @Test
    void aForgottenPasswordIsReplacedAndEveryDeviceIsSignedOut(Suite suite) {
        var mei = Person.signedIn(suite, "Ida Holm");
        var elsewhere = mei.elsewhere();
        elsewhere.visit("/sign-in");
        elsewhere.page().getByText("Forgot your password?").click();
        // The form that is left asks for an address too.
        assertThat(elsewhere.heading("Forgot your password?")).isVisible();
        elsewhere.field("Email").fill(mei.email());
        elsewhere.button("Send the link").click();
        assertThat(elsewhere.heading("Check your email")).isVisible();

        elsewhere.page().navigate(mei.linkMailed("/reset/"));
        elsewhere.field("New password").fill(OTHER_PASSWORD);
        elsewhere.button("Save the new password").click();
        assertThat(elsewhere.heading("Your new password is set")).isVisible();

        // The browser where nobody did anything knows by itself.
        assertThat(mei.page().getByText(SIGNED_OUT)).isVisible();
        elsewhere.visit("/sign-in");
        elsewhere.trySigningIn();
        assertThat(elsewhere.page().getByRole(AriaRole.ALERT)).isVisible();
        elsewhere.password = OTHER_PASSWORD;
        elsewhere.signIn();

        // The link was good once.
        elsewhere.page().navigate(mei.linkMailed("/reset/"));
        elsewhere.field("New password").fill("another four green words");
        elsewhere.button("Save the new password").click();
        assertThat(elsewhere.heading("This link no longer works")).isVisible();
    }

    @Test
    void aCodeIsAskedForBesideThePasswordAndARecoveryCodeDoesToo(Suite suite) {
        var ada = Person.signedIn(suite, "Ada Lindt");
        ada.visit("/settings/security");
        ada.button("Turn on").click();
        ada.field("Your password").fill(Person.PASSWORD);
        ada.button("Go on").click();
        assertThat(
                        ada.page()
                                .getByRole(
                                        AriaRole.IMG,
                                        new Page.GetByRoleOptions()
                                                .setName("QR code for your authenticator app")))
                .isVisible();
        var phone = new Authenticator(ada.page().locator("code").innerText());
        ada.field(CODE).fill(phone.nextCode());
        ada.button("Turn on").click();
        var codes =
                ada.page()
                        .getByRole(
                                AriaRole.LIST,
                                new Page.GetByRoleOptions().setName("Recovery codes"))
                        .getByRole(AriaRole.LISTITEM);
        assertThat(codes).hasCount(8);
        var recoveryCode = codes.first().innerText();
        ada.button("I have kept them").click();
        assertThat(ada.page().getByText("8 recovery codes left")).isVisible();
        ada.mailed(mail -> mail.subject().equals("Two-step sign-in is on"));

        signOut(ada);
        ada.trySigningIn();
        assertThat(ada.heading("Enter your code")).isVisible();
        ada.field(CODE).fill(phone.nextCode());
        ada.button("Sign in").click();
        assertThat(ada.heading(Words.ENGLISH.chats())).isVisible();

        var elsewhere = ada.elsewhere();
        elsewhere.visit("/sign-in");
        elsewhere.trySigningIn();
        elsewhere.button("Use a recovery code").click();
        elsewhere.field("Recovery code").fill(recoveryCode);
        elsewhere.button("Sign in").click();
        assertThat(elsewhere.heading(Words.ENGLISH.chats())).isVisible();
        elsewhere.visit("/settings/security");
        assertThat(elsewhere.page().getByText("7 recovery codes left")).isVisible();

        // Each is good once.
        signOut(elsewhere);
        elsewhere.trySigningIn();
        elsewhere.button("Use a recovery code").click();
        elsewhere.field("Recovery code").fill(recoveryCode);
        elsewhere.button("Sign in").click();
        assertThat(elsewhere.page().getByText(Pattern.compile("^This is none of your recovery")))
                .isVisible();
    }

    private static void signOut(Person person) {
        person.visit("/settings/account");
        person.button("Sign out").click();
        assertThat(person.button("Sign in")).isVisible();
    }

    @Test
    void aChangedPasswordHoldsAtOnceAndSignsOutEveryOtherDevice(Suite suite) {
        var pia = Person.signedIn(suite, "Pia Lang");
        var other = pia.elsewhere();
        other.signIn();

        pia.visit("/settings/security");
        pia.button("Change password").click();
        pia.field("Current password").fill("not my password at all");
        pia.field("New password").fill(OTHER_PASSWORD);
        pia.button("Save the new password").click();
        assertThat(pia.page().getByText("This is not your password.")).isVisible();
        pia.field("Current password").fill(Person.PASSWORD);
        pia.button("Save the new password").click();
        assertThat(pia.page().getByText(Pattern.compile("^Your new password holds from now on")))
                .isVisible();

        // The other device nobody touched; this one goes on.
        assertThat(other.page().getByText(SIGNED_OUT)).isVisible();
        pia.mailed(mail -> mail.subject().equals("Your password was changed"));
        pia.page().reload();
        assertThat(pia.heading("Security")).isVisible();

        other.trySigningIn();
        assertThat(other.page().getByRole(AriaRole.ALERT)).isVisible();
        other.password = OTHER_PASSWORD;
        other.signIn();
    }

    @Test
    void anAddressIsChangedOnceTheNewOneIsProven(Suite suite) {
        var person = Person.signedIn(suite, "Kofi Mensah");
        var old = person.email();
        person.visit("/settings/account");
        person.button("Change email").click();
        person.field("New email address").fill("kofi.moved@school.example");
        person.field("Your password").fill(Person.PASSWORD);
        person.button("Send the link").click();
        assertThat(person.page().getByText("kofi.moved@school.example")).isVisible();
        person.mailed(mail -> mail.text().contains("kofi.moved@school.example"));

        person.email = "kofi.moved@school.example";
        person.page().navigate(person.linkMailed("/confirm-email/"));
        assertThat(person.heading("Your address is changed")).isVisible();

        var elsewhere = person.elsewhere();
        elsewhere.email = old;
        elsewhere.visit("/sign-in");
        elsewhere.trySigningIn();
        assertThat(elsewhere.page().getByRole(AriaRole.ALERT)).isVisible();
        elsewhere.email = person.email;
        elsewhere.signIn();
    }

    @Test
    void aPhotoIsChosenCroppedAndSeenByOthers(Suite suite) {
        var ana = Person.signedIn(suite, "Ana Sol");
        var leo = Person.signedIn(suite, "Leo Faro");
        leo.startChatWith(ana);
        leo.send(ana, "Have you a photo?");
        ana.visit("/settings/profile");
        ana.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("me.png", "image/png", Drawing.png()));
        ana.button("Use this photo").click();
        assertThat(photo(ana.page().getByRole(AriaRole.MAIN))).isVisible();

        // Without touching anything, and the picture is really there.
        assertThat(photo(leo.row(ana))).isVisible();
        leo.waitUntil(
                "[...document.querySelectorAll('img[src*=\"/api/users/photos/\"]')]"
                        + ".some(image => image.naturalWidth > 0)");
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
    void whoIsMadeAnAdministratorSeesItAtOnce(Suite suite) {
        var tom = Person.signedIn(suite, "Tomas Wirth");
        tom.visit("/settings/account");
        assertThat(people(tom)).hasCount(0);

        makeAdministrator(suite, tom);
        assertThat(people(tom)).isVisible();
    }

    @Test
    void anAdministratorSignsSomebodyOutAndReadsWhatHappened(Suite suite) {
        var head = suite.administrator();
        var vera = Person.signedIn(suite, "Vera Lund");
        var lost = vera.elsewhere();
        lost.signIn();

        findAmongPeople(head, "Vera Lund");
        head.button("More about Vera Lund").click();
        menuItem(head, "Sign out everywhere…").click();
        head.button("Sign out everywhere").click();

        assertThat(vera.page().getByText(SIGNED_OUT)).isVisible();
        assertThat(lost.page().getByText(SIGNED_OUT)).isVisible();

        head.button("More about Vera Lund").click();
        menuItem(head, "Activity").click();
        assertThat(activity(head).getByText("Signed out on all devices by " + head.name()))
                .isVisible();
        assertThat(activity(head).getByText("Signed out by an administrator")).hasCount(2);

        // Nobody else reads it, by its address neither.
        vera.visit("/sign-in");
        vera.signIn();
        vera.visit("/settings/events");
        assertThat(vera.page().getByRole(AriaRole.ALERT)).isVisible();
        assertThat(activity(vera).getByRole(AriaRole.LISTITEM)).hasCount(0);
    }

    /// The head of the school gives somebody that role.
    static void makeAdministrator(Suite suite, Person person) {
        var head = suite.administrator();
        findAmongPeople(head, person.email());
        head.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName("Role of %s: Student".formatted(person.name())))
                .click();
        head.page()
                .getByRole(
                        AriaRole.MENUITEMRADIO,
                        new Page.GetByRoleOptions().setName("Administrator"))
                .click();
        assertThat(
                        head.page()
                                .getByRole(
                                        AriaRole.BUTTON,
                                        new Page.GetByRoleOptions()
                                                .setName(
                                                        "Role of %s: Administrator"
                                                                .formatted(person.name()))))
                .isVisible();
        head.context().close();
    }

    private static Locator activity(Person person) {
        return person.page()
                .getByRole(
                        AriaRole.LIST,
                        new Page.GetByRoleOptions().setName("Activity of everybody"));
    }

    /// @param words of a name, or an address
    private static void findAmongPeople(Person head, String words) {
        head.visit("/settings/people");
        head.page()
                .getByRole(
                        AriaRole.SEARCHBOX,
                        new Page.GetByRoleOptions().setName("Name or email address"))
                .fill(words);
    }

    private static Locator menuItem(Person person, String name) {
        return person.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator people(Person person) {
        return person.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^People")));
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

    private static Locator photo(Locator part) {
        return part.locator("img[src*='/api/users/photos/']").first();
    }
}
