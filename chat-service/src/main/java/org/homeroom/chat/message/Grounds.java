package org.homeroom.chat.message;

import java.util.Optional;
import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.message.SendResult.Refusal;
import org.homeroom.platform.event.MemberRole;
import org.jspecify.annotations.Nullable;

/// What a member's send is judged by, as the database has it at one revision of the conversation.
///
/// @param post what stands under the number that a comment names as its post
/// @param replyTo what stands under the number that a reply names
record Grounds(Terms terms, MemberRole role, Place post, Place replyTo) {
    /// What stands under a number.
    sealed interface Place {
        /// No message, or none was asked for.
        record Nothing() implements Place {}

        record Post(boolean commentsAllowed) implements Place {}

        /// @param isReply whether it answers another comment
        record Comment(long post, boolean isReply) implements Place {}

        record Plain() implements Place {}

        /// What is left of a call.
        record Call() implements Place {}

        /// What was deleted.
        record Stub() implements Place {}
    }

    /// Why the content may not be sent; empty if it may.
    Optional<Refusal> refusalOf(Content content) {
        return switch (terms) {
            case Terms.Direct(var closed) -> {
                // What is left of a call that began before is no new word of anybody.
                if (content instanceof Content.Called) {
                    yield Optional.empty();
                }
                yield closed ? Optional.of(Refusal.CLOSED) : refusalOfPlain(content);
            }
            case Terms.Group _ -> refusalOfPlain(content);
            case Terms.Channel channel ->
                    switch (content) {
                        case Content.Plain _, Content.Called _ -> Optional.of(Refusal.WRONG_KIND);
                        case Content.Post written -> refusalOfPost(channel, written);
                        case Content.Forward(_, var title, _) ->
                                title == null
                                        ? Optional.of(Refusal.WRONG_KIND)
                                        : refusalOfPost(channel, content);
                        case Content.Comment comment -> refusalOfComment(channel, comment);
                    };
        };
    }

    private Optional<Refusal> refusalOfPlain(Content content) {
        return switch (content) {
            case Content.Plain(_, var answered) -> refusalOfAnswer(answered);
            case Content.Forward(_, var title, _) when title == null -> Optional.empty();
            case Content.Forward _, Content.Post _, Content.Comment _, Content.Called _ ->
                    Optional.of(Refusal.WRONG_KIND);
        };
    }

    /// Outside a channel any message may be answered, and an answer too: there are no threads. A
    /// call is none.
    private Optional<Refusal> refusalOfAnswer(@Nullable Long answered) {
        if (answered == null) {
            return Optional.empty();
        }
        return switch (replyTo) {
            case Place.Nothing() -> Optional.of(Refusal.NO_SUCH_MESSAGE);
            case Place.Stub() -> Optional.of(Refusal.DELETED);
            case Place.Call() -> Optional.of(Refusal.WRONG_KIND);
            case Place.Plain(), Place.Post _, Place.Comment _ -> Optional.empty();
        };
    }

    private Optional<Refusal> refusalOfPost(Terms.Channel channel, Content written) {
        if (channel.archived()) {
            return Optional.of(Refusal.ARCHIVED);
        }
        var mayPost =
                switch (role) {
                    case OWNER, TEACHER -> true;
                    case MEMBER -> !channel.announcementsOnly();
                    case GUEST -> false;
                };
        return mayPost ? refusalOfMentions(written) : Optional.of(Refusal.NOT_ALLOWED);
    }

    /// Who calls everybody calls thousands.
    private Optional<Refusal> refusalOfMentions(Content content) {
        return role.leads() || !content.mentions().everybody()
                ? Optional.empty()
                : Optional.of(Refusal.MENTIONS_EVERYBODY);
    }

    /// Whatever their role, members comment.
    private Optional<Refusal> refusalOfComment(Terms.Channel channel, Content.Comment comment) {
        if (channel.archived()) {
            return Optional.of(Refusal.ARCHIVED);
        }
        if (post instanceof Place.Stub || replyTo instanceof Place.Stub) {
            return Optional.of(Refusal.DELETED);
        }
        if (!(post instanceof Place.Post(var commentsAllowed))) {
            return Optional.of(Refusal.NO_SUCH_MESSAGE);
        }
        if (!commentsAllowed) {
            return Optional.of(Refusal.COMMENTS_CLOSED);
        }
        var answersNothingElse =
                comment.replyTo() == null
                        || replyTo instanceof Place.Comment(var its, var isReply)
                                && its == comment.post()
                                && !isReply;
        return answersNothingElse
                ? refusalOfMentions(comment)
                : Optional.of(Refusal.NO_SUCH_MESSAGE);
    }
}
