package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "林",
                "Lin Mei-hua",
                "José Ñandú",
                "Дмитрий",
                "أحمد",
                "👩‍🏫 Chen",
                "O’Neil, Jr."
            })
    void aName(String text) {
        assertThat(new PersonName(text).value()).isEqualTo(text);
    }

    @Test
    void blanksAroundItAreDropped() {
        assertThat(new PersonName("\u3000 林美華 \t").value()).isEqualTo("林美華");
    }

    @Test
    void itIsCountedInCodePointsWithoutTheBlanksAround() {
        assertThat(new PersonName("  " + "𠮷".repeat(80) + "  ").value())
                .isEqualTo("𠮷".repeat(80));
        assertThatThrownBy(() -> new PersonName("𠮷".repeat(81)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\n ",
                "\u3000",
                "two\nlines",
                "two\u2028lines",
                "nul\0",
                "bell\u0007",
                "\ud800",
                "a\udc00b",
                "evil\u202egnp.exe",
                "isolated\u2066text",
            })
    void notAName(String text) {
        assertThatThrownBy(() -> new PersonName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(5)
    void hostileTextIsRefusedFast() {
        var blanks = " ".repeat(10_000) + "\0";

        assertThatThrownBy(() -> new PersonName(blanks))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatLooksTheSameIsFound() {
        assertThat(new PersonName("ＡＢＣ").folded()).isEqualTo("abc");
        assertThat(new PersonName("JOSE\u0301").folded()).isEqualTo(PersonName.fold("josé"));
        assertThat(new PersonName("Straße").folded()).isEqualTo(PersonName.fold("STRASSE"));
        assertThat(new PersonName("林美華").folded()).contains(PersonName.fold("美"));
    }
}
