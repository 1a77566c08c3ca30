package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of messages, as both who see them see it at once, and after a reload the same.
@ExtendWith(Suite.Extension.class)
class MessageJourneyTest {
    @Test
    void whatBecomesOfAMessageShowsToBoth(Suite suite) {
        var mei = Person.signedIn(suite, "Mei-ling Chang");
        var leo = Person.signedIn(suite, "Leo Fischer");
        mei.startChatWith(leo);
        mei.send(leo, "Who brings the ruler?");
        mei.send(leo, "The lab opens at nine.");
        mei.send(leo, "Never mind this one.");
        mei.send(leo, "Nor this.");
        leo.openChatWith(mei);
        leo.seesAtTheEnd(
                List.of(
                        "Who brings the ruler?",
                        "The lab opens at nine.",
                        "Never mind this one.",
                        "Nor this."));

        // edited, and what it said before is kept
        act(mei, "The lab opens at nine.", "Edit");
        var box = mei.field("Edit the message");
        box.fill("The lab opens at ten.");
        box.press("Enter");
        assertThat(message(leo, "The lab opens at ten.")).isVisible();
        message(leo, "The lab opens at ten.").getByText("edited").click();
        assertThat(dialog(leo, "What it said before").getByText("The lab opens at nine."))
                .isVisible();
        leo.page().keyboard().press("Escape");

        // answered without words, by both
        react(leo, "Who brings the ruler?", "🎉");
        assertThat(reaction(mei, "Who brings the ruler?", "🎉, 1 person")).isVisible();
        reaction(mei, "Who brings the ruler?", "🎉, 1 person").click();
        assertThat(reaction(leo, "Who brings the ruler?", "🎉, 2 people")).isVisible();

        // answered with words, and from there back to the question
        act(leo, "Who brings the ruler?", "Reply");
        leo.send(mei, "I do.");
        var quote = quote(mei, "I do.");
        assertThat(quote).containsText("Who brings the ruler?");

        // called
        leo.composer(mei).pressSequentially("Ask @Mei");
        leo.page().getByRole(AriaRole.OPTION, page("Mei-ling Chang")).click();
        leo.composer(mei).press("Enter");
        assertThat(message(mei, "Ask @Mei-ling Chang")).isVisible();

        // deleted: taken back once, and once not
        more(mei, "Never mind this one.", "Delete");
        mei.button("Undo").click();
        assertThat(message(mei, "Never mind this one.")).isVisible();
        more(mei, "Nor this.", "Delete");
        assertThat(mei.page().getByText("You deleted this.")).isVisible();
        assertThat(leo.page().getByText("This was deleted.")).isVisible();
        assertThat(message(leo, "Never mind this one.")).isVisible();

        // pinned, and found there
        more(leo, "Who brings the ruler?", "Pin");
        mei.button("Details").click();
        var pinned = mei.page().getByRole(AriaRole.LIST, page("Pinned"));
        assertThat(pinned.getByText("Who brings the ruler?")).isVisible();

        for (var each : List.of(mei, leo)) {
            each.page().reload();
            assertThat(message(each, "The lab opens at ten.").getByText("edited")).isVisible();
            assertThat(reaction(each, "Who brings the ruler?", "🎉, 2 people")).isVisible();
            assertThat(quote(each, "I do.")).containsText("Who brings the ruler?");
            assertThat(message(each, "Ask @Mei-ling Chang")).isVisible();
            assertThat(each.page().getByText("Nor this.")).hasCount(0);
            assertThat(
                            message(each, "Who brings the ruler?")
                                    .getByRole(AriaRole.IMG, named("Pinned")))
                    .isVisible();
        }
    }

    private static Locator message(Person reader, String text) {
        return reader.page()
                .getByRole(AriaRole.LOG)
                .getByRole(AriaRole.ARTICLE)
                .filter(
                        new Locator.FilterOptions()
                                .setHas(reader.page().locator(".message-text").getByText(text)));
    }

    private static Locator quote(Person reader, String text) {
        return message(reader, text)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Answers")));
    }

    private static Locator reaction(Person reader, String text, String name) {
        return message(reader, text).getByRole(AriaRole.BUTTON, named(name));
    }

    private static Locator actions(Person person, String text) {
        message(person, text).hover();
        return message(person, text).getByRole(AriaRole.TOOLBAR, named("Message actions"));
    }

    private static void act(Person person, String text, String name) {
        actions(person, text).getByRole(AriaRole.BUTTON, named(name)).click();
    }

    private static void more(Person person, String text, String name) {
        act(person, text, "More actions");
        person.page().getByRole(AriaRole.MENUITEM, page(name)).click();
    }

    private static void react(Person person, String text, String emoji) {
        act(person, text, "React");
        var panel = dialog(person, "Emoji");
        panel.getByRole(AriaRole.SEARCHBOX).fill("party popper");
        panel.getByRole(AriaRole.GRIDCELL, named("party popper")).click();
        assertThat(reaction(person, text, emoji + ", 1 person")).isVisible();
    }

    private static Locator dialog(Person person, String name) {
        return person.page().getByRole(AriaRole.DIALOG, page(name));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions page(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
