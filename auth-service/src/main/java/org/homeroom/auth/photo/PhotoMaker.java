package org.homeroom.auth.photo;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.homeroom.platform.picture.Area;
import org.homeroom.platform.picture.Picture;
import org.homeroom.platform.picture.PictureReader;
import org.jspecify.annotations.Nullable;

/// Makes the pictures that others see of whatever file somebody sent.
///
/// Nothing of the file comes through but pixels: the pictures are drawn anew, upright, square, in
/// sRGB on white, without a byte of metadata (where it was taken, with what, by whom). What that
/// may cost is bounded: see [PictureReader].
final class PhotoMaker {
    /// Enough for the largest picture to be scaled down from more than its own size.
    private static final int LEAST_DECODED = 1536;

    private final PictureReader reader;

    /// @param patience how long a file may take to decode
    PhotoMaker(Duration patience) {
        this.reader = new PictureReader(patience);
    }

    /// What a file came to.
    sealed interface Result {
        record Made(Map<PhotoSize, byte[]> pictures) implements Result {
            public Made {
                pictures = Map.copyOf(pictures);
            }
        }

        /// @param why in words for the person
        record Unreadable(String why) implements Result {}

        /// The square is not inside of the picture.
        ///
        /// @param width of the upright picture, in pixels
        /// @param height the same
        record Outside(int width, int height) implements Result {}
    }

    /// @param square of the upright picture; null for the largest in the middle
    Result make(byte[] bytes, @Nullable Area square) {
        var read =
                reader.read(
                        bytes,
                        (width, height) -> square == null ? middle(width, height) : square,
                        LEAST_DECODED);
        return switch (read) {
            case PictureReader.Result.Read(var picture) -> new Result.Made(pictures(picture));
            case PictureReader.Result.Unreadable(var why) -> new Result.Unreadable(why);
            case PictureReader.Result.Outside(var width, var height) ->
                    new Result.Outside(width, height);
        };
    }

    private static Area middle(int width, int height) {
        var size = Math.min(width, height);
        return Area.square((width - size) / 2, (height - size) / 2, size);
    }

    private static Map<PhotoSize, byte[]> pictures(Picture picture) {
        var pictures = new EnumMap<PhotoSize, byte[]>(PhotoSize.class);
        var larger = picture;
        for (var size : PhotoSize.LARGEST_FIRST) {
            // Each of the next larger one, which costs less than each of the first.
            larger = larger.scaled(size.pixels(), size.pixels());
            pictures.put(size, larger.jpeg());
        }
        return pictures;
    }
}
