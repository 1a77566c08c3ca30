package org.homeroom.platform.event;

import org.homeroom.platform.id.CallId;

/// On `call-records`: each call once it is over, for the conversation to show.
public sealed interface CallRecordEvent extends Event {
    CallId about();

    @Override
    default String key() {
        return about().toString();
    }

    /// Told at least once of each call.
    @EventType("org.homeroom.call.ended")
    record CallEnded(CallSnapshot call) implements CallRecordEvent {
        @Override
        public CallId about() {
            return call.id();
        }
    }
}
