package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.jspecify.annotations.Nullable;

/// All of a call between two people, as both of them and all replicas may know it.
///
/// @param conversation the direct one of the two
/// @param video whether it was begun as a video call
/// @param revision counts its changes, from 1; what is not newer is dropped
/// @param ringsUntil when it is given up; null unless it rings
/// @param waiting whether the callee was in another call when it began
/// @param answeredAt null if it was not
/// @param endedAt null if it is not
/// @param ending how; null if it is not
/// @param endedBy who hung up; null in any other state
/// @param calleeSeat null before it is answered
public record CallSnapshot(
        CallId id,
        ConversationId conversation,
        AccountId caller,
        AccountId callee,
        boolean video,
        long revision,
        State state,
        Instant startedAt,
        @Nullable Instant ringsUntil,
        boolean waiting,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Ending ending,
        @Nullable AccountId endedBy,
        Seat callerSeat,
        @Nullable Seat calleeSeat) {

    public enum State {
        @JsonProperty("ringing")
        RINGING,
        @JsonProperty("connected")
        CONNECTED,
        @JsonProperty("ended")
        ENDED
    }

    @Schema(name = "CallEnding")
    public enum Ending {
        /// One of the two put an end to it.
        @JsonProperty("hung-up")
        HUNG_UP,
        /// One of the two was away for too long.
        @JsonProperty("lost")
        LOST,
        /// By the caller, before it was answered.
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("declined")
        DECLINED,
        /// It rang to the end.
        @JsonProperty("unanswered")
        UNANSWERED,
        /// The callee had a call, and another one waiting.
        @JsonProperty("busy")
        BUSY
    }

    /// The device with which somebody takes part.
    ///
    /// @param awaySince when its line was lost; null while it can be reached
    public record Seat(DeviceId device, @Nullable Instant awaySince) {}
}
