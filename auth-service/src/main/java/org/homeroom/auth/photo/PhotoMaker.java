package org.homeroom.auth.photo;

import com.twelvemonkeys.image.ResampleOp;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.homeroom.auth.photo.Orientation.Square;
import org.jspecify.annotations.Nullable;

/// Makes the pictures that others see of whatever file somebody sent.
///
/// Nothing of the file comes through but pixels: the pictures are drawn anew, upright, square, in
/// sRGB on white, without a byte of metadata (where it was taken, with what, by whom).
///
/// What it costs is bounded whatever the file says of itself. The dimensions are read from its head
/// and refused before anything is decoded. Of a PNG or JPEG only the square is kept, and of a large
/// one only every n-th pixel, so that at most [#LARGEST_DECODED]² pixels of 8 bytes are held (75
/// MB, and half as much again while they are turned to sRGB). A WebP is decoded whole, at 3 to 5
/// bytes a pixel: 260 MB for the largest. A progressive JPEG is held whole too, as coefficients and
/// outside of the heap, at 6 bytes a pixel: 240 MB for the largest. That takes some 5 s; what takes
/// much longer was made to, and is given up.
final class PhotoMaker {
    /// Pixels of a picture at most.
    static final long MOST_PIXELS = 40_000_000;

    /// A side of a picture at most: decoders hold some rows.
    static final int LONGEST_SIDE = 65_535;

    /// Encoders make a dozen. Each costs a decoder a walk over the whole picture (0.15 s for the
    /// largest), and takes a file but a few bytes.
    private static final int MOST_SCANS = 32;

    /// Enough for the largest picture to be scaled down from more than its own size.
    private static final int LEAST_DECODED = 1536;

    static final int LARGEST_DECODED = 2 * LEAST_DECODED;

    /// What a lossless WebP may take. Its bits can ask for tables without end, which other formats
    /// have no words for. Measured: 4.2 bytes a pixel.
    private static final long LEAST_MEMORY = 64 << 20;

    private static final long BYTES_A_PIXEL = 5;

    private static final float QUALITY = 0.85f;

    private final JPEGImageReaderSpi jpeg = new JPEGImageReaderSpi();
    private final WebPImageReaderSpi webp = new WebPImageReaderSpi();

    private final Duration patience;

