package org.homeroom.chat.file;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.homeroom.chat.file.FileStore.Piece;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.storage.ObjectStorage;
import org.jspecify.annotations.Nullable;

/// The bytes of files, for those who may see them.
@ApplicationScoped
public class ContentStore {
    /// What one who reads holds of memory.
    private static final int SLICE = 256 << 10;

    /// The file is not there any more, or its reader may not see it any more.
    public static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1;

        GoneException(FileId file) {
            super("file %s is gone".formatted(file));
        }
    }

    private final FileStore files;
    private final ObjectStorage storage;

    ContentStore(FileStore files, ObjectStorage storage) {
        this.files = files;
        this.storage = storage;
    }

    /// Some of a file, slice by slice: the next is fetched when it is asked for. With each piece it
    /// is asked again whether the reader may see the file; if not, fails with a [GoneException].
    ///
    /// @param first counted from 0
    /// @param last inclusive; nothing if it is less than `first`
    public Multi<byte[]> read(AccountId reader, FileId file, long first, long last) {
        return last < first
                ? Multi.createFrom().empty()
                : Multi.createBy()
                        .repeating()
                        .uni(() -> new Reading(reader, file, first, last), Reading::next)
                        .whilst(slice -> !slice.isLast())
                        .map(Slice::bytes);
    }

    private record Slice(byte[] bytes, boolean isLast) {}

    private final class Reading {
        private final AccountId reader;
        private final FileId file;
        private final long last;
        private long at;
        private @Nullable Piece piece;

        Reading(AccountId reader, FileId file, long first, long last) {
            this.reader = reader;
            this.file = file;
            this.at = first;
            this.last = last;
        }

        Uni<Slice> next() {
            return piece().chain(this::slice);
        }

        private Uni<Piece> piece() {
            var known = piece;
            if (known != null && at < known.first() + known.bytes()) {
                return Uni.createFrom().item(known);
            }
            return files.pieceSeenBy(reader, file, at)
                    .map(found -> found.orElseThrow(() -> new GoneException(file)))
                    .invoke(found -> piece = found);
        }

        private Uni<Slice> slice(Piece from) {
            var begin = at - from.first();
            var end = Math.min(Math.min(begin + SLICE, from.bytes()), begin + last - at + 1) - 1;
            return storage.get(FileKeys.piece(from.content(), from.object()), begin, end)
                    .map(found -> found.orElseThrow(() -> new GoneException(file)))
                    .map(bytes -> {
                        at += bytes.length;
                        return new Slice(bytes, at > last);
                    });
        }
    }
}
