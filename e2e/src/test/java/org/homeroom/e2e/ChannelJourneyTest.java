package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Suite.Extension.class)
class ChannelJourneyTest {
    @Test
    void aTeacherMakesAChannelAndAStudentComesInByALinkWritesAndIsRemoved(Suite suite) {
        var teacher = suite.administrator();
        var student = Person.signedIn(suite, "Ines Duarte");
        var link = makeChannel(teacher, "Science 8C");

        student.page().navigate(link);
        assertThat(student.heading("Science 8C")).isVisible();
        student.button("Join the channel").click();
        assertThat(student.heading("Nothing posted yet")).isVisible();
        assertThat(teacher.page().getByText("2 members").first()).isVisible();

        post(teacher, "The lab on Wednesday", "Bring your **goggles**.");
        assertThat(article(student, "The lab on Wednesday")).isVisible();
        student.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName("The lab on Wednesday"))
                .first()
                .click();
        comment(student, "Mine are broken.");
        assertThat(
                        article(teacher, "The lab on Wednesday")
                                .getByText(Pattern.compile("^1 comment")))
                .isVisible();
        teacher.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName("The lab on Wednesday"))
                .first()
                .click();
        assertThat(comments(teacher).getByText("Mine are broken.")).isVisible();
        comment(teacher, "I have a spare pair.");
        assertThat(comments(student).getByText("I have a spare pair.")).isVisible();

        // what is written without a line is sent on return, once
        student.context().setOffline(true);
        comment(student, "Thank you");
        assertThat(comments(student).getByRole(AriaRole.IMG, named("Sending"))).isVisible();
        student.context().setOffline(false);
        assertThat(comments(teacher).getByText("Thank you")).hasCount(1);
        assertThat(comments(student).getByRole(AriaRole.IMG, named("Sending"))).hasCount(0);
        student.page().reload();
        assertThat(comments(student).getByText("Thank you")).hasCount(1);

        remove(teacher, student);
        assertThat(student.heading("You are no longer in Science 8C")).isVisible();
        assertThat(student.page().getByText("Mine are broken.")).hasCount(0);
        assertThat(student.page().getByRole(AriaRole.ROW)).hasCount(0);
        // and a link does not undo it
        student.page().navigate(link);
        student.button("Join the channel").click();
        assertThat(
                        student.page()
                                .getByText(
                                        "You were removed from this channel. Ask somebody who runs it to add you again."))
                .isVisible();
    }

    @Test
    void whoIsMadeATeacherPostsWhereOthersReadAndRemovesWhatTheyWrite(Suite suite) {
        var owner = suite.administrator();
        var helper = Person.signedIn(suite, "Greta Holm");
        var student = Person.signedIn(suite, "Finn Aalto");
        var link = makeChannel(owner, "News of 9A");
        for (var each : List.of(helper, student)) {
            each.page().navigate(link);
            each.button("Join the channel").click();
            assertThat(each.heading("Nothing posted yet")).isVisible();
        }
        owner.button("Details").click();
        tab(owner, "Settings").click();
        owner.page().getByText("Announcements only").click();
        owner.button("Save").click();
        // Told to everybody at once.
        assertThat(helper.button("Write the first post")).hasCount(0);
        assertThat(helper.page().getByText("The teacher has not posted yet.")).isVisible();

        tab(owner, "People").click();
        owner.button("More about " + helper.name()).click();
        owner.page().getByRole(AriaRole.MENUITEMRADIO, exactly("Teacher")).click();
        post(helper, "The trip", "We meet at eight.");
        assertThat(article(student, "The trip")).isVisible();
        assertThat(student.button("New post")).hasCount(0);
        open(student, "The trip");
        comment(student, "I will be late.");
        open(helper, "The trip");
        var said = comments(helper).getByText("I will be late.");
        assertThat(said).isVisible();
        said.hover();
        comments(helper).getByRole(AriaRole.BUTTON, named("More actions")).first().click();
        helper.page().getByRole(AriaRole.MENUITEM, exactly("Delete")).click();
        assertThat(comments(helper).getByText("You deleted this.")).isVisible();
        assertThat(comments(student).getByText("Deleted by Greta Holm.")).isVisible();

        // And no more once it is taken back.
        owner.button("More about " + helper.name()).click();
        owner.page().getByRole(AriaRole.MENUITEMRADIO, exactly("Member")).click();
        assertThat(helper.button("New post")).hasCount(0);
    }

    @Test
    void aStudentReportsACommentAndTheTeacherRemovesItAndWhoWroteItLeaves(Suite suite) {
        var teacher = suite.administrator();
        var student = Person.signedIn(suite, "Ida Brun");
        var writer = Person.signedIn(suite, "Max Vogel");
        var link = makeChannel(teacher, "Physics 9D");
        for (var each : List.of(student, writer)) {
            each.page().navigate(link);
            each.button("Join the channel").click();
            assertThat(each.heading("Nothing posted yet")).isVisible();
        }
        post(teacher, "Levers", "What have you found out?");
        for (var each : List.of(student, writer)) {
            assertThat(article(each, "Levers")).isVisible();
            open(each, "Levers");
            assertThat(each.field("Write a comment")).isVisible();
        }
        comment(writer, "You are all stupid.");
        var said = comments(student).getByText("You are all stupid.");
        assertThat(said).isVisible();
        said.hover();
        comments(student).getByRole(AriaRole.BUTTON, named("More actions")).first().click();
        student.page().getByRole(AriaRole.MENUITEM, exactly("Report")).click();
        var dialog = student.page().getByRole(AriaRole.DIALOG);
        dialog.getByText("It hurts or threatens somebody").click();
        dialog.getByRole(AriaRole.BUTTON, named("Send the report")).click();
        assertThat(dialog).hasCount(0);

        teacher.visit("/activity");
        assertThat(teacher.heading("Activity")).isVisible();
        assertThat(teacher.page().getByText("You are all stupid.")).isVisible();
        teacher.button("Remove the message").click();
        assertThat(
                        teacher.page()
                                .getByText(
                                        "Remove this message for everybody? It cannot be brought back."))
                .isVisible();
        teacher.button("Remove").click();
        assertThat(comments(student).getByText("You are all stupid.")).hasCount(0);

        writer.button("Details").click();
        tab(writer, "About").click();
        writer.page().getByText("Leave the channel").click();
        writer.button("Leave").click();
        assertThat(writer.page().getByRole(AriaRole.ROW)).hasCount(0);
        assertThat(student.page().getByText("2 members").first()).isVisible();
    }

    @Test
    void aChannelInTraditionalChinese(Suite suite) {
        var administrator = suite.administrator();
        var owner = Person.signedIn(suite, "林老師", Words.CHINESE);
        var student = Person.signedIn(suite, "王小明", Words.CHINESE);
        owner.page().navigate(makeChannel(administrator, "八年三班 理化"));
        owner.button(owner.words().joinChannel()).click();
        assertThat(owner.heading("還沒有貼文")).isVisible();
        administrator.button("Details").click();
        tab(administrator, "People").click();
        administrator.button("More about " + owner.name()).click();
        administrator.page().getByRole(AriaRole.MENUITEMRADIO, exactly("Owner")).click();

        // Whoever owns it does the rest in their language.
        owner.button("詳細資料").click();
        tab(owner, "連結").click();
        owner.button("建立連結").click();
        var link = owner.page().getByRole(AriaRole.TEXTBOX, exactly("連結"));
        assertThat(link).isVisible();
        student.page().navigate(link.inputValue());
        student.button(student.words().joinChannel()).click();
        assertThat(student.heading("還沒有貼文")).isVisible();
        owner.button("發表第一則貼文").click();
        owner.field("標題").fill("星期三的實驗");
        owner.field("你想說的內容").fill("請帶**護目鏡**。");
        owner.button("發布").click();
        var shown = student.page().getByRole(AriaRole.FEED).getByText("星期三的實驗");
        assertThat(shown.first()).isVisible();
        open(student, "星期三的實驗");
        var field = student.field(student.words().writeComment());
        assertThat(field).isVisible();
        assertThat(student.page().locator("strong").getByText("護目鏡").first()).isVisible();
        field.fill("我的壞了。");
        field.press("Enter");
        assertThat(owner.page().getByRole(AriaRole.FEED).getByText(Pattern.compile("^1 則留言")))
                .isVisible();

        tab(owner, "設定").click();
        owner.button("封存頻道").click();
        assertThat(student.page().getByText("這個頻道已封存，不能再留言。").first()).isVisible();
        assertThat(student.page().getByText("我的壞了。").first()).isVisible();
        owner.button("恢復頻道").click();
        assertThat(field).isVisible();
    }

    private static void open(Person person, String title) {
        person.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title))
                .first()
                .click();
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void anInvitationWaitsForWhoeverSignsUpFirst(Suite suite) {
        var link = makeChannel(suite.administrator(), "Chess club");
        var newcomer = Person.with(suite, "Tomoko Abe");
        newcomer.page().navigate(link);
        assertThat(newcomer.button("Sign in")).isVisible();
        newcomer.signUp();
        newcomer.followTheLink();
        newcomer.visit("/sign-in");
        newcomer.trySigningIn();
        assertThat(newcomer.heading("Chess club")).isVisible();
        newcomer.button("Join the channel").click();
        assertThat(newcomer.heading("Nothing posted yet")).isVisible();
    }

    /// Creates a private channel, and returns a link into it.
    static String makeChannel(Person teacher, String name) {
        teacher.visit("/channels");
        teacher.button("New channel").first().click();
        teacher.field("Name").fill(name);
        teacher.button("Create the channel").click();
        assertThat(teacher.heading(name).first()).isVisible();
        teacher.button("Details").click();
        tab(teacher, "Links").click();
        teacher.button("Make a link").click();
        var link = teacher.field("Link");
        assertThat(link).isVisible();
        var address = link.inputValue();
        teacher.page()
                .getByRole(AriaRole.COMPLEMENTARY)
                .getByRole(AriaRole.BUTTON, named("Close"))
                .click();
        return address;
    }

    static void post(Person author, String title, String text) {
        author.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("New post|Write the first post")))
                .first()
                .click();
        author.field("Title").fill(title);
        author.field("What you want to say").fill(text);
        author.button("Post").click();
    }

    private static void comment(Person author, String text) {
        author.field("Write a comment").fill(text);
        author.field("Write a comment").press("Enter");
    }

    private static void remove(Person teacher, Person other) {
        teacher.button("Details").click();
        tab(teacher, "People").click();
        teacher.button("More about " + other.name()).click();
        teacher.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName("Remove from the channel"))
                .click();
        teacher.button("Remove").click();
    }

    private static Locator tab(Person person, String name) {
        return person.page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator article(Person person, String title) {
        return person.page()
                .getByRole(AriaRole.FEED)
                .getByRole(
                        AriaRole.ARTICLE,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^" + title)));
    }

    private static Locator comments(Person person) {
        return person.page()
                .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Comments"));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
