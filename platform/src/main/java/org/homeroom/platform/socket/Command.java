package org.homeroom.platform.socket;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// A frame from a client. A service seals an interface of its own over this one; each record
/// carries its dotted name in `@JsonTypeName`, and every field that must be there is `required`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public interface Command {
    /// The client's name for this command, 0–2⁵³−1, which its answer carries too; null if no answer
    /// is wanted.
    @Nullable Long ref();
}
