package org.homeroom.chat.file;

import java.time.Instant;
import org.homeroom.platform.id.FileId;

/// How far the upload of a file has come.
///
/// @param stored bytes that are here, from the first on: where the next ones go
/// @param bytes of the whole file
/// @param expiresAt when it is forgotten unless it goes on
/// @param pieces in how many objects those that are here are kept
/// @param isFinished whether it is known what the file is, so that it can be sent
record Upload(
        FileId id,
        FileName name,
        long stored,
        long bytes,
        Instant expiresAt,
        int pieces,
        boolean isFinished) {
    /// A file comes in pieces, which are kept as they come. More than one takes in a try is a try
    /// that broke off; so many of those no line makes.
    private static final int MOST_BROKEN_TRIES = 1000;

    /// What becomes of bytes that somebody sends.
    enum Verdict {
        TAKE,
        /// They do not go on where those end that are here.
        OFFSET_WRONG,
        /// They would be more than the file has.
        TOO_MANY,
        /// The file came in too many tries.
        TOO_FRAGMENTED
    }

    /// @param offset where the first of them belongs
    /// @param announced how many are to come; 0 where that is not said
    /// @param pieceBytes how many make a piece
    Verdict judge(long offset, long announced, int pieceBytes) {
        if (offset != stored) {
            return Verdict.OFFSET_WRONG;
        }
        if (announced > bytes - offset) {
            return Verdict.TOO_MANY;
        }
        return pieces >= mostPieces(pieceBytes) ? Verdict.TOO_FRAGMENTED : Verdict.TAKE;
    }

    private long mostPieces(int pieceBytes) {
        return bytes / pieceBytes + MOST_BROKEN_TRIES;
    }

    boolean isComplete() {
        return stored == bytes;
    }
}
