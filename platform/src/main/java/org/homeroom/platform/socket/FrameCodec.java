package org.homeroom.platform.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import java.io.UncheckedIOException;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.JsonFault;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Text ↔ frames, for one socket's commands.
final class FrameCodec {
    /// The largest integer that a JavaScript client holds exactly; a `ref` is at most this.
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    sealed interface Decoded {
        record Read(Command command) implements Decoded {}

        /// @param ref of the command, where it could still be read
        record Unreadable(@Nullable Long ref, Problem problem) implements Decoded {}
    }

    /// What every socket understands besides its own commands.
    sealed interface Common extends Command {
        @JsonTypeName("ping")
        record Ping(@Nullable Long ref) implements Common {}

        @JsonTypeName("session.refresh")
        record RefreshSession(@Nullable Long ref, @JsonProperty(required = true) String token)
                implements Common {}
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Ok(String type, long ref, @Nullable Object result) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Error(
            String type,
            @Nullable Long ref,
            String problem,
            String title,
            int status,
            String detail,
            @Nullable Long retryAfter) {}

    private final ObjectMapper json;
    private final ObjectReader commands;

    FrameCodec(ObjectMapper shared, Class<? extends Command> sealedCommands) {
        json = shared.copy();
        json.registerSubtypes(Common.class.getPermittedSubclasses());
        json.registerSubtypes(sealedCommands.getPermittedSubclasses());
        commands = json.readerFor(Command.class);
    }

    Decoded decode(String text) {
        try {
            Command command = commands.readValue(text);
            var ref = command == null ? null : command.ref();
            if (command == null || (ref != null && (ref < 0 || ref > MAX_SAFE_INTEGER))) {
                return invalid(null, new JsonFault("ref", "is not an integer from 0 to 2^53-1"));
            }
            return new Decoded.Read(command);
        } catch (InvalidTypeIdException type) {
            return new Decoded.Unreadable(
                    refOf(text),
                    type.getTypeId() == null
                            ? Problem.of(CommonProblem.INVALID_REQUEST, "“type” is missing.")
                            : Problem.of(
                                    CommonProblem.UNKNOWN_TYPE,
                                    "This socket has no command of that type."));
        } catch (JsonParseException malformed) {
            return new Decoded.Unreadable(
                    null,
                    Problem.of(CommonProblem.MALFORMED_JSON, "The frame is not well-formed JSON."));
        } catch (JsonProcessingException unfit) {
            if (unfit instanceof JsonMappingException
                    && unfit.getCause() instanceof JsonParseException) {
                return new Decoded.Unreadable(
                        null,
                        Problem.of(
                                CommonProblem.MALFORMED_JSON,
                                "The frame is not well-formed JSON."));
            }
            return invalid(refOf(text), JsonFault.of(unfit));
        }
    }

    private static Decoded invalid(@Nullable Long ref, JsonFault fault) {
        return new Decoded.Unreadable(
                ref, Problem.of(CommonProblem.INVALID_REQUEST, fault.sentence()));
    }

    /// A second look at a frame that did not fit, so that its sender learns which command was
    /// refused.
    private @Nullable Long refOf(String text) {
        try {
            var ref = json.readTree(text).path("ref");
            return ref.isIntegralNumber() && ref.canConvertToLong() && ref.longValue() >= 0
                    ? (Long) ref.longValue()
                    : null;
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    String ok(long ref, @Nullable Object result) {
        return encode(new Ok("ok", ref, result));
    }

    String error(@Nullable Long ref, Problem problem) {
        return encode(
                new Error(
                        "error",
                        ref,
                        problem.type().slug(),
                        problem.type().title(),
                        problem.type().status(),
                        problem.detail(),
                        problem.retryAfterSeconds().orElse(null)));
    }

    String encode(Object frame) {
        try {
            return json.writeValueAsString(frame);
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }
}
