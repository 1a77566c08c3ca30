package org.homeroom.chat.file;

import org.jspecify.annotations.Nullable;

/// What was found out about a file when all of it was there.
///
/// @param type IANA media type
/// @param width in pixels, of a picture of which there are previews; else null, like all that
///   follow
/// @param placeholder ThumbHash in Base64
record FileFindings(
        String type,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String placeholder) {
    static FileFindings of(FileKind kind) {
        return new FileFindings(kind.type(), null, null, null);
    }
}
