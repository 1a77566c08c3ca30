package org.homeroom.auth.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.Uuids;

/// An entry of the audit log; later ones sort after earlier ones. A UUIDv7 on the wire.
@Schema(type = SchemaType.STRING, format = "uuid")
public record EventId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EventId {}

    /// Read from a query parameter.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID in its canonical form
    public static EventId fromString(String text) {
        return new EventId(Uuids.parse(text));
    }
}
