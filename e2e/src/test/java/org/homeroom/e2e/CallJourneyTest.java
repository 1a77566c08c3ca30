package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two people call each other, browser to browser, and see and hear each other: proved by frames
/// that are decoded and sound that is heard between two readings.
@ExtendWith(Suite.Extension.class)
class CallJourneyTest {
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
        suite.stack().service("signaling-service").kill();
        calling.seesAndHears();
        called.seesAndHears();
        suite.stack().service("signaling-service").awaitReady(Duration.ofSeconds(60));

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

    /// What stands at the end of the conversation, which need be no words.
    private static Locator lastIn(Person person) {
        return person.page().getByRole(AriaRole.LOG).getByRole(AriaRole.ARTICLE).last();
    }
}
