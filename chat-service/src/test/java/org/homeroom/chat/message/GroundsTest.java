package org.homeroom.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.membership.Terms.Access;
import org.homeroom.chat.message.Grounds.Place;
import org.homeroom.chat.message.SendResult.Refusal;
import org.homeroom.platform.event.MemberRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GroundsTest {
    private static final MessageText TEXT = new MessageText("text");
    private static final Content PLAIN = new Content.Plain(TEXT, null);
    private static final Content POST = new Content.Post(new PostTitle("title"), TEXT, true, null);
    private static final Content COMMENT = new Content.Comment(3, null, TEXT, null);
    private static final Content REPLY = new Content.Comment(3, 5L, TEXT, null);
    private static final Place NOTHING = new Place.Nothing();
    private static final Place ON_THREE = new Place.Comment(3, false);

    private static Terms channel(boolean announcementsOnly, boolean archived) {
        return new Terms.Channel("7B", "", Access.PRIVATE, announcementsOnly, archived);
    }

    private static Grounds in(Terms terms, MemberRole role) {
        return new Grounds(terms, role, new Place.Post(true), ON_THREE);
    }

    private static Grounds onPost(Place post, Place replyTo) {
        return new Grounds(channel(false, false), MemberRole.GUEST, post, replyTo);
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, false, true", "TEACHER, false, true", "MEMBER, false, true", "GUEST, false, false",
        "OWNER, true, true", "TEACHER, true, true", "MEMBER, true, false", "GUEST, true, false",
    })
    void whoPostsDependsOnTheRole(MemberRole role, boolean announcementsOnly, boolean may) {
        var grounds = in(channel(announcementsOnly, false), role);

        if (may) {
            assertThat(grounds.refusalOf(POST)).isEmpty();
        } else {
            assertThat(grounds.refusalOf(POST)).contains(Refusal.NOT_ALLOWED);
        }
        assertThat(grounds.refusalOf(COMMENT)).isEmpty();
        assertThat(grounds.refusalOf(REPLY)).isEmpty();
        assertThat(grounds.refusalOf(PLAIN)).contains(Refusal.WRONG_KIND);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyWritesInAnArchivedChannel(MemberRole role) {
        var grounds = in(channel(false, true), role);

        assertThat(grounds.refusalOf(POST)).contains(Refusal.ARCHIVED);
        assertThat(grounds.refusalOf(COMMENT)).contains(Refusal.ARCHIVED);
    }

    @Test
    void elsewhereThereAreMessagesOnly() {
        for (var terms : new Terms[] {new Terms.Direct(), new Terms.Group("")}) {
            var grounds = in(terms, MemberRole.MEMBER);
            assertThat(grounds.refusalOf(PLAIN)).isEmpty();
            assertThat(grounds.refusalOf(POST)).contains(Refusal.WRONG_KIND);
            assertThat(grounds.refusalOf(COMMENT)).contains(Refusal.WRONG_KIND);
        }
    }

    @Test
    void elsewhereAnAnswerNeedsAMessageThatIsThere() {
        for (var terms : new Terms[] {new Terms.Direct(), new Terms.Group("")}) {
            var answer = new Content.Plain(TEXT, 2L);
            assertThat(answering(terms, new Place.Plain()).refusalOf(answer)).isEmpty();
            assertThat(answering(terms, NOTHING).refusalOf(answer))
                    .contains(Refusal.NO_SUCH_MESSAGE);
            assertThat(answering(terms, new Place.Stub()).refusalOf(answer))
                    .contains(Refusal.DELETED);
        }
    }

    private static Grounds answering(Terms terms, Place answered) {
        return new Grounds(terms, MemberRole.MEMBER, NOTHING, answered);
    }

    @Test
    void aCommentNeedsAPostThatTakesIt() {
        assertThat(onPost(NOTHING, NOTHING).refusalOf(COMMENT)).contains(Refusal.NO_SUCH_MESSAGE);
        assertThat(onPost(ON_THREE, NOTHING).refusalOf(COMMENT)).contains(Refusal.NO_SUCH_MESSAGE);
        assertThat(onPost(new Place.Plain(), NOTHING).refusalOf(COMMENT))
                .contains(Refusal.NO_SUCH_MESSAGE);
        assertThat(onPost(new Place.Post(false), NOTHING).refusalOf(COMMENT))
                .contains(Refusal.COMMENTS_CLOSED);
    }

    @Test
    void aReplyAnswersAFirstCommentOnTheSamePost() {
        var post = new Place.Post(true);

        assertThat(onPost(post, ON_THREE).refusalOf(REPLY)).isEmpty();
        for (var place :
                new Place[] {
                    NOTHING,
                    post,
                    new Place.Plain(),
                    new Place.Comment(3, true),
                    new Place.Comment(4, false)
                }) {
            assertThat(onPost(post, place).refusalOf(REPLY))
                    .as("%s", place)
                    .contains(Refusal.NO_SUCH_MESSAGE);
        }
    }
}
