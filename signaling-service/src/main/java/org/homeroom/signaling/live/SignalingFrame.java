package org.homeroom.signaling.live;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.homeroom.platform.event.CallSignalEvent.Signal;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConnectionId;
import org.jspecify.annotations.Nullable;

/// What the server sends on `/ws/signaling`, besides `ok` and `error`. Described in
/// `META-INF/asyncapi/signaling.json`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface SignalingFrame {
    /// The first frame.
    ///
    /// @param pingAfterSeconds of quiet, after which the client should let itself be heard
    @JsonTypeName("hello")
    record Hello(AccountId account, int pingAfterSeconds) implements SignalingFrame {}

    /// Whatever has become of a call: all of it, at each change.
    @JsonTypeName("call.changed")
    record CallChanged(CallSnapshot call) implements SignalingFrame {}

    @JsonTypeName("call.description")
    record Description(
            CallId call, ConnectionId from, @Nullable ConnectionId to, Signal.Kind kind, String sdp)
            implements SignalingFrame {}

    @JsonTypeName("call.candidate")
    record Candidate(
            CallId call,
            String candidate,
            @Nullable String mid,
            @Nullable Integer line,
            @Nullable String fragment)
            implements SignalingFrame {}

    @JsonTypeName("call.media")
    record Media(CallId call, boolean microphone, boolean camera, boolean screen, boolean paused)
            implements SignalingFrame {}

    /// What the other device sent.
    static SignalingFrame of(CallId call, Signal signal) {
        return switch (signal) {
            case Signal.Description(var from, var to, var kind, var sdp) ->
                    new Description(call, from, to, kind, sdp);
            case Signal.Candidate(var candidate, var mid, var line, var fragment) ->
                    new Candidate(call, candidate, mid, line, fragment);
            case Signal.Media(var microphone, var camera, var screen, var paused) ->
                    new Media(call, microphone, camera, screen, paused);
        };
    }

    /// What `attach` comes to.
    ///
    /// @param calls all of the person's that are not over; any other that the device knew of before
    ///   is
    /// @param now by the server's clock, which the times of calls are of
    record Attached(List<CallSnapshot> calls, Instant now) {
        public Attached {
            calls = List.copyOf(calls);
        }
    }

    /// What a command about a call comes to: the call that came of it, which, if two people call
    /// each other at once, is the other's.
    record Told(CallSnapshot call) {}
}
