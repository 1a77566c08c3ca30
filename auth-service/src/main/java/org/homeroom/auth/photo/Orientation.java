package org.homeroom.auth.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a stored picture is to be turned or mirrored to be upright: a camera that was held sideways
/// stores what its sensor saw, and says so in Exif.
///
/// The constants are in the order of Exif 2.3, tag 0x0112, which counts from 1.
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(true, false, false),
    TURNED_HALF(true, true, false),
    MIRRORED_AND_TURNED_HALF(false, true, false),
    MIRRORED_AND_TURNED_LEFT(false, false, true),
    TURNED_LEFT(false, true, true),
    MIRRORED_AND_TURNED_RIGHT(true, true, true),
    TURNED_RIGHT(true, false, true);

    private static final int TAG = 0x0112;
    private static final int TYPE_SHORT = 3;
    private static final int ENTRY_LENGTH = 12;

    private final boolean flipsX;
    private final boolean flipsY;
    private final boolean swapsAxes;

    /// @param flipsX whether the stored picture's x counts from the other side
    /// @param flipsY the same of y
    /// @param swapsAxes whether the stored picture's x is the upright one's y
    Orientation(boolean flipsX, boolean flipsY, boolean swapsAxes) {
        this.flipsX = flipsX;
        this.flipsY = flipsY;
        this.swapsAxes = swapsAxes;
    }

    /// A square in a picture, in pixels.
    record Square(int x, int y, int size) {}

    int uprightWidth(int width, int height) {
        return swapsAxes ? height : width;
    }

    int uprightHeight(int width, int height) {
        return swapsAxes ? width : height;
    }

    /// Where a square of the upright picture is in the stored one.
    ///
    /// @param width of the stored picture
    /// @param height of the stored picture
    Square stored(Square upright, int width, int height) {
        var x = swapsAxes ? upright.y : upright.x;
        var y = swapsAxes ? upright.x : upright.y;
        return new Square(
                flipsX ? width - x - upright.size : x,
                flipsY ? height - y - upright.size : y,
                upright.size);
    }

    /// Turns a square of pixels, row by row, from how it is stored to upright.
    int[] upright(int[] stored, int size) {
        if (this == UPRIGHT) {
            return stored;
        }
        var upright = new int[stored.length];
        for (var y = 0; y < size; y++) {
            for (var x = 0; x < size; x++) {
                var from = stored(new Square(x, y, 1), size, size);
                upright[y * size + x] = stored[from.y * size + from.x];
            }
        }
        return upright;
    }

    /// Read from an Exif block, which is a TIFF file (TIFF 6.0, section 2). One that is damaged, or
    /// says nothing, is taken for upright.
    static Orientation ofExif(ByteBuffer exif) {
        if (exif.remaining() < 8) {
            return UPRIGHT;
        }
        exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = exif.getInt(4);
        if (directory < 8 || directory > exif.limit() - 2) {
            return UPRIGHT;
        }
        var entries = exif.getShort(directory) & 0xFFFF;
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + i * ENTRY_LENGTH;
            if (entry > exif.limit() - ENTRY_LENGTH) {
                return UPRIGHT;
            }
            if ((exif.getShort(entry) & 0xFFFF) == TAG && exif.getShort(entry + 2) == TYPE_SHORT) {
                var value = exif.getShort(entry + 8) & 0xFFFF;
                return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
