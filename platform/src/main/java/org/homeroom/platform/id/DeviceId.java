package org.homeroom.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One of a person's devices: a tab of a browser. It names itself; a UUID on the wire.
@Schema(type = SchemaType.STRING, format = "uuid")
public record DeviceId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceId {}

    /// Read from a path or query parameter.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID in its canonical form
    public static DeviceId fromString(String text) {
        return new DeviceId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
