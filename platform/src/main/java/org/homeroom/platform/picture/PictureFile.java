package org.homeroom.platform.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bytes of a picture, and what their structure says before anything is decoded.
///
/// The format is what the bytes are, whatever their name or `Content-Type` says. Each container is
/// walked from its first byte to its last, so a file that was cut off is known as such: some
/// decoders would paint the missing part grey.
///
/// @param bytes of the file, or of as much of it as a decoder is to see
/// @param orientation how the picture is to be turned to be upright (Exif 2.3, tag 0x0112)
/// @param scans how often a decoder goes over the whole picture
record PictureFile(byte[] bytes, Format format, Orientation orientation, int scans) {
    enum Format {
        PNG,
        JPEG,
        WEBP,
        LOSSLESS_WEBP
    }

    private static final byte[] PNG_SIGNATURE = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'
    };
    private static final byte[] EXIF_SIGNATURE = {'E', 'x', 'i', 'f', 0, 0};

    private static final int JPEG_TEM = 0x01;
    private static final int JPEG_RST0 = 0xD0;
    private static final int JPEG_RST7 = 0xD7;
    private static final int JPEG_SOI = 0xD8;
    private static final int JPEG_EOI = 0xD9;
    private static final int JPEG_SOS = 0xDA;
    private static final int JPEG_APP1 = 0xE1;

    private static final int ANIMATION_FRAME_HEAD = 16;

    /// Empty for what is not a whole PNG, JPEG or WebP file.
    static Optional<PictureFile> of(byte[] bytes) {
        if (startsWith(bytes, 0, PNG_SIGNATURE)) {
            return png(bytes);
        }
        if (startsWith(bytes, 0, new byte[] {(byte) 0xFF, (byte) JPEG_SOI, (byte) 0xFF})) {
            return jpeg(bytes);
        }
        if (isText(bytes, 0, "RIFF") && isText(bytes, 8, "WEBP")) {
            return webp(bytes);
        }
        return Optional.empty();
    }

    /// PNG, third edition, section 5.3: length, type, data and checksum, again and again.
    private static Optional<PictureFile> png(byte[] bytes) {
        var orientation = Orientation.UPRIGHT;
        var file = ByteBuffer.wrap(bytes);
        var at = PNG_SIGNATURE.length;
        while (at + 12 <= bytes.length) {
            var length = file.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) {
                return Optional.empty();
            }
            if (isText(bytes, at + 4, "eXIf")) {
                orientation = Orientation.ofExif(file.slice(at + 8, length));
            }
            if (isText(bytes, at + 4, "IEND")) {
                return Optional.of(new PictureFile(bytes, Format.PNG, orientation, 1));
            }
            at += 12 + length;
        }
        return Optional.empty();
    }

    /// ITU-T T.81, annex B: markers, most with a length and that many bytes; after a start of scan
    /// come coded bytes up to the next marker.
    private static Optional<PictureFile> jpeg(byte[] bytes) {
        var orientation = Orientation.UPRIGHT;
        var scans = 0;
        var file = ByteBuffer.wrap(bytes);
        var at = 2;
        while (at + 2 <= bytes.length) {
            var marker = bytes[at + 1] & 0xFF;
            if (bytes[at] != (byte) 0xFF) {
                return Optional.empty();
            }
            if (marker == 0xFF) {
                at++; // any number of fill bytes may stand before a marker
                continue;
            }
            if (marker == JPEG_EOI) {
                return scans == 0
                        ? Optional.empty()
                        : Optional.of(new PictureFile(bytes, Format.JPEG, orientation, scans));
            }
            at += 2;
            if (marker == JPEG_TEM || isRestart(marker)) {
                continue;
            }
            if (at + 2 > bytes.length) {
                return Optional.empty();
            }
            var length = file.getShort(at) & 0xFFFF;
            if (length < 2 || length > bytes.length - at) {
                return Optional.empty();
            }
            if (marker == JPEG_APP1 && length > 8 && startsWith(bytes, at + 2, EXIF_SIGNATURE)) {
                orientation = Orientation.ofExif(file.slice(at + 8, length - 8));
            }
            at += length;
            if (marker == JPEG_SOS) {
                scans++;
                at = nextMarker(bytes, at);
            }
        }
        return Optional.empty();
    }

    /// Over coded bytes: in them 0xFF is followed by 0, or is a restart marker.
    private static int nextMarker(byte[] bytes, int from) {
        var at = from;
        while (at + 1 < bytes.length) {
            var next = bytes[at + 1] & 0xFF;
            if (bytes[at] == (byte) 0xFF && next != 0 && !isRestart(next)) {
                return at;
            }
            at++;
        }
        return bytes.length;
    }

    private static boolean isRestart(int marker) {
        return marker >= JPEG_RST0 && marker <= JPEG_RST7;
    }

    /// RFC 9649, section 2.3: type, length, and data padded to an even length, again and again.
    ///
    /// Of all that may stand in such a file, only the picture itself is handed on, in the simplest
    /// form there is; of an animation, the first. What there is beside it (a colour profile, the
    /// transparency of a lossy picture) costs a decoder more than it gives a photo.
    private static Optional<PictureFile> webp(byte[] bytes) {
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var end = 8 + (file.getInt(4) & 0xFFFF_FFFFL);
        if (end > bytes.length) {
            return Optional.empty();
        }
        var orientation = Orientation.UPRIGHT;
        byte @Nullable [] picture = null;
        var at = 12L;
        while (at + 8 <= end) {
            var chunk = (int) at;
            var length = file.getInt(chunk + 4) & 0xFFFF_FFFFL;
            if (length > end - at - 8) {
                return Optional.empty();
            }
            var next = at + 8 + length + length % 2;
            if (isText(bytes, chunk, "EXIF")) {
                orientation = Orientation.ofExif(file.slice(chunk + 8, (int) length));
            } else if (picture == null && isText(bytes, chunk, "ANMF")) {
                // A frame begins with where and for how long it is seen; its own chunks follow.
                next = at + 8 + ANIMATION_FRAME_HEAD;
            } else if (picture == null
                    && (isText(bytes, chunk, "VP8 ") || isText(bytes, chunk, "VP8L"))) {
                picture = stillWebp(file.slice(chunk, 8 + (int) length));
            }
            at = next;
        }
        return picture == null
                ? Optional.empty()
                : Optional.of(
                        new PictureFile(
                                picture,
                                isText(picture, 12, "VP8L") ? Format.LOSSLESS_WEBP : Format.WEBP,
                                orientation,
                                1));
    }

    /// A file with one chunk.
    private static byte[] stillWebp(ByteBuffer chunk) {
        var padded = chunk.remaining() + chunk.remaining() % 2;
        return ByteBuffer.allocate(12 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(4 + padded)
                .put("WEBP".getBytes(US_ASCII))
                .put(chunk)
                .array();
    }

    private static boolean isText(byte[] bytes, int at, String text) {
        return startsWith(bytes, at, text.getBytes(US_ASCII));
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] beginning) {
        if (at + beginning.length > bytes.length) {
            return false;
        }
        for (var i = 0; i < beginning.length; i++) {
            if (bytes[at + i] != beginning[i]) {
                return false;
            }
        }
        return true;
    }
}
