package org.homeroom.platform.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
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
    private record Ok(String type, long ref, @JsonRawValue @Nullable String result) {}

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
        json.registerSubtypes(records(Common.class));
        json.registerSubtypes(records(sealedCommands));
        commands = json.readerFor(Command.class);
    }

    /// The records of a sealed interface, and of the sealed interfaces that it is sorted into.
    private static Class<?>[] records(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? Stream.of(records(type)) : Stream.of(type))
                .toArray(Class<?>[]::new);
    }

    Decoded decode(String text) {
        if (text.isBlank()) {
            return malformed(text);
        }
        try {
            Command command = commands.readValue(text);
            if (command == null) {
                return invalid(text, new JsonFault("", "is not an object"));
            }
            var ref = command.ref();
            if (ref != null && (ref < 0 || ref > MAX_SAFE_INTEGER)) {
                return invalid(text, new JsonFault("ref", "is not an integer from 0 to 2^53-1"));
            }
            return new Decoded.Read(command);
        } catch (JsonParseException malformed) {
            return malformed(text);
        } catch (InvalidTypeIdException type) {
            if (!type.getPath().isEmpty()) {
                // Of something in the command, not of the command.
                return invalid(text, JsonFault.of(type));
            }
            return type.getTypeId() == null
                    ? invalid(text, new JsonFault("type", "is missing"))
                    : new Decoded.Unreadable(
                            refOf(text),
                            Problem.of(
                                    CommonProblem.UNKNOWN_TYPE,
                                    "This socket has no command of that type."));
        } catch (JsonProcessingException unfit) {
            return unfit.getCause() instanceof JsonParseException
                    ? malformed(text)
                    : invalid(text, JsonFault.of(unfit));
        }
    }

    private Decoded malformed(String text) {
        return new Decoded.Unreadable(
                refOf(text),
                Problem.of(CommonProblem.MALFORMED_JSON, "The frame is not well-formed JSON."));
    }

    private Decoded invalid(String text, JsonFault fault) {
        return new Decoded.Unreadable(
                refOf(text), Problem.of(CommonProblem.INVALID_REQUEST, fault.sentence()));
    }

    /// The `ref` of a frame that is not carried out, so that its sender learns which one was
    /// refused; null where there is none that can be read. Reads no further than it must.
    @Nullable Long refOf(String text) {
        try (var parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isRef = parser.currentName().equals("ref");
                var value = parser.nextToken();
                if (isRef) {
                    var ref = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
                    return 0 <= ref && ref <= MAX_SAFE_INTEGER ? (Long) ref : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    String ok(long ref, @Nullable Object result) {
        // Encoded on its own: inside another record Jackson leaves out the name of a result's kind.
        return encode(new Ok("ok", ref, result == null ? null : encode(result)));
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
