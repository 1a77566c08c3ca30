package org.homeroom.chat.message;

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
    record Post(PostTitle title, MessageText text, boolean commentsAllowed) implements Content {}

    /// On a post of a channel.
    ///
    /// @param post the post's number
    /// @param replyTo the number of the comment that it answers; null if it answers none
    record Comment(long post, @Nullable Long replyTo, MessageText text) implements Content {}

    /// As columns have it, and the wire.
    ///
    /// @param title of a post, else null
    /// @param commentsAllowed of a post, else null
    /// @param post of a comment, else null
    /// @param replyTo of a reply, else null
    record Parts(
            String text,
            @Nullable String title,
            @Nullable Boolean commentsAllowed,
            @Nullable Long post,
            @Nullable Long replyTo) {}

    default Parts parts() {
        return switch (this) {
            case Plain(var text, var replyTo) -> new Parts(text.value(), null, null, null, replyTo);
            case Post(var title, var text, var commentsAllowed) ->
                    new Parts(text.value(), title.value(), commentsAllowed, null, null);
            case Comment(var post, var replyTo, var text) ->
                    new Parts(text.value(), null, null, post, replyTo);
        };
    }
}
