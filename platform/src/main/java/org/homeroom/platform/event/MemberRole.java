package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What somebody is in a channel. In a group and in a direct conversation everybody is a MEMBER.
public enum MemberRole {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("teacher")
    TEACHER,
    @JsonProperty("member")
    MEMBER,
    /// Reads and comments: a parent, a visitor.
    @JsonProperty("guest")
    GUEST;

    /// Whether they answer for what is written in the channel.
    public boolean leads() {
        return this == OWNER || this == TEACHER;
    }
}
