package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.FileId;
import org.jspecify.annotations.Nullable;

/// What a message says of a file that was sent with it. It never changes.
///
/// @param type IANA media type, by what the bytes are
/// @param width in pixels, of a picture of which there are previews; else not there
/// @param height the same
/// @param placeholder ThumbHash in Base64 of such a picture: what to show until the preview is here
@Schema(
        name = "MessageFile",
        requiredProperties = {"id", "name", "type", "bytes"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageFile(
        FileId id,
        String name,
        String type,
        long bytes,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String placeholder) {}
