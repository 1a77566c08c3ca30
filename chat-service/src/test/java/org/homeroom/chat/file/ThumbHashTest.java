package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbHashTest {
    /// Of the reference implementation (npm `thumbhash` 0.1.1) for the same pixels.
    @ParameterizedTest
    @CsvSource({
        "100, 100, HwgKNxpwdndwd3d3d2d3d3d3BwiIgI8H",
        "100, 40, HggKK5pwdndwd3d3kJAK+Ig=",
        "33, 100, XvgJKhpwcHd3dnd3oJAK93g=",
        "1, 1, AAgCBwAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "7, 3, 0CoKM5qAh3eAiHiIgHAH+Ig="
    })
    void itIsWhatTheReferenceMakes(int width, int height, String expected) {
        assertThat(ThumbHash.of(width, height, slope(width, height))).isEqualTo(expected);
    }

    /// Red to the right, green downwards, some blue.
    private static int[] slope(int width, int height) {
        var pixels = new int[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                pixels[y * width + x] =
                        (x * 255 / width) << 16 | (y * 255 / height) << 8 | (x * y) % 256;
            }
        }
        return pixels;
    }

    @Test
    void itIsShortWhateverThePicture() {
        for (var width : new int[] {1, 2, 7, 50, 100}) {
            for (var height : new int[] {1, 3, 49, 100}) {
                var plain = new int[width * height];
                Arrays.fill(plain, 0x336699);
                for (var pixels : new int[][] {plain, slope(width, height)}) {
                    var bytes = Base64.getDecoder().decode(ThumbHash.of(width, height, pixels));
                    assertThat(bytes.length).isBetween(5, 40);
                }
            }
        }
    }
}
