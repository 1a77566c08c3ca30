package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "In class until noon", "在教室", "🎧 …", "Привет from Taipei"})
    void aStatus(String text) {
        assertThat(new StatusLine(text).value()).isEqualTo(text);
    }

    @Test
    void blanksAroundItAreDropped() {
        assertThat(new StatusLine(" \u3000 ").value()).isEmpty();
        assertThat(new StatusLine("  back at two \n").value()).isEqualTo("back at two");
    }

    @Test
    void itIsCountedInCodePoints() {
        assertThat(new StatusLine("𠮷".repeat(100)).value()).hasSize(200);
        assertThatThrownBy(() -> new StatusLine("𠮷".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two\nlines", "two\u2028lines", "nul\0", "\ud800", "a\u202eb", "a\u200bb"})
    void notAStatus(String text) {
        assertThat(StatusLine.faultOf(text)).isPresent();
    }
}
