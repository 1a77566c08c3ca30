package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.homeroom.chat.file.Upload.Verdict;
import org.homeroom.platform.id.FileId;
import org.junit.jupiter.api.Test;

class UploadTest {
    private static final int PIECE = 100;

    private static Upload upload(long stored, long bytes, int pieces) {
        return new Upload(
                new FileId(new UUID(1, 2)),
                new FileName("a"),
                stored,
                bytes,
                Instant.EPOCH,
                pieces,
                false);
    }

    @Test
    void bytesGoOnWhereThoseEndThatAreHere() {
        var half = upload(500, 1000, 5);
        assertThat(half.judge(500, 500, PIECE)).isEqualTo(Verdict.TAKE);
        assertThat(half.judge(500, 0, PIECE)).isEqualTo(Verdict.TAKE);
        assertThat(half.judge(499, 1, PIECE)).isEqualTo(Verdict.OFFSET_WRONG);
        assertThat(half.judge(501, 1, PIECE)).isEqualTo(Verdict.OFFSET_WRONG);
        assertThat(half.judge(0, 1000, PIECE)).isEqualTo(Verdict.OFFSET_WRONG);
        assertThat(half.judge(Long.MAX_VALUE, 1, PIECE)).isEqualTo(Verdict.OFFSET_WRONG);
    }

    @Test
    void noMoreIsTakenThanWasAnnouncedAtTheBeginning() {
        assertThat(upload(500, 1000, 5).judge(500, 501, PIECE)).isEqualTo(Verdict.TOO_MANY);
        assertThat(upload(1000, 1000, 5).judge(1000, 1, PIECE)).isEqualTo(Verdict.TOO_MANY);
        assertThat(upload(1, 2, 1).judge(1, Long.MAX_VALUE, PIECE)).isEqualTo(Verdict.TOO_MANY);
    }

    @Test
    void aFileMayBreakOffOftenAndNotForEver() {
        assertThat(upload(5, 1000, 1009).judge(5, 1, PIECE)).isEqualTo(Verdict.TAKE);
        assertThat(upload(5, 1000, 1010).judge(5, 1, PIECE)).isEqualTo(Verdict.TOO_FRAGMENTED);
    }
}
