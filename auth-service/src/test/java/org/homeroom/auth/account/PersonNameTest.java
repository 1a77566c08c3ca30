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

    /// Marks that turn the direction of what is around them could rewrite the line, or the list,
    /// that the name stands in.
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067,
                0x2068, 0x2069
            })
    void nothingThatTurnsDirection(int mark) {
        assertThat(PersonName.faultOf("Mei" + Character.toString(mark) + "hua")).isPresent();
    }

    /// Two names that look the same would be two people who look the same.
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00AD, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x2060, 0x2061, 0x2800, 0x3164,
                0xE0001, 0xE0041, 0xFEFF, 0xFFA0
            })
    void nothingUnseen(int unseen) {
        assertThat(PersonName.faultOf("Mei" + Character.toString(unseen) + "hua")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "-", "\u00a0", "\u0301", "\u200d", "\u3000\u200d\u3000"})
    void nothingWithoutALetterOrASymbol(String text) {
        assertThat(PersonName.faultOf(text)).isPresent();
    }

    @Test
    void noTowersOfAccents() {
        assertThat(PersonName.faultOf("e\u0301\u0302")).isEmpty();
        assertThat(PersonName.faultOf("Mei" + "\u0336\u0337".repeat(10))).isPresent();
    }

    /// One word in letters of two alphabets that are not written together.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "M\u0435i", // Cyrillic е
                "\u0410nna", // Cyrillic А
                "L\u0456n Mei-hua", // Cyrillic і
                "J\u03bfhn", // Greek ο
                "\u13daara", // Cherokee Ꮪ
                "Chen \u0421hen", // Cyrillic С, in the second word alone
                "林\u0430",
                "あ\ud55c",
            })
    void noWordInMixedScripts(String text) {
        assertThat(PersonName.faultOf(text))
                .contains("must not mix letters of different alphabets in one word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "林Amy",
                "陳老師 (Mr. Chen)",
                "Amy林",
                "小明ㄇㄧㄥˊ",
                "さくらサクラ桜Sakura",
                "ハリー",
                "김Kim金",
                "Анна Chen",
                "Анна-Maria",
                "Ελένη (Helen)",
                "李雅婷 Рита",
                "葛\udb40\udd00城",
                "Nguyễn Thị Hương",
                "नरेन्द्र",
                "สมหญิง",
                "محمد علی\u200cزاده",
                "👩🏽‍🏫 林老師",
                "❤️",
                "Zoë Ångström",
                "A1",
            })
    void namesAsPeopleWriteThem(String text) {
        assertThat(PersonName.faultOf(text)).isEmpty();
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
