package org.homeroom.platform.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/// Reads the pixels of whatever picture somebody sent: PNG, JPEG or WebP.
///
/// What it costs is bounded whatever the file says of itself. The dimensions are read from its head
/// and refused before anything is decoded. Of a PNG or JPEG only the area that is asked for is
/// kept, and of a large one only every n-th pixel, so that at most (2 × `least`)² pixels of 8 bytes
/// are held (75 MB for 1536), and half as much again while they are turned to sRGB. A WebP is
/// decoded whole, at 3 to 5 bytes a pixel: 260 MB for the largest. A progressive JPEG is held whole
/// too, as coefficients and outside of the heap, at 6 bytes a pixel: 240 MB for the largest. That
/// takes some 5 s; what takes much longer was made to, and is given up.
public final class PictureReader {
    /// Pixels of a picture at most.
    public static final long MOST_PIXELS = 40_000_000;

    /// A side of a picture at most: decoders hold some rows.
    public static final int LONGEST_SIDE = 65_535;

    /// Encoders make a dozen. Each costs a decoder a walk over the whole picture (0.15 s for the
    /// largest), and takes a file but a few bytes.
    private static final int MOST_SCANS = 32;

    /// What a lossless WebP may take. Its bits can ask for tables without end, which other formats
    /// have no words for. Measured: 4.2 bytes a pixel.
    private static final long LEAST_MEMORY = 64 << 20;

    private static final long BYTES_A_PIXEL = 5;

    private final JPEGImageReaderSpi jpeg = new JPEGImageReaderSpi();
    private final WebPImageReaderSpi webp = new WebPImageReaderSpi();

    private final Duration patience;

    /// @param patience how long a file may take to decode
    public PictureReader(Duration patience) {
        this.patience = patience;
        // Looks for the JDK's reader, which it builds upon. Registered itself, it would serve
        // everybody.
        jpeg.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
    }

    /// What a file came to.
    public sealed interface Result {
        record Read(Picture picture) implements Result {}

        /// @param why in words for the person
        record Unreadable(String why) implements Result {}

        /// The area is not inside of the picture.
        ///
        /// @param width of the upright picture, in pixels
        /// @param height the same
        record Outside(int width, int height) implements Result {}
    }

    /// Which part of a picture is wanted.
    @FunctionalInterface
    public interface Choice {
        /// @param width of the upright picture, in pixels
        /// @param height the same
        Area of(int width, int height);
    }

    /// @param least pixels that the longer side of the area keeps, if it has so many
    public Result read(byte[] bytes, Choice choice, int least) {
        var file = PictureFile.of(bytes);
        if (file.isEmpty()) {
            return new Result.Unreadable("This is not a whole picture in PNG, JPEG or WebP.");
        }
        if (file.get().scans() > MOST_SCANS) {
            return new Result.Unreadable("This picture is too laborious to read.");
        }
        try {
            return read(file.get(), choice, least);
        } catch (IOException | RuntimeException | OutOfMemoryError damaged) {
            // Decoders throw whatever they stumble over in a file that somebody has made to
            // trip them, and take its word for how much room to make.
            return new Result.Unreadable("This picture is damaged.");
        }
    }

    private Result read(PictureFile file, Choice choice, int least) throws IOException {
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
            var area = choice.of(uprightWidth, uprightHeight);
            if (!area.isInside(uprightWidth, uprightHeight)) {
                return new Result.Outside(uprightWidth, uprightHeight);
            }
            var stored = orientation.stored(area, width, height);
            return new Result.Read(
                    new Picture(inSrgb(decode(reader, stored, least)), orientation, area));
        } finally {
            reader.dispose();
        }
    }

    /// By what the bytes are: no other reader that may be installed is ever asked.
    private ImageReader reader(PictureFile.Format format) throws IOException {
        return switch (format) {
            case JPEG -> jpeg.createReaderInstance(null);
            case WEBP, LOSSLESS_WEBP -> webp.createReaderInstance(null);
            case PNG -> Picture.ofTheJdk(ImageReaderSpi.class, "png").createReaderInstance();
        };
    }

    private static BufferedImage decode(ImageReader reader, Area area, int least)
            throws IOException {
        var step = Math.max(1, Math.max(area.width(), area.height()) / least);
        var param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle(area.x(), area.y(), area.width(), area.height()));
        param.setSourceSubsampling(
                Math.min(step, area.width()), Math.min(step, area.height()), 0, 0);
        return reader.read(0, param);
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
}
