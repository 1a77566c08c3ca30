package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Something that happened, as other services and replicas hear of it. Fields are only ever added.
public sealed interface Event
        permits AccountProfileEvent,
                AccountSessionEvent,
                CallRecordEvent,
                CallSignalEvent,
                ChannelMemberEvent,
                ChatEvent,
                DirectConversationEvent,
                PresenceEvent {
    /// The key of the record: events with one key keep their order, and a compacted topic keeps the
    /// last of each.
    @JsonIgnore
    String key();
}
