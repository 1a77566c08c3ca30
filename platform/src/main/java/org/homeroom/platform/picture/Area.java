package org.homeroom.platform.picture;

/// A rectangle in a picture, in pixels.
public record Area(int x, int y, int width, int height) {
    public static Area square(int x, int y, int size) {
        return new Area(x, y, size, size);
    }

    public static Area whole(int width, int height) {
        return new Area(0, 0, width, height);
    }

    /// In a way that no number, however large, gets around.
    boolean isInside(int pictureWidth, int pictureHeight) {
        return x >= 0
                && y >= 0
                && width >= 1
                && height >= 1
                && width <= pictureWidth
                && height <= pictureHeight
                && x <= pictureWidth - width
                && y <= pictureHeight - height;
    }
}
