package org.homeroom.auth.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.platform.test.Pictures.LOWER_LEFT;
import static org.homeroom.platform.test.Pictures.LOWER_RIGHT;
import static org.homeroom.platform.test.Pictures.UPPER_LEFT;
import static org.homeroom.platform.test.Pictures.UPPER_RIGHT;

import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.homeroom.auth.photo.PhotoMaker.Result;
import org.homeroom.platform.picture.Area;
import org.homeroom.platform.picture.Orientation;
import org.homeroom.platform.test.Pictures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoMakerTest {
    private final PhotoMaker maker = new PhotoMaker(Duration.ofMinutes(1));

    private Map<PhotoSize, byte[]> made(byte[] file, Area square) {
        return switch (maker.make(file, square)) {
            case Result.Made(var pictures) -> pictures;
            case Result.Unreadable(var why) -> throw new AssertionError(why);
            case Result.Outside outside -> throw new AssertionError(outside);
        };
    }

    private void assertUnreadable(byte[] file) {
        assertThat(maker.make(file, null)).isInstanceOf(Result.Unreadable.class);
    }

    /// Well inside of each quarter: JPEG blurs where colours meet.
    private static void assertFlag(
            byte[] picture, Color upperLeft, Color upperRight, Color lowerLeft, Color lowerRight) {
        var image = Pictures.read(picture);
        var near = image.getWidth() / 5;
        var far = image.getWidth() - 1 - near;
        assertColor(image.getRGB(near, near), upperLeft);
        assertColor(image.getRGB(far, near), upperRight);
        assertColor(image.getRGB(near, far), lowerLeft);
        assertColor(image.getRGB(far, far), lowerRight);
    }

    private static void assertFlag(byte[] picture) {
        assertFlag(picture, UPPER_LEFT, UPPER_RIGHT, LOWER_LEFT, LOWER_RIGHT);
    }

    private static void assertColor(int rgb, Color expected) {
        var actual = new Color(rgb);
        for (var channel :
                List.of(
                        List.of(actual.getRed(), expected.getRed()),
                        List.of(actual.getGreen(), expected.getGreen()),
                        List.of(actual.getBlue(), expected.getBlue()))) {
            assertThat(channel.getFirst())
                    .as("%s instead of %s", actual, expected)
                    .isBetween(channel.getLast() - 24, channel.getLast() + 24);
        }
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("a PNG", Pictures.flagPng(400, 300)),
                Arguments.of("a JPEG", Pictures.flagJpeg(400, 300)),
                Arguments.of("a progressive JPEG", Pictures.progressiveJpeg(400, 300)),
                Arguments.of("a JPEG in four inks", Pictures.cmykJpeg(400, 300)),
                Arguments.of("16 bits a channel", Pictures.deepPng(400, 300, false)),
                Arguments.of(
                        "a palette",
                        Pictures.png(Pictures.flag(400, 300, BufferedImage.TYPE_BYTE_INDEXED))),
                Arguments.of(
                        "an alpha channel",
                        Pictures.png(Pictures.flag(400, 300, BufferedImage.TYPE_INT_ARGB))),
                Arguments.of("lossy WebP", Pictures.file("lossy.webp")),
                Arguments.of("lossless WebP", Pictures.file("lossless.webp")),
                Arguments.of("WebP with alpha", Pictures.file("alpha.webp")),
                Arguments.of("animated WebP", Pictures.file("animated.webp")),
                Arguments.of("smaller than what is shown", Pictures.flagPng(20, 20)),
                Arguments.of("much larger", Pictures.flagJpeg(5000, 4000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void aPictureIsShownInThreeSizes(String name, byte[] file) {
        var pictures = made(file, null);

        assertThat(pictures).containsOnlyKeys(PhotoSize.values());
        pictures.forEach((size, picture) -> {
            var image = Pictures.read(picture);
            assertThat(image.getWidth()).isEqualTo(size.pixels());
            assertThat(image.getHeight()).isEqualTo(size.pixels());
            assertFlag(picture);
        });
    }

    @Test
    void greyStaysAsGreyAsItWas() {
        var grey = new Color(UPPER_LEFT.getRed(), UPPER_LEFT.getRed(), UPPER_LEFT.getRed());
        var deep = made(Pictures.deepPng(200, 200, true), null);
        assertColor(Pictures.read(deep.get(PhotoSize.LARGE)).getRGB(200, 200), grey);

        var plain = Pictures.flag(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        var value = plain.getRaster().getSample(20, 20, 0);
        for (var file : List.of(Pictures.png(plain), Pictures.jpeg(plain))) {
            assertColor(
                    Pictures.read(made(file, null).get(PhotoSize.LARGE)).getRGB(200, 200),
                    new Color(value, value, value));
        }
    }

    @Test
    void whatIsTransparentIsWhite() {
        var clear = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);

        assertColor(
                Pictures.read(made(Pictures.png(clear), null).get(PhotoSize.MEDIUM))
                        .getRGB(100, 100),
                Color.WHITE);
    }

    @Test
    void ofAnAnimationTheFirstPictureIsShown() {
        var still = Pictures.flagPng(300, 300);
        // Two frames of which only the first is there: a reader of stills does not ask.
        var animated = Pictures.withChunk(still, "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0});

        assertFlag(made(animated, null).get(PhotoSize.LARGE));
        assertFlag(made(Pictures.file("animated.webp"), null).get(PhotoSize.LARGE));
    }

    /// The flag as a camera stores it that is held in each way, so that upright it is the flag.
    private static BufferedImage held(Orientation orientation, int width, int height) {
        var upright = Pictures.flag(width, height, BufferedImage.TYPE_INT_RGB);
        var turned =
                orientation.uprightWidth(width, height) == width
                        ? new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
                        : new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var stored =
                        orientation.stored(
                                Area.square(x, y, 1), turned.getWidth(), turned.getHeight());
                turned.setRGB(stored.x(), stored.y(), upright.getRGB(x, y));
            }
        }
        return turned;
    }

    @ParameterizedTest
    @EnumSource
    void aPictureIsShownUpright(Orientation orientation) {
        var exif = Pictures.exif(orientation.ordinal() + 1);
        var held = held(orientation, 320, 240);
        for (var file :
                List.of(
                        Pictures.withExif(Pictures.jpeg(held), exif),
                        Pictures.withChunk(Pictures.png(held), "eXIf", exif))) {
            var pictures = made(file, null);
            assertFlag(pictures.get(PhotoSize.LARGE));
            assertFlag(pictures.get(PhotoSize.SMALL));
        }
    }

    /// Exif counts from 1; this is what each number means (Exif 2.3, section 4.6.4), told by where
    /// the stored picture's upper left corner is seen.
    @Test
    void theNumbersMeanWhatExifSays() {
        var seenAt =
                Arrays.stream(Orientation.values())
                        .map(orientation ->
                                IntStream.range(0, 4)
                                        .mapToObj(i -> Area.square(i % 2, i / 2, 1))
                                        .filter(seen ->
                                                orientation
                                                        .stored(seen, 2, 2)
                                                        .equals(Area.square(0, 0, 1)))
                                        .map(seen -> seen.x() + "," + seen.y())
                                        .toList()
                                        .getFirst())
                        .toList();

        assertThat(seenAt).containsExactly("0,0", "1,0", "1,1", "0,1", "0,0", "1,0", "1,1", "0,1");
        assertThat(Orientation.values()[5].uprightWidth(4, 3)).isEqualTo(3);
        assertThat(Orientation.values()[3].uprightWidth(4, 3)).isEqualTo(4);
    }

    @Test
    void aWebpIsShownUprightToo() {
        assertFlag(made(Pictures.file("turned.webp"), null).get(PhotoSize.LARGE));
    }

    @Test
    void theSquareIsThatOfTheUprightPicture() {
        // Held sideways: stored 300 wide and 400 high, seen 400 wide and 300 high.
        var orientation = Orientation.values()[5];
        var file =
                Pictures.withExif(
                        Pictures.jpeg(held(orientation, 400, 300)),
                        Pictures.exif(orientation.ordinal() + 1));

        var left = Pictures.read(made(file, Area.square(0, 150, 150)).get(PhotoSize.MEDIUM));
        assertColor(left.getRGB(128, 128), LOWER_LEFT);
        var right = Pictures.read(made(file, Area.square(250, 0, 150)).get(PhotoSize.MEDIUM));
        assertColor(right.getRGB(128, 128), UPPER_RIGHT);
        assertThat(maker.make(file, Area.square(300, 0, 101)))
                .isEqualTo(new Result.Outside(400, 300));
    }

    static Stream<Area> outside() {
        return Stream.of(
                Area.square(-1, 0, 10),
                Area.square(0, -1, 10),
                Area.square(0, 0, 0),
                Area.square(0, 0, -5),
                Area.square(0, 0, 301),
                Area.square(301, 0, 100),
                Area.square(0, 201, 100),
                Area.square(Integer.MAX_VALUE, 0, 100),
                Area.square(0, Integer.MAX_VALUE, Integer.MAX_VALUE),
                Area.square(1, 1, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource
    void outside(Area square) {
        assertThat(maker.make(Pictures.flagPng(400, 300), square))
                .isEqualTo(new Result.Outside(400, 300));
    }

    @Test
    void nothingOfTheFileButItsPixelsComesThrough() throws IOException {
        var place = "25.0330N 121.5654E";
        var jpeg = Pictures.withExif(Pictures.flagJpeg(400, 300), Pictures.exif(1));
        var png =
                Pictures.withChunk(
                        Pictures.flagPng(400, 300),
                        "tEXt",
                        ("Comment\0" + place).getBytes(ISO_8859_1));
        for (var file : List.of(jpeg, png)) {
            assertThat(new String(file, ISO_8859_1)).contains(place);
            for (var picture : made(file, null).values()) {
                assertThat(new String(picture, ISO_8859_1)).doesNotContain("Exif", place, "121");
                assertThat(picture).startsWith(0xFF, 0xD8, 0xFF);
            }
        }
    }

    private static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("photo.png"));
            var zeros = new byte[1 << 16];
            for (var i = 0; i < 1_000; i++) {
                zip.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    static Stream<Arguments> notPictures() throws IOException {
        return Stream.of(
                Arguments.of("nothing", new byte[0]),
                Arguments.of("text", "This is a photo.".getBytes(UTF_8)),
                Arguments.of(
                        "SVG",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                                .getBytes(UTF_8)),
                Arguments.of("HTML", "<!doctype html><script>alert(1)</script>".getBytes(UTF_8)),
                Arguments.of(
                        "HTML behind the first bytes of a PNG",
                        Pictures.concat(
                                Arrays.copyOf(Pictures.flagPng(9, 9), 8),
                                "<script>alert(1)</script>".getBytes(UTF_8))),
                Arguments.of("a ZIP bomb", zip()),
                Arguments.of("GIF", "GIF89a\1\0\1\0\0\0\0;".getBytes(ISO_8859_1)),
                Arguments.of("BMP", bmp()),
                Arguments.of("the first bytes of a PNG", Arrays.copyOf(Pictures.flagPng(9, 9), 8)),
                Arguments.of("a JPEG without a picture", new byte[] {-1, -40, -1, -39}),
                Arguments.of("RIFF that is sound", "RIFF\4\0\0\0WAVE".getBytes(ISO_8859_1)));
    }

    private static byte[] bmp() throws IOException {
        var bytes = new ByteArrayOutputStream();
        javax.imageio.ImageIO.write(Pictures.flag(9, 9, BufferedImage.TYPE_INT_RGB), "bmp", bytes);
        return bytes.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notPictures(String name, byte[] file) {
        assertUnreadable(file);
    }

    @Test
    @Timeout(10)
    void dimensionsAreRefusedBeforeAnythingIsDecoded() {
        for (var file :
                List.of(
                        Pictures.emptyPng(40_000, 40_000),
                        Pictures.emptyPng(40_000_001, 1),
                        Pictures.emptyPng(1, 2_000_000_000),
                        Pictures.emptyPng(Integer.MAX_VALUE, Integer.MAX_VALUE))) {
            assertThat(maker.make(file, null))
                    .isEqualTo(
                            new Result.Unreadable("This picture has more than 40 million pixels."));
        }
        assertUnreadable(Pictures.emptyPng(0, 0));
        assertUnreadable(Pictures.emptyPng(-1, 5));
    }

    @Test
    void aJpegThatSaysThatItIsHugeIsRefused() {
        var jpeg = Pictures.flagJpeg(64, 64);
        for (var at = 0; at < jpeg.length - 9; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
                Arrays.fill(jpeg, at + 5, at + 9, (byte) 0xFF);
            }
        }
        assertUnreadable(jpeg);
    }

    private static byte[] bomb;

    /// Takes longer than to notice it, and is not what is timed.
    @BeforeAll
    static void packTwoGigabytes() {
        bomb = Pictures.deflated(1L << 31);
    }

    /// Texts and colour profiles in a PNG are compressed: a few kilobytes of them can be gigabytes.
    @Test
    @Timeout(20)
    void whatSwellsIsNeverUnpacked() {
        assertThat(bomb.length).isLessThan(3_000_000);
        for (var type : List.of("zTXt", "iCCP")) {
            var head = "Comment\0\0".getBytes(ISO_8859_1);
            var file =
                    Pictures.withChunk(
                            Pictures.flagPng(300, 300), type, Pictures.concat(head, bomb));

            assertFlag(made(file, null).get(PhotoSize.LARGE));
        }
    }

    /// A few bytes for each walk of the decoder over the whole picture.
    @Test
    @Timeout(10)
    void aJpegOfEndlessScansIsRefused() {
        var jpeg = Pictures.progressiveJpeg(64, 64);
        var lastScan = 0;
        for (var at = 0; at < jpeg.length - 1; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xDA) {
                lastScan = at;
            }
        }
        var scan = Arrays.copyOfRange(jpeg, lastScan, jpeg.length - 2);
        var scans = new byte[100][];
        Arrays.fill(scans, scan);
        var endless =
                Pictures.concat(
                        Arrays.copyOf(jpeg, lastScan),
                        Pictures.concat(scans),
                        new byte[] {(byte) 0xFF, (byte) 0xD9});

        assertThat(maker.make(endless, null))
                .isEqualTo(new Result.Unreadable("This picture is too laborious to read."));
    }

    static Stream<Arguments> whole() {
        return Stream.of(
                Arguments.of("PNG", Pictures.flagPng(200, 150)),
                Arguments.of("JPEG", Pictures.flagJpeg(200, 150)),
                Arguments.of("progressive JPEG", Pictures.progressiveJpeg(200, 150)),
                Arguments.of("lossy WebP", Pictures.file("lossy.webp")),
                Arguments.of("lossless WebP", Pictures.file("lossless.webp")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void whatWasCutOffIsRefused(String name, byte[] file) {
        for (var part : List.of(0.02, 0.3, 0.7, 0.95)) {
            assertUnreadable(Arrays.copyOf(file, (int) (file.length * part)));
        }
        assertUnreadable(Arrays.copyOf(file, file.length - 3));
    }

    /// Whatever a stranger changes in a file, the answer is a picture or that there is none.
    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    @Timeout(120)
    void noDamageDoesHarm(String name, byte[] file) {
        var maker = new PhotoMaker(Duration.ofSeconds(2));
        var random = new Random(1);
        for (var round = 0; round < 60; round++) {
            var damaged = file.clone();
            for (var i = 0; i <= random.nextInt(8); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(maker.make(damaged, null))
                    .isInstanceOfAny(
                            Result.Made.class, Result.Unreadable.class, Result.Outside.class);
        }
    }

    @Test
    @Timeout(20)
    void whatTakesTooLongIsGivenUp() {
        assertThat(new PhotoMaker(Duration.ZERO).make(Pictures.flagPng(9, 9), null))
                .isInstanceOf(Result.Unreadable.class);
    }

    /// 76 bytes that say they are 200 × 150 pixels, for which the decoder would make six gigabytes
    /// of tables.
    @Test
    @Timeout(20)
    void whatTakesTooMuchMemoryIsGivenUp() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();

        assertUnreadable(Pictures.file("laborious.webp"));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100 << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255, 65_535})
    void anOrientationThatThereIsNotIsUpright(int number) {
        var file = Pictures.withExif(Pictures.flagJpeg(320, 240), Pictures.exif(number));

        assertFlag(made(file, null).get(PhotoSize.LARGE));
    }

    @Test
    void exifThatIsDamagedIsUpright() {
        var exif = Pictures.exif(6);
        for (var length = 0; length < 20; length++) {
            var file = Pictures.withExif(Pictures.flagJpeg(64, 64), Arrays.copyOf(exif, length));
            assertFlag(made(file, null).get(PhotoSize.LARGE));
        }
        exif[4] = (byte) 0xFF; // the directory is said to be elsewhere
        assertFlag(
                made(Pictures.withExif(Pictures.flagJpeg(64, 64), exif), null)
                        .get(PhotoSize.LARGE));
    }
}
