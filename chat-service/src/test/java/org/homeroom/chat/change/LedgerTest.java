package org.homeroom.chat.change;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.homeroom.chat.change.Change.Deed;
import org.homeroom.chat.change.Change.Delete;
import org.homeroom.chat.change.Change.Edit;
import org.homeroom.chat.change.Change.Pin;
import org.homeroom.chat.change.Change.React;
import org.homeroom.chat.change.ChangeResult.Done;
import org.homeroom.chat.change.ChangeResult.Refusal;
import org.homeroom.chat.change.ChangeResult.Refused;
import org.homeroom.chat.change.Ledger.Standing;
import org.homeroom.chat.change.Ledger.Tally;
import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.membership.Terms.Access;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.message.PostTitle;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
    private static final ConversationId HERE = new ConversationId(new UUID(1, 1));
    private static final AccountId MEI = new AccountId(new UUID(2, 1));
    private static final AccountId LEO = new AccountId(new UUID(2, 2));
    private static final AccountId ANA = new AccountId(new UUID(2, 3));
    private static final Instant SENT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Terms GROUP = new Terms.Group("");
    private static final Deed THUMB = react("👍", true);

    private int names;

    /// Two messages, both Mei's, of which the second is a post if there is a title.
    private static Ledger ledger(Terms terms, MemberRole ofLeo, @Nullable String title) {
        return ledger(terms, ofLeo, title, 0, Map.of());
    }

    private static Ledger ledger(
            Terms terms,
            MemberRole ofLeo,
            @Nullable String title,
            int pins,
            Map<Long, Map<String, Tally>> tallies) {
        return new Ledger(
                HERE,
                terms,
                12,
                40,
                // Ana came when the first message had been said.
                Map.of(
                        MEI, new Standing(MemberRole.MEMBER, 1),
                        LEO, new Standing(ofLeo, 1),
                        ANA, new Standing(MemberRole.MEMBER, 2)),
                LongStream.of(1, 2)
                        .mapToObj(number -> message(number, number == 2 ? title : null))
                        .collect(toMap(Message::number, each -> each)),
                Map.of(),
                tallies,
                Map.of(),
                pins);
    }

    private static Message message(long number, @Nullable String title) {
        return new Message(
                number,
                new MessageId(new UUID(3, number)),
                MEI,
                new UUID(4, number),
                "old",
                SENT,
                title,
                title == null ? null : true,
                null,
                null,
                new Moment(new Moment.Media.YouTube("dQw4w9WgXcQ"), 192_000),
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    private static Terms channel(boolean archived) {
        return new Terms.Channel("7B", "", Access.PRIVATE, false, archived);
    }

    private static ChangeResult make(Ledger ledger, AccountId by, long number, Deed deed) {
        return ledger.apply(new Change(HERE, number, by, deed), NOW);
    }

    private Deed edit(String text) {
        return new Edit(new UUID(5, names++), null, new MessageText(text));
    }

    private static Deed react(String emoji, boolean present) {
        return new React(Emoji.of(emoji).orElseThrow(), present);
    }

    private static ChangeResult refused(Refusal reason) {
        return new Refused(reason);
    }

    @Test
    void eachChangeHasTheNextNumberAndIsTold() {
        var ledger = ledger(GROUP, MemberRole.MEMBER, null);

        assertThat(make(ledger, MEI, 1, edit("new"))).isEqualTo(new Done(41));
        assertThat(make(ledger, LEO, 2, THUMB)).isEqualTo(new Done(42));
        assertThat(make(ledger, LEO, 1, new Pin(true))).isEqualTo(new Done(43));
        assertThat(make(ledger, MEI, 2, new Delete())).isEqualTo(new Done(44));

        assertThat(ledger.lastChange()).isEqualTo(44);
        assertThat(ledger.lastDeletion()).isEqualTo(44);
        assertThat(ledger.changed())
                .extracting(Message::text, Message::change)
                .containsExactlyInAnyOrder(tuple("new", 43L), tuple("", 44L));
        assertThat(ledger.events()).hasSize(4);
        assertThat(ledger.events().get(1))
                .isEqualTo(
                        new ChatEvent.ReactionChanged(
                                HERE,
                                42,
                                12,
                                2,
                                LEO,
                                "👍",
                                true,
                                List.of(new ChatEvent.Reaction("👍", 1))));
        assertThat(ledger.events().get(3))
                .isInstanceOfSatisfying(
                        ChatEvent.MessageChanged.class,
                        told -> {
                            assertThat(told.change()).isEqualTo(44);
                            assertThat(told.message().text()).isEmpty();
                            assertThat(told.message().revision()).isEqualTo(12);
                        });
        // Of what is gone nothing is kept.
        assertThat(ledger.reactionsToKeep()).isEmpty();
        assertThat(ledger.reactionsToForget()).isEmpty();
        assertThat(ledger.editions()).extracting(Ledger.Edition::text).containsExactly("old");
    }

    @Test
    void commentsOnAPostAreSwitchedByWhoWroteItOrRunsTheChannel() {
        var open = channel(false);
        for (var role : MemberRole.values()) {
            var ledger = ledger(open, role, "title");
            assertThat(make(ledger, MEI, 2, new Change.Comments(false))).isEqualTo(new Done(41));
            // A comment that was judged before is judged again, as after a deletion.
            assertThat(ledger.lastDeletion()).isEqualTo(41);
            assertThat(ledger.changed())
                    .extracting(Message::commentsAllowed, Message::text)
                    .containsExactly(tuple(false, "old"));
            assertThat(make(ledger, MEI, 2, new Change.Comments(false))).isEqualTo(new Done(41));
            assertThat(make(ledger, LEO, 2, new Change.Comments(true)))
                    .isEqualTo(role.leads() ? new Done(42) : new Refused(Refusal.NOT_ALLOWED));
        }
        var ledger = ledger(open, MemberRole.OWNER, "title");
        make(ledger, MEI, 2, new Delete());
        assertThat(make(ledger, MEI, 2, new Change.Comments(false)))
                .isEqualTo(new Refused(Refusal.DELETED));
        assertThat(make(ledger(GROUP, MemberRole.MEMBER, null), MEI, 2, new Change.Comments(false)))
                .isEqualTo(new Refused(Refusal.WRONG_KIND));
        assertThat(
                        make(
                                ledger(channel(true), MemberRole.OWNER, "title"),
                                MEI,
                                2,
                                new Change.Comments(false)))
                .isEqualTo(new Refused(Refusal.ARCHIVED));
    }

    @Test
    void whatWasReportedIsRemovedByWhoeverSettlesIt() {
        var stranger = new AccountId(new UUID(9, 9));
        var ledger = ledger(channel(true), MemberRole.MEMBER, "title");
        assertThat(make(ledger, stranger, 1, new Delete()))
                .isEqualTo(new Refused(Refusal.NOT_A_MEMBER));
        assertThat(make(ledger, stranger, 1, new Change.Remove())).isEqualTo(new Done(41));
        assertThat(ledger.changed()).extracting(Message::deletedBy).containsExactly(stranger);
        assertThat(make(ledger, stranger, 1, new Change.Remove())).isEqualTo(new Done(41));
        assertThat(make(ledger, stranger, 99, new Change.Remove()))
                .isEqualTo(new Refused(Refusal.NO_SUCH_MESSAGE));
    }

    @Test
    void whatIsSoAlreadyIsNoChange() {
        var ledger = ledger(GROUP, MemberRole.MEMBER, null);

        assertThat(make(ledger, MEI, 1, edit("old"))).isEqualTo(new Done(0));
        assertThat(make(ledger, LEO, 1, react("👍", false))).isEqualTo(new Done(0));
        assertThat(make(ledger, LEO, 1, new Pin(false))).isEqualTo(new Done(0));
        make(ledger, LEO, 1, THUMB);
        assertThat(make(ledger, LEO, 1, THUMB)).isEqualTo(new Done(41));
        make(ledger, LEO, 1, new Pin(true));
        assertThat(make(ledger, ANA, 2, new Pin(false))).isEqualTo(new Done(0));
        assertThat(make(ledger, MEI, 1, new Pin(true))).isEqualTo(new Done(42));
        make(ledger, MEI, 1, new Delete());
        assertThat(make(ledger, MEI, 1, new Delete())).isEqualTo(new Done(43));
        assertThat(ledger.lastChange()).isEqualTo(43);
        assertThat(ledger.events()).hasSize(3);
    }

    @Test
    void anEditTriedAgainDoesNotUndoALaterOne() {
        var ledger = ledger(GROUP, MemberRole.MEMBER, null);
        var first = edit("one");

        assertThat(make(ledger, MEI, 1, first)).isEqualTo(new Done(41));
        assertThat(make(ledger, MEI, 1, edit("two"))).isEqualTo(new Done(42));
        assertThat(make(ledger, MEI, 1, first)).isEqualTo(new Done(41));
        assertThat(ledger.changed()).extracting(Message::text).containsExactly("two");
        assertThat(ledger.editions())
                .extracting(Ledger.Edition::text, Ledger.Edition::writtenAt)
                .containsExactly(tuple("old", SENT), tuple("one", NOW));
    }

    @ParameterizedTest
    @EnumSource
    void inAChannelWhoLeadsDeletesAndPins(MemberRole role) {
        var ledger = ledger(channel(false), role, "title");

        assertThat(make(ledger, LEO, 2, edit("mine"))).isEqualTo(refused(Refusal.NOT_ALLOWED));
        if (role.leads()) {
            assertThat(make(ledger, LEO, 2, new Pin(true))).isEqualTo(new Done(41));
            assertThat(make(ledger, LEO, 2, new Delete())).isEqualTo(new Done(42));
            assertThat(ledger.changed())
                    .extracting(Message::deletedBy, Message::title, Message::pinnedAt)
                    .containsExactly(tuple(LEO, "", null));
        } else {
            assertThat(make(ledger, LEO, 2, new Pin(true))).isEqualTo(refused(Refusal.NOT_ALLOWED));
            assertThat(make(ledger, LEO, 2, new Delete())).isEqualTo(refused(Refusal.NOT_ALLOWED));
        }
        // Whoever reads reacts.
        assertThat(make(ledger, LEO, 1, THUMB)).isInstanceOf(Done.class);
    }

    @ParameterizedTest
    @EnumSource
    void inAChannelWhoLeadsCallsEverybody(MemberRole role) {
        var ledger =
                new Ledger(
                        HERE,
                        channel(false),
                        12,
                        40,
                        Map.of(MEI, new Standing(role, 1)),
                        Map.of(1L, message(1, null)),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        0);

        assertThat(make(ledger, MEI, 1, edit("<@channel>!")))
                .isEqualTo(role.leads() ? new Done(41) : refused(Refusal.MENTIONS_EVERYBODY));
        assertThat(make(ledger(GROUP, role, null), MEI, 1, edit("<@channel>!")))
                .isEqualTo(new Done(41));
    }

    @Test
    void inAGroupNobodyDeletesWhatOthersSaidAndAllPin() {
        var ledger = ledger(GROUP, MemberRole.MEMBER, null);

        assertThat(make(ledger, LEO, 1, new Delete())).isEqualTo(refused(Refusal.NOT_ALLOWED));
        assertThat(make(ledger, LEO, 1, new Pin(true))).isEqualTo(new Done(41));
    }

    @Test
    void strangersAndThoseWhoCameLaterFindNothing() {
        var ledger = ledger(GROUP, MemberRole.MEMBER, null);
        var stranger = new AccountId(new UUID(2, 9));

        for (var deed : new Deed[] {edit("x"), new Delete(), THUMB, new Pin(true)}) {
            assertThat(make(ledger, stranger, 1, deed)).isEqualTo(refused(Refusal.NOT_A_MEMBER));
            assertThat(make(ledger, ANA, 1, deed)).isEqualTo(refused(Refusal.NO_SUCH_MESSAGE));
            assertThat(make(ledger, MEI, 3, deed)).isEqualTo(refused(Refusal.NO_SUCH_MESSAGE));
            assertThat(make(Ledger.ofNothing(HERE), MEI, 1, deed))
                    .isEqualTo(refused(Refusal.NOT_A_MEMBER));
        }
        assertThat(make(ledger, ANA, 2, THUMB)).isEqualTo(new Done(41));
    }

    @Test
    void nothingChangesInAnArchivedChannelOrOnAStub() {
        var archived = ledger(channel(true), MemberRole.OWNER, "title");
        var ledger = ledger(GROUP, MemberRole.MEMBER, null);
        make(ledger, MEI, 1, new Delete());

        for (var deed : new Deed[] {edit("x"), THUMB, new Pin(true)}) {
            assertThat(make(archived, MEI, 1, deed)).isEqualTo(refused(Refusal.ARCHIVED));
            assertThat(make(ledger, MEI, 1, deed)).isEqualTo(refused(Refusal.DELETED));
        }
        assertThat(make(archived, MEI, 1, new Delete())).isEqualTo(refused(Refusal.ARCHIVED));
        assertThat(make(ledger, MEI, 1, react("👍", false))).isEqualTo(new Done(41));
        assertThat(make(ledger, MEI, 1, new Pin(false))).isEqualTo(new Done(41));
    }

    @Test
    void aTitleIsAPosts() {
        var ledger = ledger(channel(false), MemberRole.MEMBER, "title");
        var titled = new Edit(new UUID(6, 1), new PostTitle("other"), new MessageText("old"));

        assertThat(make(ledger, MEI, 1, titled)).isEqualTo(refused(Refusal.WRONG_KIND));
        assertThat(make(ledger, MEI, 2, edit("new"))).isEqualTo(refused(Refusal.WRONG_KIND));
        assertThat(make(ledger, MEI, 2, titled)).isEqualTo(new Done(41));
        assertThat(ledger.changed()).extracting(Message::title).containsExactly("other");
        assertThat(ledger.editions()).extracting(Ledger.Edition::title).containsExactly("title");
    }

    @Test
    void reactionsKeepTheOrderOfTheirFirstUse() {
        var ledger = ledger(GROUP, MemberRole.MEMBER, null);
        make(ledger, LEO, 1, THUMB);
        make(ledger, LEO, 1, react("❤️", true));
        make(ledger, MEI, 1, THUMB);
        make(ledger, LEO, 1, react("👍", false));

        assertThat(ledger.events().getLast())
                .isInstanceOfSatisfying(
                        ChatEvent.ReactionChanged.class,
                        told ->
                                assertThat(told.reactions())
                                        .containsExactly(
                                                new ChatEvent.Reaction("👍", 1),
                                                new ChatEvent.Reaction("❤️", 1)));
        assertThat(ledger.reactionsToKeep())
                .extracting(kept -> kept.reacted().account(), Ledger.Kept::since)
                .containsExactlyInAnyOrder(tuple(LEO, 42L), tuple(MEI, 41L));
        assertThat(ledger.reactionsToForget()).hasSize(1);

        make(ledger, MEI, 1, react("👍", false));
        make(ledger, MEI, 1, THUMB);
        assertThat(((ChatEvent.ReactionChanged) ledger.events().getLast()).reactions())
                .containsExactly(new ChatEvent.Reaction("❤️", 1), new ChatEvent.Reaction("👍", 1));
    }

    @Test
    void thereAreAtMost20DifferentReactionsAnd50Pins() {
        var tally = new HashMap<String, Tally>();
        for (var i = 0; i < Ledger.MOST_REACTIONS; i++) {
            tally.put(new String(Character.toChars(0x1F600 + i)), new Tally(3, i));
        }
        var ledger = ledger(GROUP, MemberRole.MEMBER, null, 50, Map.of(1L, tally));

        assertThat(make(ledger, LEO, 1, THUMB)).isEqualTo(refused(Refusal.TOO_MANY_REACTIONS));
        assertThat(make(ledger, LEO, 1, react("😀", true))).isEqualTo(new Done(41));
        assertThat(make(ledger, LEO, 2, THUMB)).isEqualTo(new Done(42));
        assertThat(make(ledger, LEO, 1, new Pin(true))).isEqualTo(refused(Refusal.TOO_MANY_PINS));
    }
}
