package org.homeroom.platform.test;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures to be sent: a flag with red and green above, blue and yellow below, in whatever form.
public final class Pictures {
    public static final Color UPPER_LEFT = new Color(0xD02020);
    public static final Color UPPER_RIGHT = new Color(0x20A040);
    public static final Color LOWER_LEFT = new Color(0x2040C0);
    public static final Color LOWER_RIGHT = new Color(0xE0D020);

    private Pictures() {}

    public static BufferedImage flag(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        paint(image, width, height);
        return image;
    }

    private static void paint(BufferedImage image, int width, int height) {
        var canvas = image.createGraphics();
        canvas.setColor(UPPER_LEFT);
        canvas.fillRect(0, 0, width / 2, height / 2);
        canvas.setColor(UPPER_RIGHT);
        canvas.fillRect(width / 2, 0, width - width / 2, height / 2);
        canvas.setColor(LOWER_LEFT);
        canvas.fillRect(0, height / 2, width / 2, height - height / 2);
        canvas.setColor(LOWER_RIGHT);
        canvas.fillRect(width / 2, height / 2, width - width / 2, height - height / 2);
        canvas.dispose();
    }

    public static byte[] png(BufferedImage image) {
        return written(image, "png");
    }

    public static byte[] flagPng(int width, int height) {
        return png(flag(width, height, BufferedImage.TYPE_INT_RGB));
    }

    public static byte[] jpeg(BufferedImage image) {
        return written(image, "jpeg");
    }

    public static byte[] flagJpeg(int width, int height) {
        return jpeg(flag(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private static byte[] written(BufferedImage image, String format) {
        try (var bytes = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static byte[] progressiveJpeg(int width, int height) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var bytes = new ByteArrayOutputStream();
                var output = new MemoryCacheImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(
                    null,
                    new IIOImage(flag(width, height, BufferedImage.TYPE_INT_RGB), null, null),
                    param);
            output.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
    }

    /// Four inks, as printers' software writes it: upside down, and with a mark that says so (Adobe
    /// Technical Note #5116, section 18).
    public static byte[] cmykJpeg(int width, int height) {
        var flag = flag(width, height, BufferedImage.TYPE_INT_RGB);
        var inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var color = new Color(flag.getRGB(x, y));
                inks.setPixel(
                        x, y, new int[] {color.getRed(), color.getGreen(), color.getBlue(), 255});
            }
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var bytes = new ByteArrayOutputStream();
                var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(inks, null, null), null);
            output.flush();
            var mark = new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
            return withSegment(bytes.toByteArray(), 0xEE, mark);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
    }

    /// Sixteen bits a channel.
    public static byte[] deepPng(int width, int height, boolean isGrey) {
        var flag = flag(width, height, BufferedImage.TYPE_INT_RGB);
        var bands = isGrey ? 1 : 3;
        var deep =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, height, bands, null);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var color = new Color(flag.getRGB(x, y));
                deep.setPixel(
                        x,
                        y,
                        isGrey
                                ? new int[] {color.getRed() * 257}
                                : new int[] {
                                    color.getRed() * 257,
                                    color.getGreen() * 257,
                                    color.getBlue() * 257
                                });
            }
        }
        var space = ColorSpace.getInstance(isGrey ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        var model = new ComponentColorModel(space, false, false, 1, DataBuffer.TYPE_USHORT);
        return png(new BufferedImage(model, deep, false, null));
    }

    /// A JPEG that says how it was held: Exif right behind the first marker.
    public static byte[] withExif(byte[] jpeg, byte[] tiff) {
        return withSegment(jpeg, 0xE1, concat(new byte[] {'E', 'x', 'i', 'f', 0, 0}, tiff));
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
        var length = data.length + 2;
        return concat(
                Arrays.copyOf(jpeg, 2),
                new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length},
                data,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /// A TIFF with one entry, the orientation, and a text that is nobody's business.
    public static byte[] exif(int orientation) {
        return ByteBuffer.allocate(64)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put("25.0330N 121.5654E".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /// Adds a chunk behind the header of a PNG.
    public static byte[] withChunk(byte[] png, String type, byte[] data) {
        var header = 8 + 25;
        return concat(
                Arrays.copyOf(png, header),
                chunk(type, data),
                Arrays.copyOfRange(png, header, png.length));
    }

    /// The header of a PNG whose picture is not there, and its end.
    public static byte[] emptyPng(int width, int height) {
        var head =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array();
        return concat(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                chunk("IHDR", head),
                chunk("IDAT", deflated(1 << 20)),
                chunk("IEND", new byte[0]));
    }

    /// So many zeros, compressed.
    public static byte[] deflated(long zeros) {
        var bytes = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bytes)) {
            var block = new byte[1 << 16];
            for (var left = zeros; left > 0; left -= block.length) {
                deflater.write(block);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        var named = concat(type.getBytes(StandardCharsets.US_ASCII), data);
        var checksum = new CRC32();
        checksum.update(named);
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(data.length);
            out.write(named);
            out.writeInt((int) checksum.getValue());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static byte[] concat(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /// A file beside this class: nothing here writes WebP. Made of [#flag] by libwebp's tools.
    public static byte[] file(String name) {
        try (var file = Pictures.class.getResourceAsStream("/pictures/" + name)) {
            return file.readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static BufferedImage read(byte[] picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
