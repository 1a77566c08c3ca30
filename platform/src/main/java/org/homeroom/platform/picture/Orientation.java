package org.homeroom.platform.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a stored picture is to be turned or mirrored to be upright: a camera that was held sideways
/// stores what its sensor saw, and says so in Exif.
///
/// The constants are in the order of Exif 2.3, tag 0x0112, which counts from 1.
public enum Orientation {
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

    public int uprightWidth(int width, int height) {
        return swapsAxes ? height : width;
    }

    public int uprightHeight(int width, int height) {
        return swapsAxes ? width : height;
    }

    /// Where a part of the upright picture is in the stored one.
    ///
    /// @param width of the stored picture
    /// @param height of the stored picture
    public Area stored(Area upright, int width, int height) {
        var x = swapsAxes ? upright.y() : upright.x();
        var y = swapsAxes ? upright.x() : upright.y();
        var wide = swapsAxes ? upright.height() : upright.width();
        var high = swapsAxes ? upright.width() : upright.height();
        return new Area(flipsX ? width - x - wide : x, flipsY ? height - y - high : y, wide, high);
    }

    /// Turns pixels, row by row, from how they are stored to upright.
    ///
    /// @param width of the stored picture
    /// @param height of the stored picture
    public int[] upright(int[] stored, int width, int height) {
        if (this == UPRIGHT) {
            return stored;
        }
        var upright = new int[stored.length];
        var wide = uprightWidth(width, height);
        var high = uprightHeight(width, height);
        for (var y = 0; y < high; y++) {
            for (var x = 0; x < wide; x++) {
                var from = stored(Area.square(x, y, 1), width, height);
                upright[y * wide + x] = stored[from.y() * width + from.x()];
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
