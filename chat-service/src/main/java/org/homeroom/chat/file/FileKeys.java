package org.homeroom.chat.file;

import java.util.UUID;
import org.homeroom.platform.id.FileId;

/// What objects of a file are called in the bucket: all that a file has begins alike, so that it
/// can be cleared away whole, whatever became of whoever put it there.
final class FileKeys {
    private FileKeys() {}

    static String all(FileId file) {
        return "files/%s/".formatted(file);
    }

    static String piece(FileId file, UUID object) {
        return all(file) + object;
    }

    static String preview(FileId file, Preview preview) {
        return "%s%d.jpg".formatted(all(file), preview.pixels());
    }
}
