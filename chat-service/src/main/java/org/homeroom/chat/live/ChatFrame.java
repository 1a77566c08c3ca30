package org.homeroom.chat.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.homeroom.chat.conversation.ConversationView;
import org.homeroom.chat.conversation.ConversationView.Presence;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.notification.Activity;
import org.homeroom.chat.notification.ConversationNotifications;
import org.homeroom.chat.notification.NotificationSettings;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.event.ChatEvent.Reaction;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;

/// What the server sends on `/ws/chat`, besides `ok` and `error`. Described in
/// `META-INF/asyncapi/chat.json`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface ChatFrame {

    /// The first frame.
    @JsonTypeName("hello")
    record Hello(AccountId account, int pingAfterSeconds, int maxTextBytes) implements ChatFrame {}

    @JsonTypeName("message.sent")
    record MessageSent(ConversationId conversation, Message message) implements ChatFrame {}

    /// @param change the conversation's, 1, 2, 3, … without gaps
    /// @param message what it is from then on; its reactions are as they were, or gone if it is
    ///   deleted
    @JsonTypeName("message.changed")
    record MessageChanged(ConversationId conversation, long change, Message message)
            implements ChatFrame {}

    /// @param change as of `message.changed`
    /// @param present whether the account's reaction is there now
    /// @param reactions all that the message has now
    @JsonTypeName("reaction.changed")
    record ReactionChanged(
            ConversationId conversation,
            long change,
            long number,
            AccountId account,
            String emoji,
            boolean present,
            List<Reaction> reactions)
            implements ChatFrame {
        public ReactionChanged {
            reactions = List.copyOf(reactions);
        }
    }

    /// @param lastChange the conversation's last: who knows of fewer asks for the others
    @JsonTypeName("messages.changed")
    record MessagesChanged(ConversationId conversation, long lastChange) implements ChatFrame {}

    @JsonTypeName("conversation.opened")
    record ConversationOpened(ConversationView conversation) implements ChatFrame {}

    /// @param name null for a group without one
    /// @param channel null if it is none
    /// @param closed of a direct one in which nothing can be written; else not there
    @JsonTypeName("conversation.changed")
    record ConversationChanged(
            ConversationId conversation,
            long revision,
            @Nullable String name,
            ConversationView.@Nullable Channel channel,
            @JsonInclude(JsonInclude.Include.NON_NULL) ConversationView.@Nullable Closed closed)
            implements ChatFrame {}

    /// @param revision since when; what is older is dropped
    @JsonTypeName("conversation.left")
    record ConversationLeft(ConversationId conversation, long revision) implements ChatFrame {}

    /// @param role null for somebody who is no longer in it
    @JsonTypeName("member.changed")
    record MemberChanged(
            ConversationId conversation,
            long revision,
            AccountId account,
            int memberCount,
            @Nullable MemberRole role)
            implements ChatFrame {}

    @JsonTypeName("typing")
    record Typing(ConversationId conversation, AccountId account, boolean active)
            implements ChatFrame {}

    /// @param number how far was read; of the receiver's own marker, where it is by now
    /// @param seenNumber the furthest that it ever was, only if the marker is the receiver's own
    /// @param readRevision of its last move, likewise
    /// @param unread what is left unread, likewise
    /// @param mentions those of them that call the receiver, likewise
    @JsonTypeName("read")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Read(
            ConversationId conversation,
            AccountId account,
            long number,
            @Nullable Long seenNumber,
            @Nullable Long readRevision,
            @Nullable Integer unread,
            @Nullable Integer mentions)
            implements ChatFrame {}

    @JsonTypeName("presence")
    record PresenceChanged(AccountId account, Presence state, @Nullable Instant lastSeenAt)
            implements ChatFrame {}

    /// @param name empty for an account that is deleted
    /// @param deleted true, or not there
    @JsonTypeName("profile")
    record ProfileChanged(
            AccountId account,
            String name,
            String status,
            @Nullable String photo,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean deleted)
            implements ChatFrame {
        static ProfileChanged of(Person person) {
            return new ProfileChanged(
                    person.id(),
                    person.name(),
                    person.status(),
                    person.photo(),
                    person.isDeleted() ? true : null);
        }
    }

    /// @param unread what of Activity is: exact up to 99, 100 means more
    /// @param missedCalls since the receiver last looked at the list of calls, counted likewise
    /// @param items what of it may be new and concerns the receiver by name
    @JsonTypeName("activity")
    record ActivityChanged(int unread, int missedCalls, List<Activity> items) implements ChatFrame {
        public ActivityChanged {
            items = List.copyOf(items);
        }
    }

    /// @param accounts all whom the receiver blocks
    @JsonTypeName("blocks")
    record BlocksChanged(List<AccountId> accounts) implements ChatFrame {
        public BlocksChanged {
            accounts = List.copyOf(accounts);
        }
    }

    @JsonTypeName("conversation.notifications")
    record ConversationNotificationsChanged(
            ConversationId conversation, ConversationNotifications notifications)
            implements ChatFrame {}

    @JsonTypeName("notifications")
    record NotificationSettingsChanged(NotificationSettings settings) implements ChatFrame {}

    /// @param open how many messages that were reported wait for the receiver: exact up to 99, 100
    ///   means more
    @JsonTypeName("reports")
    record ReportsChanged(int open) implements ChatFrame {}

    /// The `result` of an `ok`.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    sealed interface Result {
        @JsonTypeName("sent")
        record Sent(ConversationId conversation, long number, MessageId id, Instant sentAt)
                implements Result {}

        /// @param change the conversation's by which the message is so
        @JsonTypeName("changed")
        record Changed(ConversationId conversation, long number, long change) implements Result {}

        @JsonTypeName("resumed")
        record Resumed(
                String cursor, List<ConversationView> conversations, List<ConversationId> left)
                implements Result {}
    }
}
