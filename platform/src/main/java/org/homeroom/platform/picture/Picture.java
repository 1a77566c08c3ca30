package org.homeroom.platform.picture;

import com.twelvemonkeys.image.ResampleOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pixels in sRGB on white, and nothing else of the file that they were in: neither where it was
/// taken, nor with what, nor by whom.
public final class Picture {
    private static final float QUALITY = 0.85f;

    private final BufferedImage stored;
    private final Orientation orientation;
    private final Area area;

    /// @param stored as the file has it, perhaps only every n-th pixel
    /// @param area what it shows of the upright picture
    Picture(BufferedImage stored, Orientation orientation, Area area) {
        this.stored = stored;
        this.orientation = orientation;
        this.area = area;
    }

    private static Picture upright(BufferedImage image) {
        return new Picture(
                image, Orientation.UPRIGHT, Area.whole(image.getWidth(), image.getHeight()));
    }

    /// In pixels of the upright file: what it would be if every pixel had been read.
    public int width() {
        return area.width();
    }

    /// As [#width].
    public int height() {
        return area.height();
    }

    /// Another one of this size, upright.
    public Picture scaled(int width, int height) {
        // Turned afterwards, when it is small.
        var wide = orientation.uprightWidth(width, height);
        var high = orientation.uprightHeight(width, height);
        var scaled =
                stored.getWidth() == wide && stored.getHeight() == high
                        ? stored
                        : new ResampleOp(wide, high, ResampleOp.FILTER_LANCZOS)
                                .filter(
                                        stored,
                                        new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB));
        if (orientation == Orientation.UPRIGHT) {
            return upright(scaled);
        }
        var pixels = scaled.getRGB(0, 0, wide, high, null, 0, wide);
        var turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        turned.setRGB(0, 0, width, height, orientation.upright(pixels, wide, high), 0, width);
        return upright(turned);
    }

    /// Another one, upright, whose longer side has so many pixels; not larger than the file's.
    public Picture within(int longest) {
        var longer = Math.max(width(), height());
        if (longer <= longest) {
            return scaled(width(), height());
        }
        return scaled(share(width(), longest, longer), share(height(), longest, longer));
    }

    private static int share(int side, int longest, int longer) {
        return Math.max(1, Math.round((float) side * longest / longer));
    }

    /// Row by row, 0xRRGGBB in the lower three bytes.
    public int[] pixels() {
        var all = scaled(width(), height());
        return all.stored.getRGB(0, 0, width(), height(), null, 0, width());
    }

    /// As JPEG without metadata.
    public byte[] jpeg() {
        var upright = scaled(width(), height());
        try (var bytes = new ByteArrayOutputStream();
                var output = new MemoryCacheImageOutputStream(bytes)) {
            var writer = ofTheJdk(ImageWriterSpi.class, "jpeg").createWriterInstance();
            try {
                var param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
                writer.setOutput(output);
                writer.write(null, new IIOImage(upright.stored, null, null), param);
                output.flush();
                return bytes.toByteArray();
            } finally {
                writer.dispose();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
    }

    static <T extends ImageReaderWriterSpi> T ofTheJdk(Class<T> kind, String format) {
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
}
