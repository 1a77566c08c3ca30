package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What concerns somebody, at two browsers of theirs: both say the same all the while.
@ExtendWith(Suite.Extension.class)
class ActivityJourneyTest {
    @Test
    void whatConcernsOneIsFoundOpenedAndDoneWithOnAllDevices(Suite suite) {
        var mei = Person.signedIn(suite, "Mei-chun Hsu");
        var leo = Person.signedIn(suite, "Leo Brandt");
        leo.startChatWith(mei);
        leo.send(mei, "Who has the atlas?");
        leo.visit("/activity");
        assertThat(leo.heading("Nothing yet")).isVisible();
        var phone = leo.elsewhere();
        phone.signIn();
        phone.visit("/settings");

        mei.openChatWith(leo);
        act(mei, "Who has the atlas?", "Reply");
        mei.send(leo, "It is on the shelf.");
        mei.composer(leo).pressSequentially("Ask me next time, @Leo");
        mei.page().getByRole(AriaRole.OPTION, page("Leo Brandt")).click();
        mei.composer(leo).press("Enter");
        act(mei, "Who has the atlas?", "React");
        var panel = mei.page().getByRole(AriaRole.DIALOG, page("Emoji"));
        panel.getByRole(AriaRole.SEARCHBOX).fill("party popper");
        panel.getByRole(AriaRole.GRIDCELL, named("party popper")).click();

        // a number on the rail and in the title, the lines as they come
        for (var device : new Person[] {leo, phone}) {
            assertThat(tab(device)).hasAccessibleName("Activity 3 unread");
            assertThat(device.page()).hasTitle(Pattern.compile("^\\([1-9]\\) "));
        }
        assertThat(line(leo, "Mei-chun Hsu mentioned you.*Ask me next time.*unread$")).isVisible();
        assertThat(line(leo, "Mei-chun Hsu reacted 🎉.*Who has the atlas.*unread$")).isVisible();

        // opened, one is where it was said, and has read what is there
        line(leo, "Mei-chun Hsu replied to you.*It is on the shelf.*unread$").click();
        assertThat(message(leo, "It is on the shelf.")).isVisible();
        for (var device : new Person[] {leo, phone}) {
            assertThat(tab(device)).hasAccessibleName("Activity 1 unread");
        }

        // the other device does with the rest
        phone.visit("/activity");
        phone.button("Mark all read").click();
        for (var device : new Person[] {leo, phone}) {
            assertThat(tab(device)).hasAccessibleName("Activity");
        }
        leo.visit("/activity");
        var list = leo.page().getByRole(AriaRole.REGION, page("Activity"));
        assertThat(list.getByRole(AriaRole.LISTITEM)).hasCount(3);
        assertThat(list.getByText("unread")).hasCount(0);
        assertThat(leo.page()).hasTitle(Pattern.compile("^Activity"));

        // marked as unread it waits on both, from the row's menu
        phone.visit("/chats");
        menu(phone, mei, "Mark as unread");
        assertThat(phone.row(mei)).hasAccessibleName(Pattern.compile("1 unread"));
        leo.visit("/chats");
        assertThat(leo.row(mei)).hasAccessibleName(Pattern.compile("1 unread"));
        menu(leo, mei, "Mark as read");
        assertThat(phone.row(mei)).not().hasAccessibleName(Pattern.compile("unread"));

        // muted on one device it is muted on the other, and is in Activity none the less
        menu(phone, mei, "Mute until I unmute it");
        assertThat(leo.row(mei)).hasAccessibleName(Pattern.compile("muted"));
        act(mei, "Who has the atlas?", "Reply");
        mei.send(leo, "And now it is gone.");
        for (var device : new Person[] {leo, phone}) {
            assertThat(device.row(mei)).hasAccessibleName(Pattern.compile("muted.*1 unread"));
            assertThat(tab(device)).hasAccessibleName("Activity 1 unread");
        }
    }

    private static Locator tab(Person person) {
        return person.page()
                .getByRole(AriaRole.NAVIGATION)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Activity")));
    }

    private static Locator line(Person person, String said) {
        return person.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(Pattern.compile(said, Pattern.DOTALL)));
    }

    private static void menu(Person person, Person other, String item) {
        person.row(other).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        person.page().getByRole(AriaRole.MENUITEM, page(item)).click();
    }

    private static Locator message(Person reader, String text) {
        return reader.page()
                .getByRole(AriaRole.LOG)
                .getByRole(AriaRole.ARTICLE)
                .filter(
                        new Locator.FilterOptions()
                                .setHas(reader.page().locator(".message-text").getByText(text)));
    }

    private static void act(Person person, String text, String name) {
        message(person, text).hover();
        message(person, text)
                .getByRole(AriaRole.TOOLBAR, named("Message actions"))
                .getByRole(AriaRole.BUTTON, named(name))
                .click();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions page(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
