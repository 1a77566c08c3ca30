package org.homeroom.chat.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Something that concerns somebody, on the wire.
///
/// @param name of the channel or the group; null without one
/// @param number of the message; 0 for ADDED
/// @param post the number of the post that the message is a comment on; null for every other one
/// @param at when it was said; of reactions, the latest
/// @param title of the post, its own or the one it is a comment on; null without one
/// @param text what the message begins with; empty for ADDED and CALL
/// @param people who did it, the latest first, three at most
/// @param count how many people did it
/// @param emoji of REACTION, in the order of their first use
/// @param call of CALL; else not there
@Schema(
        name = "Activity",
        requiredProperties = {
            "kind",
            "conversation",
            "name",
            "number",
            "post",
            "at",
            "unread",
            "title",
            "text",
            "people",
            "count",
            "emoji"
        })
public record Activity(
        Kind kind,
        ConversationId conversation,
        @Schema(nullable = true) @Nullable String name,
        long number,
        @Schema(nullable = true) @Nullable Long post,
        Instant at,
        boolean unread,
        @Schema(nullable = true) @Nullable String title,
        String text,
        List<Actor> people,
        int count,
        List<String> emoji,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CallCard call) {

    public Activity {
        people = List.copyOf(people);
        emoji = List.copyOf(emoji);
    }

    @Schema(name = "ActivityKind")
    public enum Kind {
        /// The message calls one, or everybody.
        @JsonProperty("mention")
        MENTION,
        /// It is a comment on one's own post.
        @JsonProperty("comment")
        COMMENT,
        /// It answers what one wrote.
        @JsonProperty("reply")
        REPLY,
        /// Others reacted to one's own message.
        @JsonProperty("reaction")
        REACTION,
        /// One missed it.
        @JsonProperty("call")
        CALL,
        /// One was added to a channel.
        @JsonProperty("added")
        ADDED
    }

    /// @param name empty for an account that is deleted
    /// @param deleted true, or not there
    @Schema(
            name = "Actor",
            requiredProperties = {"id", "name", "photo"})
    public record Actor(
            AccountId id,
            String name,
            @Schema(nullable = true) @Nullable String photo,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean deleted) {
        public static Actor of(Person person) {
            return new Actor(
                    person.id(), person.name(), person.photo(), person.isDeleted() ? true : null);
        }
    }
}
