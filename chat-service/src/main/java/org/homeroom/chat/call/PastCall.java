package org.homeroom.chat.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.chat.notification.Activity.Actor;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.id.ConversationId;

/// A call that is over, as one of its two people sees it.
///
/// @param conversation the direct one of the two
/// @param number of the message that it left there
/// @param at when that was stored, by which the list is ordered
/// @param direction of the call, as seen by the viewer
/// @param missed whether the viewer was called and did not know of it: it was neither answered nor
///   declined
/// @param person the other one
/// @param mayCall whether the viewer may call that person now
@Schema(
        name = "PastCall",
        requiredProperties = {
            "conversation",
            "number",
            "at",
            "direction",
            "missed",
            "person",
            "mayCall",
            "call"
        })
record PastCall(
        ConversationId conversation,
        long number,
        Instant at,
        Direction direction,
        boolean missed,
        Actor person,
        boolean mayCall,
        CallCard call) {

    @Schema(name = "CallDirection")
    enum Direction {
        @JsonProperty("incoming")
        INCOMING,
        @JsonProperty("outgoing")
        OUTGOING
    }
}
