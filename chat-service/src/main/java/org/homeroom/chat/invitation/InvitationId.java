package org.homeroom.chat.invitation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.Uuids;

/// An invitation, which is not its token. A UUIDv7 on the wire.
@Schema(type = SchemaType.STRING, format = "uuid")
public record InvitationId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InvitationId {}

    /// Read from a path or query parameter.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID in its canonical form
    public static InvitationId fromString(String text) {
        return new InvitationId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
