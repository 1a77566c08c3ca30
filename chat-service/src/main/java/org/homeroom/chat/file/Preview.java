package org.homeroom.chat.file;

import java.util.Arrays;
import java.util.Optional;

/// The sizes in which a picture is shown: in a conversation, and alone.
enum Preview {
    SMALL(320),
    LARGE(1280);

    private final int pixels;

    Preview(int pixels) {
        this.pixels = pixels;
    }

    /// Of the longer side at most.
    int pixels() {
        return pixels;
    }

    static Optional<Preview> ofPixels(String pixels) {
        return Arrays.stream(values())
                .filter(preview -> Integer.toString(preview.pixels).equals(pixels))
                .findFirst();
    }
}
