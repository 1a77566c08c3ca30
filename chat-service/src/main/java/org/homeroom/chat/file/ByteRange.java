package org.homeroom.chat.file;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which bytes of a file are asked for (RFC 9110, section 14).
sealed interface ByteRange {
    /// All of them: also where the header is none that we know, or asks for several parts at once,
    /// for a server may always answer with everything.
    record Whole() implements ByteRange {}

    /// @param first counted from 0
    /// @param last inclusive
    record Part(long first, long last) implements ByteRange {}

    /// None of what is asked for is there.
    record Unsatisfiable() implements ByteRange {}

    Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})", Pattern.CASE_INSENSITIVE);

    /// @param header `Range`, null without one
    /// @param length of the file, in bytes
    static ByteRange of(@Nullable String header, long length) {
        if (header == null) {
            return new Whole();
        }
        var form = FORM.matcher(header.strip());
        if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
            return new Whole();
        }
        if (form.group(1).isEmpty()) {
            var suffix = Math.min(Long.parseLong(form.group(2)), length);
            return suffix == 0 ? new Unsatisfiable() : new Part(length - suffix, length - 1);
        }
        var first = Long.parseLong(form.group(1));
        var last = form.group(2).isEmpty() ? length - 1 : Long.parseLong(form.group(2));
        if (!form.group(2).isEmpty() && last < first) {
            return new Whole();
        }
        return first >= length ? new Unsatisfiable() : new Part(first, Math.min(last, length - 1));
    }
}