    /// @param patience how long a file may take to decode
    PhotoMaker(Duration patience) {
        this.patience = patience;
        // Looks for the JDK's reader, which it builds upon. Registered itself, it would serve
        // everybody.
        jpeg.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
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
    Result make(byte[] bytes, @Nullable Square square) {
        var file = PictureFile.of(bytes);
        if (file.isEmpty()) {
            return new Result.Unreadable("This is not a whole picture in PNG, JPEG or WebP.");
        }
        if (file.get().scans() > MOST_SCANS) {
            return new Result.Unreadable("This picture is too laborious to read.");
        }
        try {
            return make(file.get(), square);
        } catch (IOException | RuntimeException | OutOfMemoryError damaged) {
            // Decoders throw whatever they stumble over in a file that somebody has made to
            // trip them, and take its word for how much room to make.
            return new Result.Unreadable("This picture is damaged.");
        }
    }

    private Result make(PictureFile file, @Nullable Square wanted) throws IOException {
        var reader = reader(file.format());
        try (var input = new ImpatientInput(file.bytes(), patience)) {
            // Metadata is not only of no use: some of it is compressed, and swells.
            reader.setInput(input, true, true);
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if (width < 1
                    || height < 1
                    || width > LONGEST_SIDE
                    || height > LONGEST_SIDE
                    || (long) width * height > MOST_PIXELS) {
                return new Result.Unreadable(
                        "This picture has more than %d million pixels."
                                .formatted(MOST_PIXELS / 1_000_000));
            }
            if (file.format() == PictureFile.Format.LOSSLESS_WEBP) {
                input.allow(LEAST_MEMORY + BYTES_A_PIXEL * width * height);
            }
            var orientation = file.orientation();
            var uprightWidth = orientation.uprightWidth(width, height);
            var uprightHeight = orientation.uprightHeight(width, height);
            var square = wanted == null ? middle(uprightWidth, uprightHeight) : wanted;
            if (!isInside(square, uprightWidth, uprightHeight)) {
                return new Result.Outside(uprightWidth, uprightHeight);
            }
            var decoded = decode(reader, orientation.stored(square, width, height));
            return new Result.Made(pictures(decoded, orientation));
        } finally {
            reader.dispose();
        }
    }

    /// By what the bytes are: no other reader that may be installed is ever asked.
    private ImageReader reader(PictureFile.Format format) throws IOException {
        return switch (format) {
            case JPEG -> jpeg.createReaderInstance(null);
            case WEBP, LOSSLESS_WEBP -> webp.createReaderInstance(null);
            case PNG -> ofTheJdk(ImageReaderSpi.class, "png").createReaderInstance();
        };
    }

    private static <T extends ImageReaderWriterSpi> T ofTheJdk(Class<T> kind, String format) {
        var all = IIORegistry.getDefaultInstance().getServiceProviders(kind, true);
        while (all.hasNext()) {
            var one = all.next();
            if (one.getClass().getModule().equals(ImageIO.class.getModule())
                    && List.of(one.getFormatNames()).contains(format)) {
                return one;
            }
        }
        throw new IllegalStateException("every JDK has " + format);
    }

    private static Square middle(int width, int height) {
        var size = Math.min(width, height);
        return new Square((width - size) / 2, (height - size) / 2, size);
    }

    /// In a way that no number, however large, gets around.
    private static boolean isInside(Square square, int width, int height) {
        return square.x() >= 0
                && square.y() >= 0
                && square.size() >= 1
                && square.size() <= Math.min(width, height)
                && square.x() <= width - square.size()
                && square.y() <= height - square.size();
    }

    private static BufferedImage decode(ImageReader reader, Square square) throws IOException {
        var step = Math.max(1, square.size() / LEAST_DECODED);
        var param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle(square.x(), square.y(), square.size(), square.size()));
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static Map<PhotoSize, byte[]> pictures(BufferedImage decoded, Orientation orientation)
            throws IOException {
        var pictures = new EnumMap<PhotoSize, byte[]>(PhotoSize.class);
        var larger = inSrgb(decoded);
        for (var size : PhotoSize.LARGEST_FIRST) {
            // Each of the next larger one, which costs less than each of the first.
            larger = scaled(larger, size.pixels());
            if (size == PhotoSize.LARGEST_FIRST.getFirst()) {
                larger = upright(larger, orientation);
            }
            pictures.put(size, encode(larger));
        }
        return pictures;
    }

    /// On white, where it was transparent. Grey values are taken as they are: Java's grey is linear
    /// light, while that of files is not.
    private static BufferedImage inSrgb(BufferedImage image) {
        var width = image.getWidth();
        var height = image.getHeight();
        var plain = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            copyGrey(image, plain);
            return plain;
        }
        var canvas = plain.createGraphics();
        try {
            canvas.drawImage(image, 0, 0, Color.WHITE, null);
        } finally {
            canvas.dispose();
        }
        return plain;
    }

    private static void copyGrey(BufferedImage image, BufferedImage plain) {
        var samples = image.getRaster();
        var hasAlpha = samples.getNumBands() == 2;
        var most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                var grey = samples.getSample(x, y, 0) * 255 / most;
                if (hasAlpha) {
                    var alpha = samples.getSample(x, y, 1) * 255 / most;
                    grey = (grey * alpha + 255 * (255 - alpha)) / 255;
                }
                plain.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
    }

    private static BufferedImage scaled(BufferedImage image, int size) {
        return image.getWidth() == size && image.getHeight() == size
                ? image
                : new ResampleOp(size, size, ResampleOp.FILTER_LANCZOS)
                        .filter(image, new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB));
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        var size = image.getWidth();
        var pixels = image.getRGB(0, 0, size, size, null, 0, size);
        var upright = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        upright.setRGB(0, 0, size, size, orientation.upright(pixels, size), 0, size);
        return upright;
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        var writer = ofTheJdk(ImageWriterSpi.class, "jpeg").createWriterInstance();
        try (var bytes = new ByteArrayOutputStream();
                var output = new MemoryCacheImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
            output.flush();
            return bytes.toByteArray();
        } finally {
            writer.dispose();
        }
    }
}
