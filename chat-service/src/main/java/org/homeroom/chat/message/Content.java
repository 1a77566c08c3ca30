package org.homeroom.chat.message;

import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.Forwarded;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// What a message says, and what it is in its conversation.
public sealed interface Content {
    MessageText text();

    default Mentions mentions() {
        return Mentions.in(text().value());
    }

    /// In a direct conversation or a group.
    ///
    /// @param replyTo the number of the message that it answers; null if it answers none
    record Plain(MessageText text, @Nullable Long replyTo) implements Content {}

    /// In a channel.
    ///
    /// @param commentsAllowed whether it takes comments
    /// @param moment the time in a video that it is about; null for none
    record Post(PostTitle title, MessageText text, boolean commentsAllowed, @Nullable Moment moment)
            implements Content {}

    /// On a post of a channel.
    ///
    /// @param post the post's number
    /// @param replyTo the number of the comment that it answers; null if it answers none
    /// @param moment the time in a video that it is about; null for none
    record Comment(long post, @Nullable Long replyTo, MessageText text, @Nullable Moment moment)
            implements Content {}

    /// What is left of a call, in a direct conversation. Nobody sends it: it is stored when the
    /// call is over, in the caller's name.
    ///
    /// @param callee whom it concerns if they missed it
    record Called(CallCard card, AccountId callee) implements Content {
        @Override
        public MessageText text() {
            return MessageText.EMPTY;
        }
    }

    /// What was said elsewhere before. Whom it called there it does not call again.
    ///
    /// @param title in a channel, where it is a post; null elsewhere
    record Forward(MessageText text, @Nullable PostTitle title, Forwarded forwarded)
            implements Content {
        @Override
        public Mentions mentions() {
            return Mentions.NOBODY;
        }
    }

    /// As columns have it, and the wire.
    ///
    /// @param title of a post, else null
    /// @param commentsAllowed of a post, else null
    /// @param post of a comment, else null
    /// @param replyTo of a reply, else null
    /// @param moment of a post or a comment that is about a time in a video, else null
    /// @param call of what is left of a call, else null
    /// @param forwarded of what was said elsewhere before, else null
    record Parts(
            String text,
            @Nullable String title,
            @Nullable Boolean commentsAllowed,
            @Nullable Long post,
            @Nullable Long replyTo,
            @Nullable Moment moment,
            @Nullable CallCard call,
            @Nullable Forwarded forwarded) {}

    default Parts parts() {
        return switch (this) {
            case Plain(var text, var replyTo) ->
                    new Parts(text.value(), null, null, null, replyTo, null, null, null);
            case Post(var title, var text, var commentsAllowed, var moment) ->
                    new Parts(
                            text.value(),
                            title.value(),
                            commentsAllowed,
                            null,
                            null,
                            moment,
                            null,
                            null);
            case Comment(var post, var replyTo, var text, var moment) ->
                    new Parts(text.value(), null, null, post, replyTo, moment, null, null);
            case Called(var card, _) -> new Parts("", null, null, null, null, null, card, null);
            case Forward(var text, var title, var forwarded) ->
                    new Parts(
                            text.value(),
                            title == null ? null : title.value(),
                            title == null ? null : true,
                            null,
                            null,
                            null,
                            null,
                            forwarded);
        };
    }
}
