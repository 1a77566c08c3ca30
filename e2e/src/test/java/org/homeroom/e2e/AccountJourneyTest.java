package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
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
    void aPhotoIsChosenCroppedAndSeenByOthers(Suite suite) throws Exception {
        var ana = Person.signedIn(suite, "Ana Sol");
        var leo = Person.signedIn(suite, "Leo Faro");
        leo.startChatWith(ana);
        leo.send(ana, "Have you a photo?");
        ana.visit("/settings/profile");
        ana.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("me.png", "image/png", picture()));
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
        var head = suite.administrator();
        var tom = Person.signedIn(suite, "Tomas Wirth");
        tom.visit("/settings/account");
        assertThat(people(tom)).hasCount(0);

        findAmongPeople(head, "Tomas Wirth");
        head.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Role of Tomas Wirth: Student"))
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
                                                .setName("Role of Tomas Wirth: Administrator")))
                .isVisible();
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

    private static Locator activity(Person person) {
        return person.page()
                .getByRole(
                        AriaRole.LIST,
                        new Page.GetByRoleOptions().setName("Activity of everybody"));
    }

    private static void findAmongPeople(Person head, String name) {
        head.visit("/settings/people");
        head.page()
                .getByRole(
                        AriaRole.SEARCHBOX,
                        new Page.GetByRoleOptions().setName("Name or email address"))
                .fill(name);
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

    private static byte[] picture() throws IOException {
        var image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x2A, 0x6F, 0x97));
        pen.fillRect(0, 0, 900, 600);
        pen.setColor(new Color(0xF4, 0xD3, 0x5E));
        pen.fillOval(300, 150, 300, 300);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
