package org.homeroom.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.notification.ConversationNotifications;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.event.PresenceEvent;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// A conversation as one of its members sees it, on the wire.
///
/// @param name of a channel, and of a group if it was given one; else null
/// @param channel null if it is none
/// @param role the viewer's; MEMBER outside a channel
/// @param members empty for a channel, which may have thousands
/// @param revision counts the changes of members, roles, name and settings, from 0
/// @param firstNumber the first message that the viewer may see
/// @param lastNumber place of the last message; 0 when there is none
/// @param lastChange the conversation's last change of a message; 0 when there was none
/// @param readNumber the viewer's read marker
/// @param seenNumber the furthest that it ever was
/// @param readRevision grows with each move of it, forward or back
/// @param unread other people's messages after the marker: exact up to 99, 100 means more
/// @param mentions those of them that call the viewer, or everybody; counted likewise
/// @param closed why nothing can be written in a direct conversation; else not there
/// @param notifications what the viewer wants to be notified of here
@Schema(
        name = "Conversation",
        requiredProperties = {
            "id",
            "kind",
            "name",
            "channel",
            "role",
            "members",
            "memberCount",
            "revision",
            "firstNumber",
            "lastNumber",
            "lastChange",
            "lastMessage",
            "readNumber",
            "seenNumber",
            "readRevision",
            "unread",
            "mentions",
            "notifications",
            "createdAt"
        })
public record ConversationView(
        ConversationId id,
        Kind kind,
        @Schema(nullable = true) @Nullable String name,
        @Schema(nullable = true) @Nullable Channel channel,
        MemberRole role,
        List<Member> members,
        int memberCount,
        long revision,
        long firstNumber,
        long lastNumber,
        long lastChange,
        @Schema(nullable = true) @Nullable Message lastMessage,
        long readNumber,
        long seenNumber,
        long readRevision,
        int unread,
        int mentions,
        ConversationNotifications notifications,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Closed closed) {

    public ConversationView {
        members = List.copyOf(members);
    }

    @Schema(name = "ConversationKind")
    public enum Kind {
        @JsonProperty("direct")
        DIRECT,
        @JsonProperty("group")
        GROUP,
        @JsonProperty("channel")
        CHANNEL
    }

    @Schema(name = "Closed")
    public enum Closed {
        /// The viewer has blocked the other.
        @JsonProperty("blocked")
        BLOCKED,
        /// The other is not to be reached.
        @JsonProperty("unavailable")
        UNAVAILABLE
    }

    /// What only channels have.
    ///
    /// @param description empty without one
    /// @param announcementsOnly whether only owners and teachers post
    /// @param archivedAt null while it is not
    @Schema(
            name = "Channel",
            requiredProperties = {"description", "access", "announcementsOnly", "archivedAt"})
    public record Channel(
            String description,
            Terms.Access access,
            boolean announcementsOnly,
            @Schema(nullable = true) @Nullable Instant archivedAt) {}

    /// @param name empty for an account that is deleted
    /// @param status empty without one
    /// @param photo names the pictures at `/api/users/photos/{photo}/`
    /// @param deleted true, or not there
    /// @param readNumber the viewer's marker, and of all others how far they have read; null for
    ///   one who does not share it, and to one who does not
    /// @param lastSeenAt when they went offline; null while they are not, or if nobody knows
    @Schema(
            name = "Member",
            requiredProperties = {
                "id",
                "name",
                "status",
                "photo",
                "readNumber",
                "presence",
                "lastSeenAt"
            })
    public record Member(
            AccountId id,
            String name,
            String status,
            @Schema(nullable = true) @Nullable String photo,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean deleted,
            @Schema(nullable = true) @Nullable Long readNumber,
            Presence presence,
            @Schema(nullable = true) @Nullable Instant lastSeenAt) {}

    @Schema(name = "Presence")
    public enum Presence {
        @JsonProperty("online")
        ONLINE,
        @JsonProperty("away")
        AWAY,
        @JsonProperty("offline")
        OFFLINE;

        public static Presence of(PresenceEvent.State state) {
            return switch (state) {
                case ONLINE -> ONLINE;
                case AWAY -> AWAY;
                case OFFLINE -> OFFLINE;
            };
        }
    }
}
