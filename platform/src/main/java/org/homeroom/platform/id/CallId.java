package org.homeroom.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A call between two people, named by the device that begins it. A UUID on the wire.
@Schema(type = SchemaType.STRING, format = "uuid")
public record CallId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CallId {}

    /// Read from a path or query parameter.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID in its canonical form
    public static CallId fromString(String text) {
        return new CallId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
