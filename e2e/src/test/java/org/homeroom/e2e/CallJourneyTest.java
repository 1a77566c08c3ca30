package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two people call each other, browser to browser, and see and hear each other: proved by frames
/// that are decoded and sound that is heard between two readings.
@ExtendWith(Suite.Extension.class)
class CallJourneyTest {
    private static final Duration READY = Duration.ofSeconds(60);

    /// 112 kbit/s: enough for sound, and not for a picture with it.
    private static final int NARROW = 14_000;

    /// A line is looked at every 5 s, and is poor when it was so twice.
    private static final LocatorAssertions.IsVisibleOptions POOR_LINE_IS_NOTICED =
            new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);

    @Test
    void twoPeopleSeeAndHearEachOtherWhateverBefallsTheLine(Suite suite)
            throws InterruptedException {
        var ana = Person.signedIn(suite, "Ana Duarte");
        var lin = Person.signedIn(suite, "林美華", Words.CHINESE);
        ana.startChatWith(lin);
        var calling = Caller.of(ana);
        var called = Caller.of(lin);

        calling.call("Video call");
        called.answer();
        calling.seesAndHears();
        called.seesAndHears();

        // a screen in the middle of it, larger than the camera's picture
        calling.button("Share your screen").click();
        called.sees("Screen of Ana Duarte");
        called.seesAndHears();
        calling.button("Stop sharing").click();
        called.seesNoMore("Screen of Ana Duarte");

        // muted, nothing is heard, and the picture goes on
        calling.toggle("Microphone");
        assertThat(called.text("Ana Duarte is muted")).isVisible();
        calling.toggle("Microphone");
        assertThat(called.text("Ana Duarte is muted")).isHidden();
        calling.toggle("Camera");
        called.seesNoMore("Picture of Ana Duarte");
        called.hears();
        calling.toggle("Camera");
        called.sees("Picture of Ana Duarte");

        // the page of one is loaded anew: it sits where it sat
        lin.page().reload();
        calling.seesAndHears();
        called.seesAndHears();

        // the service that arranged it dies: sound and picture go from browser to browser
        suite.stack().service(Lines.ONE).kill();
        suite.stack().service(Lines.OTHER).kill();
        calling.seesAndHears();
        called.seesAndHears();
        suite.stack().service(Lines.ONE).awaitReady(READY);
        suite.stack().service(Lines.OTHER).awaitReady(READY);

        // and if either hangs up, it ends on both sides
        called.hangsUp();
        assertThat(calling.end("Call ended")).isVisible();
        assertThat(ana.composer(lin)).isVisible();
        assertThat(called.button("End call")).isHidden();
    }

    @Test
    void allOfAPersonsDevicesRingAndTheFirstThatAnswersHasTheCall(Suite suite) {
        var ana = Person.signedIn(suite, "Ana Duarte");
        var ben = Person.signedIn(suite, "Ben Okafor");
        ana.startChatWith(ben);
        var anaElsewhere = ana.elsewhere();
        anaElsewhere.signIn();
        var benElsewhere = ben.elsewhere();
        benElsewhere.signIn();
        var calling = Caller.of(ana);
        var beside = Caller.of(anaElsewhere);
        var phone = Caller.of(ben);
        var laptop = Caller.of(benElsewhere);

        // declined on one device: none rings any more, and who called is told
        calling.call("Voice call");
        assertThat(phone.sheet()).isVisible();
        assertThat(laptop.sheet()).isVisible();
        assertThat(beside.sheet()).isHidden();
        phone.button("Decline").click();
        assertThat(laptop.sheet()).isHidden();
        assertThat(calling.end("Declined")).isVisible();
        calling.button("Close").click();

        // answered on one, the other says so
        calling.call("Voice call");
        assertThat(phone.sheet()).isVisible();
        laptop.answer();
        assertThat(phone.sheet()).isHidden();
        assertThat(ben.page().getByText("Answered on another of your devices")).isVisible();
        calling.hears();
        laptop.hears();
        calling.hangsUp();
        assertThat(laptop.button("End call")).isHidden();

        // given up while it rings: silence everywhere
        calling.call("Voice call");
        assertThat(phone.sheet()).isVisible();
        calling.hangsUp();
        assertThat(phone.sheet()).isHidden();
        assertThat(laptop.sheet()).isHidden();
    }

    /// The devices of either are at different replicas. Whichever replica dies, what rings goes on
    /// ringing, what was answered is answered, and what is said is heard.
    @Test
    void fourBrowsersKeepTheirCallWhicheverReplicaDies(Suite suite) throws InterruptedException {
        var ana = Person.signedIn(suite, "Ana Duarte");
        var lin = Person.signedIn(suite, "林美華", Words.CHINESE);
        var anaElsewhere = ana.elsewhere();
        anaElsewhere.signIn();
        var linElsewhere = lin.elsewhere();
        linElsewhere.signIn();
        ana.startChatWith(lin);
        ana.send(lin, "I call you.");
        ana.seesAtTheEnd(List.of("I call you."));
        var calling = Caller.of(ana);
        var beside = Caller.of(anaElsewhere);
        var phone = Caller.of(lin);
        var laptop = Caller.of(linElsewhere);
        var lines = new Lines(suite);
        lines.spread(List.of(ana, lin), List.of(anaElsewhere, linElsewhere));
        ana.openChatWith(lin);

        // the replica of who calls, and of one that rings, dies while it rings
        calling.call("Video call");
        assertThat(phone.sheet()).isVisible();
        assertThat(laptop.sheet()).isVisible();
        suite.stack().service(Lines.ONE).kill();
        laptop.answer();
        assertThat(phone.sheet()).isHidden();
        assertThat(phone.text("Answered on another of your devices")).isVisible();
        calling.seesAndHears();
        laptop.seesAndHears();
        assertThat(beside.sheet()).isHidden();

        // and so does that of who answered, while they talk
        lines.awaitAll(4);
        suite.stack().service(Lines.ONE).awaitReady(READY);
        suite.stack().service(Lines.OTHER).kill();
        lines.awaitAll(4);
        calling.seesAndHears();
        laptop.seesAndHears();
        laptop.hangsUp();
        assertThat(calling.end("Call ended")).isVisible();
        assertThat(calling.button("End call")).isHidden();
        suite.stack().service(Lines.OTHER).awaitReady(READY);

        // of it there is one card, wherever one looks
        anaElsewhere.openChatWith(lin);
        lin.openChatWith(ana);
        linElsewhere.openChatWith(ana);
        for (var person : List.of(ana, anaElsewhere, lin, linElsewhere)) {
            assertThat(lastIn(person)).containsText(new Caller(person).words("Video call") + " ·");
            assertThat(cards(person)).hasCount(1);
        }
    }

    @Test
    void onAPoorLineThePictureGivesWayToTheSound(Suite suite) {
        var ana = Person.signedIn(suite, "Ana Duarte");
        var lin = Person.signedIn(suite, "林美華", Words.CHINESE);
        ana.startChatWith(lin);
        try (var relay = suite.narrowRelay(NARROW)) {
            var calling = Caller.byRelayOnly(ana, relay.port());
            var called = Caller.byRelayOnly(lin, relay.port());
            calling.call("Video call");
            called.answer();
            called.hears();
            assertThat(called.text("Video paused to keep the sound"))
                    .isVisible(POOR_LINE_IS_NOTICED);
            called.hears();
            called.hears();
            called.hangsUp();
            assertThat(calling.button("End call")).isHidden();
        }
    }

    @Test
    void whoIsBlockedNeitherWritesNorCallsUntilThatIsTakenBack(Suite suite) {
        var ana = Person.signedIn(suite, "Ana Duarte");
        var ben = Person.signedIn(suite, "Ben Okafor");
        ana.startChatWith(ben);
        ana.send(ben, "Shall we talk?");
        ben.openChatWith(ana);
        var calling = Caller.of(ana);
        var called = Caller.of(ben);
        calling.call("Voice call");
        called.answer();
        called.hears();

        // in the middle of a call, which goes on
        calling.toggle("Chat");
        ana.button("Details").click();
        ana.button("Block Ben Okafor").click();
        // by the keyboard: the small window of the call may lie over it
        ana.button("Block").press("Enter");
        assertThat(ana.page().getByText("You have blocked Ben Okafor").first()).isVisible();
        called.toggle("Chat");
        var refused = ben.page().getByText("You cannot write to Ana Duarte here at the moment.");
        assertThat(refused).isVisible();
        assertThat(ben.composer(ana)).isHidden();
        calling.hears();
        called.hears();
        calling.hangsUp();
        assertThat(called.button("End call")).isHidden();
        assertThat(lastIn(ben)).containsText("Voice call ·");
        assertThat(called.button("Voice call")).isHidden();
        assertThat(calling.button("Voice call")).isHidden();

        // nor from the list of calls
        ben.visit("/calls");
        assertThat(
                        ben.page()
                                .getByRole(
                                        AriaRole.ROW,
                                        new Page.GetByRoleOptions()
                                                .setName(
                                                        Pattern.compile(
                                                                "^Ana Duarte, .*Takes no calls"))))
                .isVisible();

        ana.button("Unblock").first().click();
        ben.visit("/chats");
        ben.openChatWith(ana);
        ben.send(ana, "Here I am again.");
        ana.seesAtTheEnd(List.of("Here I am again."));
        called.call("Voice call");
        calling.answer();
        calling.hears();
        called.hears();
        called.hangsUp();
        assertThat(calling.button("End call")).isHidden();
    }

    @Test
    void whoTalksIsRungByOneMoreAndWhoAnswersThatEndsTheFirst(Suite suite) {
        var ana = Person.signedIn(suite, "Ana Duarte");
        var ben = Person.signedIn(suite, "Ben Okafor");
        var cleo = Person.signedIn(suite, "Cleo Marchetti");
        ana.startChatWith(ben);
        cleo.startChatWith(ben);
        var first = Caller.of(ana);
        var second = Caller.of(cleo);
        var called = Caller.of(ben);

        first.call("Voice call");
        called.answer();
        called.hears();
        second.call("Voice call");
        assertThat(called.sheet()).containsText("Cleo Marchetti is calling");
        called.answer();
        second.hears();
        called.hears();
        assertThat(first.end("Call ended after")).isVisible();

        // a third person is busy at once when there is one who waits
        assertThat(ana.composer(ben)).isVisible();
        first.call("Voice call");
        assertThat(called.sheet()).isVisible();
        var dora = Person.signedIn(suite, "Dora Lindqvist");
        dora.startChatWith(ben);
        var third = Caller.of(dora);
        third.call("Voice call");
        assertThat(third.end("In another call")).isVisible();
        called.button("Decline").click();
        assertThat(first.end("Declined")).isVisible();
        second.hangsUp();
        assertThat(called.button("End call")).isHidden();
    }

    @Test
    void whoCallsTheOneByWhomTheyAreBeingCalledTalksToThem(Suite suite) {
        var ana = Person.signedIn(suite, "Ana Duarte");
        var ben = Person.signedIn(suite, "Ben Okafor");
        ana.startChatWith(ben);
        ana.send(ben, "Shall we talk?");
        ben.openChatWith(ana);
        var one = Caller.of(ana);
        var other = Caller.of(ben);
        assertThat(ben.composer(ana)).isVisible();

        one.call("Voice call");
        assertThat(other.sheet()).isVisible();
        // behind the sheet, the button of the conversation
        other.button("Voice call").press("Enter");
        one.hears();
        other.hears();
        assertThat(other.sheet()).isHidden();
        assertThat(ben.page().getByRole(AriaRole.TIMER)).isVisible();
        other.hangsUp();
        assertThat(one.button("End call")).isHidden();
    }

    @Test
    void theRelayCarriesThemWhoseNetworksLetNothingElseThroughAndTheCallsAreLeftInTheChat(
            Suite suite) {
        var mei = Person.signedIn(suite, "Mei-ling Kao");
        var tom = Person.signedIn(suite, "Tom Becker");
        mei.startChatWith(tom);
        mei.send(tom, "I call you.");
        tom.openChatWith(mei);
        var calling = Caller.byRelayOnly(mei);
        var called = Caller.byRelayOnly(tom);

        calling.call("Video call");
        called.answer();
        calling.seesAndHears();
        called.seesAndHears();
        assertThat(calling.path()).isEqualTo("relay relay");
        assertThat(called.path()).isEqualTo("relay relay");
        calling.hangsUp();
        assertThat(lastIn(mei)).containsText("Video call ·");
        assertThat(lastIn(tom)).containsText("Video call ·");

        // one that nobody takes, and that is given back from where it is left
        calling.call("Voice call");
        assertThat(called.sheet()).isVisible();
        calling.hangsUp();
        assertThat(lastIn(mei)).containsText("Voice call · cancelled");
        assertThat(lastIn(tom)).containsText("Missed voice call");
        called.button("Call back").click();
        calling.answer();
        called.hears();
        calling.hears();
        called.hangsUp();
        assertThat(calling.button("End call")).isHidden();
    }

    /// What is left of calls in a conversation in which something was written besides.
    private static Locator cards(Person person) {
        return person.page()
                .getByRole(AriaRole.LOG)
                .getByRole(AriaRole.ARTICLE)
                .filter(
                        new Locator.FilterOptions()
                                .setHasText(new Caller(person).words("Video call")));
    }

    /// What stands at the end of the conversation, which need be no words.
    private static Locator lastIn(Person person) {
        return person.page().getByRole(AriaRole.LOG).getByRole(AriaRole.ARTICLE).last();
    }
}
