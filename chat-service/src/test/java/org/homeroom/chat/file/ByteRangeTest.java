package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.homeroom.chat.file.ByteRange.Part;
import org.homeroom.chat.file.ByteRange.Unsatisfiable;
import org.homeroom.chat.file.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 999",
        "bytes=500-, 500, 999",
        "bytes=500-600, 500, 600",
        "bytes=999-, 999, 999",
        "bytes=0-5000, 0, 999",
        "bytes=-1, 999, 999",
        "bytes=-5000, 0, 999",
        "BYTES=1-2, 1, 2"
    })
    void aPartIsWhatIsThereOfWhatIsAskedFor(String header, long first, long last) {
        assertThat(ByteRange.of(header, 1000)).isEqualTo(new Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=-",
                "bytes=5-4",
                "bytes=a-b",
                "bytes=0-1,5-6",
                "items=0-1",
                "bytes=99999999999999999999-",
                "bytes=--1"
            })
    void whatIsNoSinglePartIsEverything(String header) {
        assertThat(ByteRange.of(header, 1000)).isEqualTo(new Whole());
    }

    @Test
    void whatLiesBehindTheEndIsRefused() {
        assertThat(ByteRange.of("bytes=1000-", 1000)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.of("bytes=-0", 1000)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.of("bytes=-5", 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.of(null, 0)).isEqualTo(new Whole());
    }
}
