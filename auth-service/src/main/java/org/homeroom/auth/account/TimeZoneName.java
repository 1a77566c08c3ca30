package org.homeroom.auth.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A time zone by its name in the IANA database, such as `Asia/Taipei`.
@Schema(
        type = SchemaType.STRING,
        description = "Name in the IANA time zone database.",
        examples = "Asia/Taipei")
public record TimeZoneName(@JsonValue String value) {
    /// @throws IllegalArgumentException for a name that is not in the database; offsets such as
    ///   `+08:00` are none, for they do not know of summer time
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TimeZoneName {
        if (!ZoneId.getAvailableZoneIds().contains(value)) {
            throw new IllegalArgumentException("no such time zone");
        }
    }
}
