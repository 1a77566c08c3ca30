package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The header by which a browser saves an answer and never shows it as a page (RFC 6266).
public final class ContentDisposition {
    /// What RFC 8187 lets stand as it is, letters and digits aside.
    private static final String ATTR_CHARACTERS = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /// With the name twice: in ASCII for what is old, and whole.
    public static String attachment(FileName name) {
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(ascii(name.value()), escaped(name.value()));
    }

    private static String ascii(String name) {
        var plain = new StringBuilder();
        name.codePoints()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String escaped(String name) {
        var escaped = new StringBuilder();
        for (var unit : name.getBytes(UTF_8)) {
            var c = unit & 0xFF;
            if (c >= '0' && c <= '9'
                    || c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || ATTR_CHARACTERS.indexOf(c) >= 0) {
                escaped.append((char) c);
            } else {
                escaped.append("%%%02X".formatted(c));
            }
        }
        return escaped.toString();
    }
}
