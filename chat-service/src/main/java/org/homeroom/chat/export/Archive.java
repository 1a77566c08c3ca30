package org.homeroom.chat.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// A ZIP archive that is taken away while it grows. It keeps what has not been taken yet, and of
/// each entry its name, which the end of a ZIP archive lists.
final class Archive {
    /// Less is not worth a write.
    private static final int WORTH_TAKING = 64 << 10;

    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(made, UTF_8);
    private final Instant at;
    private @Nullable String open;

    /// @param at what its entries are dated with
    Archive(Instant at) {
        this.at = at;
    }

    /// An entry that begins with the first that is written to it. Closing it does nothing: it ends
    /// where the next begins.
    OutputStream entry(String path) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                goOn(path, Deflater.DEFAULT_COMPRESSION);
                zip.write(bytes, from, length);
            }
        };
    }

    /// Adds to the entry of that path. Not compressed: pictures and films, which is what is large,
    /// are already.
    void add(String path, byte[] bytes) throws IOException {
        goOn(path, Deflater.NO_COMPRESSION);
        zip.write(bytes);
    }

    private void goOn(String path, int level) throws IOException {
        if (path.equals(open)) {
            return;
        }
        if (open != null) {
            zip.closeEntry();
        }
        zip.setLevel(level);
        var entry = new ZipEntry(path);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
        open = path;
    }

    /// Nothing more follows.
    void finish() throws IOException {
        zip.close();
    }

    /// What has come since the last time, or nothing as long as that is little.
    byte[] take() {
        return made.size() < WORTH_TAKING ? new byte[0] : takeAll();
    }

    byte[] takeAll() {
        var taken = made.toByteArray();
        made.reset();
        return taken;
    }
}
