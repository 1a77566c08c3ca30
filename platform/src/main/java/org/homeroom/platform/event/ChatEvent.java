package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;

/// On `chat-events`: what the replicas of chat-service tell their sockets.
public sealed interface ChatEvent extends Event {
    /// Null if it happened in none, or in all of somebody's.
    @Nullable ConversationId conversation();

    @Override
    default String key() {
        return String.valueOf(conversation());
    }

    /// @param number place in the conversation, from 1 without gaps
    /// @param clientId the sender's own name for this message, unique with the sender
    /// @param title of a post; null for every other message
    /// @param commentsAllowed whether a post takes comments; null for every other message
    /// @param post of a comment: the number of its post
    /// @param replyTo of a reply: the number of the comment that it answers
    /// @param moment the time in a video that it is about; null for none
    /// @param call of a message that is all that is left of a call; null for every other message
    /// @param condition what became of it since; null for one that was never changed
    /// @param files what it says of those that were sent with it; null for none
    /// @param revision that of the conversation when the message was stored, or a later one: who
    ///   hears of the message is decided by the members of that time. Null, in records of before
    ///   there was one, is 0
    @EventType("org.homeroom.chat.message-sent")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessageSent(
            ConversationId conversation,
            long number,
            MessageId id,
            AccountId sender,
            UUID clientId,
            String text,
            Instant sentAt,
            @Nullable String title,
            @Nullable Boolean commentsAllowed,
            @Nullable Long post,
            @Nullable Long replyTo,
            @Nullable Moment moment,
            @Nullable CallCard call,
            @Nullable Forwarded forwarded,
            @Nullable Condition condition,
            @Nullable List<MessageFile> files,
            @Nullable Long revision)
            implements ChatEvent {}

    /// What became of a message after it was sent.
    ///
    /// @param change the conversation's that changed it last: of two conditions the one with the
    ///   higher change is the later
    /// @param deletedBy the sender, or whoever moderates the channel; null unless it is deleted
    /// @param pinnedBy null unless it is pinned
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Condition(
            long change,
            @Nullable Instant editedAt,
            @Nullable Instant deletedAt,
            @Nullable AccountId deletedBy,
            @Nullable Instant pinnedAt,
            @Nullable AccountId pinnedBy) {}

    /// A message was edited, deleted, pinned or unpinned.
    ///
    /// @param change the conversation's, 1, 2, 3, … without gaps
    /// @param message what it is from then on, in a revision by which whoever did it was judged
    @EventType("org.homeroom.chat.message-changed")
    record MessageChanged(ConversationId conversation, long change, MessageSent message)
            implements ChatEvent {}

    /// Somebody reacted to a message, or took it back.
    ///
    /// @param change the conversation's, as of [MessageChanged]
    /// @param revision that of the conversation when it happened
    /// @param present whether the account's reaction is there now
    /// @param reactions all that the message has now, in the order of their first use
    @EventType("org.homeroom.chat.reaction-changed")
    record ReactionChanged(
            ConversationId conversation,
            long change,
            long revision,
            long number,
            AccountId account,
            String emoji,
            boolean present,
            List<Reaction> reactions)
            implements ChatEvent {
        public ReactionChanged {
            reactions = List.copyOf(reactions);
        }
    }

    /// @param count how many people have it, 1 or more
    record Reaction(String emoji, int count) {}

    /// Messages were changed, and it can no longer be said one by one how: whoever knows of fewer
    /// changes asks.
    ///
    /// @param lastChange the conversation's last
    @EventType("org.homeroom.chat.messages-changed")
    record MessagesChanged(ConversationId conversation, long lastChange) implements ChatEvent {}

    /// Somebody came into a conversation, left it, or has another role in it.
    ///
    /// @param role null for somebody who is no longer in it
    /// @param firstNumber the first message that they may see
    /// @param memberCount how many are in it now
    /// @param isChannel whether it is a channel, whose members are not told where the others are
    /// @param revision of this change; what is not newer than what is known of the account there is
    ///   dropped
    @EventType("org.homeroom.chat.member-changed")
    record MemberChanged(
            ConversationId conversation,
            AccountId account,
            @Nullable MemberRole role,
            long firstNumber,
            int memberCount,
            boolean isChannel,
            long revision)
            implements ChatEvent {}

    /// A conversation has another name or other settings.
    @EventType("org.homeroom.chat.conversation-changed")
    record ConversationChanged(ConversationId conversation, long revision) implements ChatEvent {}

    /// A conversation came to be; its members' sockets belong to it from now on.
    @EventType("org.homeroom.chat.conversation-opened")
    record ConversationOpened(ConversationId conversation, List<AccountId> members)
            implements ChatEvent {
        public ConversationOpened {
            members = List.copyOf(members);
        }
    }

    /// @param number everything up to it has been read by the account
    @EventType("org.homeroom.chat.read-marker-moved")
    record ReadMarkerMoved(ConversationId conversation, AccountId account, long number)
            implements ChatEvent {}

    /// What somebody wants to be notified of has changed, or what they have seen in Activity: their
    /// own devices are told.
    ///
    /// @param conversation null for what they chose, or have seen, of all together
    @EventType("org.homeroom.chat.choices-changed")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChoicesChanged(AccountId account, @Nullable ConversationId conversation)
            implements ChatEvent {
        @Override
        public String key() {
            return account.toString();
        }
    }

    /// Somebody reported a message of the conversation, or a report of one was settled: those who
    /// answer for it are told how many there are.
    @EventType("org.homeroom.chat.reports-changed")
    record ReportsChanged(ConversationId conversation) implements ChatEvent {}

    @EventType("org.homeroom.chat.typing-changed")
    record TypingChanged(ConversationId conversation, AccountId account, boolean active)
            implements ChatEvent {}
}
