package org.homeroom.chat.export;

import java.io.IOException;
import java.io.Writer;

/// Writes HTML whose every text and attribute is escaped.
final class Html {
    private final Writer out;

    Html(Writer out) {
        this.out = out;
    }

    /// As it is: never anything that somebody wrote.
    Html raw(String html) throws IOException {
        out.write(html);
        return this;
    }

    /// Anything, where a text or an attribute in double quotes stands.
    Html text(String text) throws IOException {
        out.write(escaped(text));
        return this;
    }

    void flush() throws IOException {
        out.flush();
    }

    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
