package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.event.CallSnapshot.Ending;
import org.homeroom.platform.id.CallId;
import org.jspecify.annotations.Nullable;

/// What a conversation keeps of a call that is over, as a message whose sender is the caller.
///
/// @param video whether it was begun as a video call
/// @param answeredAt not there if it was not answered
@Schema(
        name = "CallCard",
        requiredProperties = {"id", "video", "startedAt", "endedAt", "ending"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallCard(
        CallId id,
        boolean video,
        Instant startedAt,
        @Nullable Instant answeredAt,
        Instant endedAt,
        Ending ending) {

    /// The version of UUIDs that are named by whoever makes them (RFC 9562): names of cards have
    /// it, and those that a client gives to what it sends may not.
    public static final int VERSION_OF_NAMES = 8;

    /// Of a call that has ended.
    public static CallCard of(CallSnapshot call) {
        return new CallCard(
                call.id(),
                call.video(),
                micros(call.startedAt()),
                call.answeredAt() == null ? null : micros(call.answeredAt()),
                micros(
                        Objects.requireNonNull(
                                call.endedAt(), "a record is of a call that is over")),
                Objects.requireNonNull(call.ending(), "a call that is over ended somehow"));
    }

    /// What a database keeps of it: two tellings of one call are equal whatever they went through.
    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    /// Whether the callee was not there for it. Whoever declines a call knows of it.
    @JsonIgnore
    public boolean isMissed() {
        return answeredAt == null && ending != Ending.DECLINED;
    }

    /// By which a message is known to be this call's: the same for every telling of it, and nothing
    /// that a client may name a message of its own, to keep this one out.
    public UUID name() {
        try {
            var hash =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(("call:" + id).getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    hash.getLong() & ~0xF000L | (long) VERSION_OF_NAMES << 12,
                    hash.getLong() & ~(0b11L << 62) | 0b10L << 62);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }
}
