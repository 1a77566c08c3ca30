package org.homeroom.chat.live;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.UUID;
import org.homeroom.chat.conversation.ConversationView.Presence;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.socket.Command;
import org.jspecify.annotations.Nullable;

/// What a client may send on `/ws/chat`, besides `ping` and `session.refresh`. Described in
/// `META-INF/asyncapi/chat.json`.
public sealed interface ChatCommand extends Command {

    /// @param text 1–16,384 bytes of UTF-8, Markdown; with files, it may be empty
    /// @param replyTo the number of the message that is answered; null if none is
    /// @param files one's own that go with it, up to 10; null for none
    @JsonTypeName("message.send")
    record SendMessage(
            Long ref,
            ConversationId conversation,
            UUID clientId,
            String text,
            @Nullable Long replyTo,
            @Nullable List<FileId> files)
            implements ChatCommand {}

    /// @param title 1–200 characters in one line
    /// @param text as of a message
    /// @param commentsAllowed whether the post takes comments
    /// @param moment the time in a video that it is about; null for none
    /// @param files as of a message
    @JsonTypeName("post.send")
    record SendPost(
            Long ref,
            ConversationId conversation,
            UUID clientId,
            String title,
            String text,
            boolean commentsAllowed,
            @Nullable Moment moment,
            @Nullable List<FileId> files)
            implements ChatCommand {}

    /// @param post the number of the post, 1 or more
    /// @param text as of a message
    /// @param replyTo the number of the comment that is answered; null if none is
    /// @param moment the time in a video that it is about; null for none
    /// @param files as of a message
    @JsonTypeName("comment.send")
    record SendComment(
            Long ref,
            ConversationId conversation,
            UUID clientId,
            long post,
            String text,
            @Nullable Long replyTo,
            @Nullable Moment moment,
            @Nullable List<FileId> files)
            implements ChatCommand {}

    /// Sends on what somebody said elsewhere.
    ///
    /// @param conversation where to
    /// @param from the conversation that it stands in
    /// @param number its number there, 1 or more
    /// @param title of the post that it becomes in a channel; null elsewhere
    @JsonTypeName("message.forward")
    record ForwardMessage(
            Long ref,
            ConversationId conversation,
            UUID clientId,
            ConversationId from,
            long number,
            @Nullable String title)
            implements ChatCommand {}

    /// Those that say what is to become of a message.
    sealed interface ChangeMessage {
        ConversationId conversation();

        /// The message's, 1 or more.
        long number();
    }

    /// @param clientId the editor's own name for this edit
    /// @param title of a post, as it is sent; null for every other message
    /// @param text as of a message
    @JsonTypeName("message.edit")
    record EditMessage(
            Long ref,
            ConversationId conversation,
            long number,
            UUID clientId,
            @Nullable String title,
            String text)
            implements ChatCommand, ChangeMessage {}

    @JsonTypeName("message.delete")
    record DeleteMessage(Long ref, ConversationId conversation, long number)
            implements ChatCommand, ChangeMessage {}

    /// @param emoji one, fully-qualified
    /// @param present whether the reaction is to be there
    @JsonTypeName("reaction.set")
    record SetReaction(
            Long ref, ConversationId conversation, long number, String emoji, boolean present)
            implements ChatCommand, ChangeMessage {}

    /// @param present whether the message is to be pinned
    @JsonTypeName("pin.set")
    record SetPin(Long ref, ConversationId conversation, long number, boolean present)
            implements ChatCommand, ChangeMessage {}

    /// @param allowed whether the post is to take comments
    @JsonTypeName("comments.set")
    record SetComments(Long ref, ConversationId conversation, long number, boolean allowed)
            implements ChatCommand, ChangeMessage {}

    /// @param active whether the person types or has stopped
    @JsonTypeName("typing")
    record SetTyping(@Nullable Long ref, ConversationId conversation, boolean active)
            implements ChatCommand {}

    /// @param number everything up to it has been read, 1 or more
    @JsonTypeName("read")
    record MarkRead(Long ref, ConversationId conversation, long number) implements ChatCommand {}

    /// The last message of somebody else is to be unread again.
    @JsonTypeName("unread")
    record MarkUnread(Long ref, ConversationId conversation) implements ChatCommand {}

    /// @param state ONLINE or AWAY
    @JsonTypeName("presence")
    record SetPresence(Long ref, Presence state) implements ChatCommand {}

    /// Whom the page shows by now, in place of whom it showed before.
    ///
    /// @param accounts up to 100, each once; none for a page that nobody looks at
    @JsonTypeName("presence.watch")
    record WatchPresence(Long ref, List<AccountId> accounts) implements ChatCommand {}

    /// @param cursor as a page of conversations or an earlier `resume` gave it
    @JsonTypeName("resume")
    record Resume(Long ref, String cursor) implements ChatCommand {}
}
