package org.homeroom.platform.echo;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.socket.Command;
import org.jspecify.annotations.Nullable;

sealed interface EchoCommand extends Command {
    /// Answered with the same text.
    @JsonTypeName("echo")
    record Echo(@Nullable Long ref, String text) implements EchoCommand {}

    /// Refused.
    @JsonTypeName("refuse")
    record Refuse(@Nullable Long ref) implements EchoCommand {}

    /// Answered when the test lets it be.
    @JsonTypeName("wait")
    record Wait(@Nullable Long ref) implements EchoCommand {}

    /// Fails in one of the ways in which a handler can.
    @JsonTypeName("fail")
    record Fail(@Nullable Long ref, How how) implements EchoCommand {}

    enum How {
        FAILED_UNI,
        THROWN,
        NULL_UNI,
        NULL_ANSWER,
        UNWRITABLE_RESULT
    }

    /// Says who sends it.
    @JsonTypeName("whoami")
    record WhoAmI(@Nullable Long ref, @Nullable AccountId expected) implements EchoCommand {}
}
