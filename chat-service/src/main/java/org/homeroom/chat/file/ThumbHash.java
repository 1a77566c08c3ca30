package org.homeroom.chat.file;

import java.util.Base64;

/// A picture in some 25 bytes, to be shown blurred until the picture itself is there: ThumbHash by
/// Evan Wallace (version 1), of an opaque picture. Its colours are turned into one channel of
/// lightness and two of colour, and of each only the lowest frequencies are kept.
final class ThumbHash {
    /// Pixels on a side that it is made of at most.
    static final int MOST_SIDE = 100;

    private ThumbHash() {}

    /// @param width in pixels, 1 to 100
    /// @param height the same
    /// @param pixels row by row, 0xRRGGBB
    /// @return in Base64
    static String of(int width, int height, int[] pixels) {
        var l = new double[pixels.length];
        var p = new double[pixels.length];
        var q = new double[pixels.length];
        for (var i = 0; i < pixels.length; i++) {
            var r = (pixels[i] >> 16 & 255) / 255.0;
            var g = (pixels[i] >> 8 & 255) / 255.0;
            var b = (pixels[i] & 255) / 255.0;
            l[i] = (r + g + b) / 3;
            p[i] = (r + g) / 2 - b;
            q[i] = r - g;
        }
        var longer = Math.max(width, height);
        var lx = Math.max(1, (int) Math.round(7.0 * width / longer));
        var ly = Math.max(1, (int) Math.round(7.0 * height / longer));
        var lightness = new Channel(l, width, height, Math.max(3, lx), Math.max(3, ly));
        var yellowBlue = new Channel(p, width, height, 3, 3);
        var redGreen = new Channel(q, width, height, 3, 3);

        var isLandscape = width > height;
        var head24 =
                Math.round(63 * lightness.dc)
                        | Math.round(31.5 + 31.5 * yellowBlue.dc) << 6
                        | Math.round(31.5 + 31.5 * redGreen.dc) << 12
                        | Math.round(31 * lightness.scale) << 18;
        var head16 =
                (isLandscape ? ly : lx)
                        | Math.round(63 * yellowBlue.scale) << 3
                        | Math.round(63 * redGreen.scale) << 9
                        | (isLandscape ? 1 : 0) << 15;
        var parts = lightness.ac.length + yellowBlue.ac.length + redGreen.ac.length;
        var hash = new byte[5 + (parts + 1) / 2];
        hash[0] = (byte) head24;
        hash[1] = (byte) (head24 >> 8);
        hash[2] = (byte) (head24 >> 16);
        hash[3] = (byte) head16;
        hash[4] = (byte) (head16 >> 8);
        var at = 0;
        for (var channel : new Channel[] {lightness, yellowBlue, redGreen}) {
            for (var factor : channel.ac) {
                hash[5 + at / 2] |= (byte) (Math.round(15 * factor) << (at % 2 * 4));
                at++;
            }
        }
        return Base64.getEncoder().encodeToString(hash);
    }

    /// The lowest frequencies of a cosine transform: the mean, and the others from 0 to 1.
    private static final class Channel {
        private double dc;
        private final double[] ac;
        private double scale;

        Channel(double[] values, int width, int height, int nx, int ny) {
            var count = 0;
            for (var cy = 0; cy < ny; cy++) {
                for (var cx = cy > 0 ? 0 : 1; cx * ny < nx * (ny - cy); cx++) {
                    count++;
                }
            }
            ac = new double[count];
            var at = 0;
            for (var cy = 0; cy < ny; cy++) {
                for (var cx = 0; cx * ny < nx * (ny - cy); cx++) {
                    var factor = factor(values, width, height, cx, cy);
                    if (cx == 0 && cy == 0) {
                        dc = factor;
                    } else {
                        ac[at++] = factor;
                        scale = Math.max(scale, Math.abs(factor));
                    }
                }
            }
            if (scale > 0) {
                for (var i = 0; i < ac.length; i++) {
                    ac[i] = 0.5 + 0.5 / scale * ac[i];
                }
            }
        }

        private static double factor(double[] values, int width, int height, int cx, int cy) {
            var fx = new double[width];
            for (var x = 0; x < width; x++) {
                fx[x] = Math.cos(Math.PI / width * cx * (x + 0.5));
            }
            var factor = 0.0;
            for (var y = 0; y < height; y++) {
                var fy = Math.cos(Math.PI / height * cy * (y + 0.5));
                for (var x = 0; x < width; x++) {
                    factor += values[y * width + x] * fx[x] * fy;
                }
            }
            return factor / (width * (double) height);
        }
    }
}
