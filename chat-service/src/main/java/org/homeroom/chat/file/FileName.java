package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// The name of a file as others see it and their systems store it: the last part of whatever path
/// came, in one line, in no more than 200 bytes of UTF-8, without what has a meaning to some file
/// system, hides something or turns its surroundings round.
///
/// A name is made fit, not refused: nobody can be asked to rename what a camera named.
public record FileName(String value) {
    static final int MOST_BYTES = 200;

    private static final String NAMELESS = "file";
    private static final int LONGEST_EXTENSION = 16;

    /// Of no file on Windows, whatever their extension (Microsoft, "Naming files").
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL");

    private static final String NUMBERED_DEVICE = "(COM|LPT)[0-9¹²³]";

    public static FileName of(String sent) {
        var path = Normalizer.normalize(sent, Normalizer.Form.NFC).replace('\\', '/');
        var last = path.substring(path.lastIndexOf('/') + 1);
        var plain = new StringBuilder();
        last.codePoints().map(FileName::plain).filter(c -> c != 0).forEach(plain::appendCodePoint);
        var trimmed = trimmed(plain.toString());
        if (isDevice(trimmed)) {
            trimmed = "_" + trimmed;
        }
        var fitting = trimmed(shortened(trimmed));
        return new FileName(fitting.isEmpty() ? NAMELESS : fitting);
    }

    /// 0 for what is left out.
    private static int plain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    0;
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    ' ';
            default -> "<>:\"|?*".indexOf(character) >= 0 ? '_' : character;
        };
    }

    /// A dot in front hides a file, and Windows drops those and spaces at its end.
    private static String trimmed(String name) {
        var from = 0;
        var to = name.length();
        while (from < to && isPadding(name.charAt(from))) {
            from++;
        }
        while (to > from && isPadding(name.charAt(to - 1))) {
            to--;
        }
        return name.substring(from, to);
    }

    private static boolean isPadding(char character) {
        return character == '.' || character == ' ';
    }

    private static boolean isDevice(String name) {
        var dot = name.indexOf('.');
        var stem = (dot < 0 ? name : name.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
        return DEVICES.contains(stem) || stem.matches(NUMBERED_DEVICE);
    }

    /// Keeps the extension, by which people know what it is.
    private static String shortened(String name) {
        if (bytes(name) <= MOST_BYTES) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var extension = dot < 0 ? "" : name.substring(dot);
        if (bytes(extension) > LONGEST_EXTENSION) {
            extension = "";
        }
        var room = MOST_BYTES - bytes(extension);
        var kept = new StringBuilder();
        for (var character : name.codePoints().toArray()) {
            var next = Character.toString(character);
            room -= bytes(next);
            if (room < 0) {
                break;
            }
            kept.append(next);
        }
        return kept + extension;
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
