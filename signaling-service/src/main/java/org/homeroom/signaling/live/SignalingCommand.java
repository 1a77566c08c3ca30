package org.homeroom.signaling.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.homeroom.platform.event.CallSignalEvent.Signal;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConnectionId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.platform.socket.Command;
import org.jspecify.annotations.Nullable;

/// What a client may send on `/ws/signaling`, besides `ping` and `session.refresh`. Described in
/// `META-INF/asyncapi/signaling.json`.
sealed interface SignalingCommand extends Command {

    /// The first: which device this is. It takes its seats again and hears how its calls stand.
    @JsonTypeName("attach")
    record Attach(Long ref, DeviceId device) implements SignalingCommand {}

    /// @param call the caller's own name for it
    /// @param conversation the direct one with whoever is called
    @JsonTypeName("call.start")
    record StartCall(Long ref, CallId call, ConversationId conversation, boolean video)
            implements SignalingCommand {}

    /// @param instead whether the call that this device is in is to end for it
    @JsonTypeName("call.answer")
    record AnswerCall(Long ref, CallId call, boolean instead) implements SignalingCommand {}

    /// Declines, gives up or hangs up.
    @JsonTypeName("call.end")
    record EndCall(Long ref, CallId call) implements SignalingCommand {}

    /// How a call was at this device, once it is over for it. For those who run the installation:
    /// it is added to what others said and kept nowhere else.
    ///
    /// @param setUpMs from the answer to the first sound; null: none ever came
    /// @param path how the two reached each other; null: not at all
    /// @param loss of packets, 0 to 1
    /// @param roundTripMs there and back; null: not measured
    /// @param freezes of the other's picture
    @JsonTypeName("call.report")
    record Report(
            @Nullable Long ref,
            CallId call,
            @Nullable Integer setUpMs,
            @Nullable Path path,
            double loss,
            @Nullable Integer roundTripMs,
            int freezes)
            implements SignalingCommand {

        enum Path {
            @JsonProperty("direct")
            DIRECT,
            @JsonProperty("relayed")
            RELAYED
        }
    }

    /// Those that go on to the other device as they are.
    sealed interface Relayed extends SignalingCommand {
        CallId call();

        Signal signal();
    }

    /// @param from the connection that it describes
    /// @param to the other device's that it is meant for, once it is known
    /// @param sdp as `RTCSessionDescription` has it
    @JsonTypeName("call.description")
    record Describe(
            @Nullable Long ref,
            CallId call,
            ConnectionId from,
            @Nullable ConnectionId to,
            Signal.Kind kind,
            String sdp)
            implements Relayed {
        @Override
        public Signal signal() {
            return new Signal.Description(from, to, kind, sdp);
        }
    }

    /// As `RTCIceCandidate` has it.
    @JsonTypeName("call.candidate")
    record AddCandidate(
            @Nullable Long ref,
            CallId call,
            String candidate,
            @Nullable String mid,
            @Nullable Integer line,
            @Nullable String fragment)
            implements Relayed {
        @Override
        public Signal signal() {
            return new Signal.Candidate(candidate, mid, line, fragment);
        }
    }

    @JsonTypeName("call.media")
    record SetMedia(
            @Nullable Long ref,
            CallId call,
            boolean microphone,
            boolean camera,
            boolean screen,
            boolean paused)
            implements Relayed {
        @Override
        public Signal signal() {
            return new Signal.Media(microphone, camera, screen, paused);
        }
    }
}
