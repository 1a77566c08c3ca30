package org.homeroom.auth.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// Passwords that were found in leaks of other services, in a file that an installation may have:
/// the single file of [Pwned Passwords](https://haveibeenpwned.com/Passwords), each line the SHA-1
/// of a password in hexadecimal digits and how often it was found, `HASH:COUNT`, in the order of
/// the hashes.
///
/// The file has some 40 GB, so nothing of it is held: a password costs some 35 short reads, of
/// which the first are in the system's cache. SHA-1 protects nothing here; it is what the file is
/// sorted by.
final class BreachedPasswords {
    private static final int HASH = 40;

    /// A line holds 40 digits, a colon, at most 19 digits and its end. Two of the longest fit, so
    /// whoever reads so much from anywhere finds the beginning of a whole line, but at the end.
    private static final int READ = 128;

    private static final Pattern LINE = Pattern.compile("[0-9A-Fa-f]{40}(:[0-9]{1,19})?");

    private final Path file;
    private final FileChannel channel;

    private BreachedPasswords(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @throws IllegalArgumentException if this is not such a file
    static BreachedPasswords open(Path file) {
        try {
            var passwords = new BreachedPasswords(file, FileChannel.open(file));
            passwords.hashFrom(0);
            return passwords;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    file + " cannot be read as a list of breached passwords", unreadable);
        }
    }

    /// Reads from the file: not for the event loop.
    ///
    /// @throws UncheckedIOException if the file cannot be read any more, or is damaged
    boolean contains(Password password) {
        var wanted = sha1(password.text());
        try {
            var low = 0L; // all lines that begin before it are smaller
            var high = channel.size(); // all lines that begin at it or after it are larger
            while (low < high) {
                var middle = low + (high - low) / 2;
                var line = lineFrom(middle);
                // where no line begins any more before what is larger, it can only be smaller
                var order = line < high ? hashFrom(line).compareTo(wanted) : 1;
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    low = line + HASH;
                } else {
                    high = middle;
                }
            }
            return false;
        } catch (IOException damaged) {
            throw new UncheckedIOException("the list of breached passwords " + file, damaged);
        }
    }

    /// Where the first line begins at this place or after it; the end of the file if none does.
    private long lineFrom(long place) throws IOException {
        if (place == 0) {
            return 0;
        }
        var before = read(place - 1);
        for (var i = 0; i < before.length(); i++) {
            if (before.charAt(i) == '\n') {
                return place + i;
            }
        }
        if (before.length() == READ) {
            throw new IOException("a line is too long at " + place);
        }
        return channel.size();
    }

    /// The hash of the line that begins here.
    private String hashFrom(long place) throws IOException {
        var line = read(place).lines().findFirst().orElse("");
        if (!LINE.matcher(line).matches()) {
            throw new IOException("no hash at " + place);
        }
        return line.substring(0, HASH).toUpperCase(Locale.ROOT);
    }

    private String read(long place) throws IOException {
        var bytes = ByteBuffer.allocate(READ);
        while (bytes.hasRemaining() && channel.read(bytes, place + bytes.position()) > 0) {
            // on, until there is no more
        }
        return US_ASCII.decode(bytes.flip()).toString();
    }

    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-1", never);
        }
    }
}
