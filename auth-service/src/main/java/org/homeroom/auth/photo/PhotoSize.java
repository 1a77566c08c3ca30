package org.homeroom.auth.photo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The sizes in which a photo is shown: beside a line, in a list, and large.
enum PhotoSize {
    SMALL(64),
    MEDIUM(256),
    LARGE(1024);

    static final List<PhotoSize> LARGEST_FIRST = List.of(LARGE, MEDIUM, SMALL);

    private final int pixels;

    PhotoSize(int pixels) {
        this.pixels = pixels;
    }

    /// Width and height.
    int pixels() {
        return pixels;
    }

    /// Empty for a size in which no photo is shown.
    static Optional<PhotoSize> ofPixels(int pixels) {
        return Arrays.stream(values()).filter(size -> size.pixels == pixels).findFirst();
    }
}
