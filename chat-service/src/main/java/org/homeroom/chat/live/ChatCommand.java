package org.homeroom.chat.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.UUID;
import org.homeroom.chat.conversation.ConversationView.Presence;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.socket.Command;
import org.jspecify.annotations.Nullable;

/// What a client may send on `/ws/chat`, besides `ping` and `session.refresh`. Described in
/// `META-INF/asyncapi/chat.json`.
public sealed interface ChatCommand extends Command {

    /// @param text 1–16,384 bytes of UTF-8, Markdown
    @JsonTypeName("message.send")
    record SendMessage(
            @JsonProperty(required = true) Long ref,
            @JsonProperty(required = true) ConversationId conversation,
            @JsonProperty(required = true) UUID clientId,
            @JsonProperty(required = true) String text)
            implements ChatCommand {}

    @JsonTypeName("typing")
    record SetTyping(
            @Nullable Long ref,
            @JsonProperty(required = true) ConversationId conversation,
            @JsonProperty(required = true) boolean active)
            implements ChatCommand {}

    /// @param number everything up to it has been read, 0 or more
    @JsonTypeName("read")
    record MarkRead(
            @Nullable Long ref,
            @JsonProperty(required = true) ConversationId conversation,
            @JsonProperty(required = true) long number)
            implements ChatCommand {}

    @JsonTypeName("presence")
    record SetPresence(@Nullable Long ref, @JsonProperty(required = true) Presence state)
            implements ChatCommand {}

    /// @param cursor as a page of conversations or an earlier `resume` gave it
    @JsonTypeName("resume")
    record Resume(
            @JsonProperty(required = true) Long ref, @JsonProperty(required = true) String cursor)
            implements ChatCommand {}
}
