package org.homeroom.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A file that somebody uploads. A UUIDv7 on the wire.
@Schema(type = SchemaType.STRING, format = "uuid")
public record FileId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FileId {}

    /// Read from a path or query parameter.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID in its canonical form
    public static FileId fromString(String text) {
        return new FileId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
