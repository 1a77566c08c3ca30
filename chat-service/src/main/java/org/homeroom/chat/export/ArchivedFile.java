package org.homeroom.chat.export;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.homeroom.chat.file.FileName;
import org.homeroom.chat.message.Message;
import org.homeroom.platform.event.MessageFile;

/// Where a file stands in the archive: beside all others, under its own name, after what tells it
/// apart from others of that name.
///
/// @param number of its message
/// @param place among the files of the message, from 1
record ArchivedFile(long number, int place, MessageFile file) {
    /// What a browser opens from a disk without running anything in it, by its ending: from a disk
    /// nobody says what else it is.
    private static final Set<String> HARMLESS =
            Set.of(
                    "png", "jpg", "jpeg", "gif", "webp", "mp4", "m4v", "webm", "mov", "mp3", "m4a",
                    "ogg", "oga", "wav", "flac", "pdf", "txt", "docx", "xlsx", "pptx", "odt", "ods",
                    "odp", "zip");

    /// Those of a message, in their order.
    static List<ArchivedFile> of(Message message) {
        return IntStream.rangeClosed(1, message.files().size())
                .mapToObj(place ->
                        new ArchivedFile(message.number(), place, message.files().get(place - 1)))
                .toList();
    }

    /// Which differs from that of every other, in capitals too, and leads nowhere else.
    String path() {
        return "files/%d-%d-%s".formatted(number, place, FileName.of(file.name()).value());
    }

    /// Whether it may be opened by a click.
    boolean isHarmless() {
        var name = path();
        return HARMLESS.contains(
                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /// Whether it is a picture that the page shows.
    boolean isPicture() {
        return file.width() != null && isHarmless();
    }
}
