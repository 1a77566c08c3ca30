package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConnectionId;
import org.homeroom.platform.id.DeviceId;
import org.jspecify.annotations.Nullable;

/// On `call-signals`: what the replicas of signaling-service tell each other's sockets.
public sealed interface CallSignalEvent extends Event {
    /// The record's key, so that what one device sends another arrives in its order.
    CallId about();

    @Override
    default String key() {
        return about().toString();
    }

    @EventType("org.homeroom.call.changed")
    record CallChanged(CallSnapshot call) implements CallSignalEvent {
        @Override
        public CallId about() {
            return call.id();
        }
    }

    /// One device tells the other how to connect. Kept nowhere.
    ///
    /// @param account whose device it is for
    @EventType("org.homeroom.call.signal-sent")
    record SignalSent(CallId about, AccountId account, DeviceId device, Signal signal)
            implements CallSignalEvent {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(Signal.Description.class),
        @JsonSubTypes.Type(Signal.Candidate.class),
        @JsonSubTypes.Type(Signal.Media.class)
    })
    sealed interface Signal {
        /// A session description (RFC 8829), as `RTCPeerConnection` has it.
        ///
        /// @param from the connection that it describes
        /// @param to the connection of the other device that it is meant for; null: whichever is
        ///   there, since none is known yet
        /// @param sdp RFC 8866
        @JsonTypeName("description")
        record Description(ConnectionId from, @Nullable ConnectionId to, Kind kind, String sdp)
                implements Signal {}

        enum Kind {
            @JsonProperty("offer")
            OFFER,
            @JsonProperty("answer")
            ANSWER
        }

        /// One way to reach the device (RFC 8838).
        ///
        /// @param candidate the attribute as of RFC 8839; empty: there are no more
        /// @param mid of the media it is for
        /// @param line of the media it is for, from 0
        /// @param fragment the user name fragment of the generation it belongs to
        @JsonTypeName("candidate")
        record Candidate(
                String candidate,
                @Nullable String mid,
                @Nullable Integer line,
                @Nullable String fragment)
                implements Signal {}

        /// What the device sends of its person.
        ///
        /// @param paused whether the camera's picture is held back to keep the sound
        @JsonTypeName("media")
        record Media(boolean microphone, boolean camera, boolean screen, boolean paused)
                implements Signal {}
    }
}
