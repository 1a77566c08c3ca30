package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/// What a file is by its bytes. Its name only helps where the bytes leave open which of their kind
/// it is: a ZIP file is a Word document if it is called `.docx`, and no picture whatever it is
/// called.
///
/// @param type IANA media type, for people
/// @param shown how its bytes may be told to a browser
record FileKind(String type, Shown shown) {
    enum Shown {
        /// As pictures that are drawn anew of it, if it is one.
        PICTURE,
        /// As it is, played in place.
        MEDIA,
        /// Not at all: as bytes, to be saved.
        NOT
    }

    /// Bytes of the beginning that tell: what Tika looks at.
    static final int HEAD = 64 << 10;

    static final String UNKNOWN = "application/octet-stream";

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/webp");

    /// What browsers play, and by which name they know it.
    private static final Map<String, String> MEDIA =
            Map.ofEntries(
                    Map.entry("video/mp4", "video/mp4"),
                    Map.entry("video/x-m4v", "video/mp4"),
                    Map.entry("video/quicktime", "video/quicktime"),
                    Map.entry("video/webm", "video/webm"),
                    Map.entry("video/ogg", "video/ogg"),
                    Map.entry("video/theora", "video/ogg"),
                    Map.entry("audio/mpeg", "audio/mpeg"),
                    Map.entry("audio/mp4", "audio/mp4"),
                    Map.entry("audio/ogg", "audio/ogg"),
                    Map.entry("audio/vorbis", "audio/ogg"),
                    Map.entry("audio/opus", "audio/ogg"),
                    Map.entry("audio/x-flac", "audio/flac"),
                    Map.entry("audio/x-oggflac", "audio/ogg"),
                    Map.entry("audio/vnd.wave", "audio/wav"));

    private static final Set<String> MP4_BRANDS =
            Set.of(
                    "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41",
                    "mp42", "avc1", "dash", "MSNV", "M4V ", "M4VH", "M4VP", "f4v ");

    /// Bytes within which a container says what it is.
    private static final int CONTAINER_HEAD = 64;

    /// Tika's own words for what other formats are made of.
    private static final Map<String, String> CONTAINERS =
            Map.of(
                    "application/x-tika-ooxml", "application/zip",
                    "application/x-tika-msoffice", "application/x-ole-storage");

    /// The table of types is read when the first file asks.
    private static final class Known {
        private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }

    /// @param head the first [#HEAD] bytes, or all there are
    static FileKind of(byte[] head, FileName name) {
        var byContent = byContent(head);
        var type = refined(byContent, name).toString();
        if (MEDIA.containsKey(type)) {
            return new FileKind(MEDIA.get(type), Shown.MEDIA);
        }
        return new FileKind(
                CONTAINERS.getOrDefault(type, type),
                PICTURES.contains(type) ? Shown.PICTURE : Shown.NOT);
    }

    private static MediaType byContent(byte[] head) {
        try {
            var type =
                    Known.TYPES
                            .detect(new ByteArrayInputStream(head), new Metadata())
                            .getBaseType();
            return switch (type.toString()) {
                case "video/quicktime" -> isMp4(head) ? MediaType.video("mp4") : type;
                case "application/x-matroska" -> isWebm(head) ? MediaType.video("webm") : type;
                default -> type;
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
    }

    /// Tika's core takes whatever has boxes for QuickTime. Which it is stands in the first one
    /// (ISO/IEC 14496-12, section 4.3).
    private static boolean isMp4(byte[] head) {
        return head.length >= 12 && MP4_BRANDS.contains(text(head).substring(8, 12));
    }

    /// It takes WebM for any other Matroska: they differ by the document's type (RFC 8794, section
    /// 11.2.6).
    private static boolean isWebm(byte[] head) {
        return text(head).contains("\u0042\u0082\u0084webm");
    }

    private static String text(byte[] head) {
        return new String(head, 0, Math.min(head.length, CONTAINER_HEAD), ISO_8859_1);
    }

    /// Everything is a special case of bytes, so where they say nothing, a name says nothing
    /// either; and what is shown to people is never known by a name.
    private static MediaType refined(MediaType byContent, FileName name) {
        if (byContent.equals(MediaType.OCTET_STREAM)) {
            return byContent;
        }
        var byName = Known.TYPES.getMimeType(name.value()).getType();
        return Known.TYPES.getMediaTypeRegistry().isSpecializationOf(byName, byContent)
                        && !PICTURES.contains(byName.toString())
                        && !MEDIA.containsKey(byName.toString())
                ? byName
                : byContent;
    }

    /// Of a type as [#of] gives it.
    static boolean isPlayed(String type) {
        return MEDIA.containsValue(type);
    }
}
