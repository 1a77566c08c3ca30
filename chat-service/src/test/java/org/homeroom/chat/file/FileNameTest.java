package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    private static String name(String sent) {
        return FileName.of(sent).value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "作業 第三週.pdf",
                "photo.jpeg",
                "a.tar.gz",
                "Übung 1 (final).docx",
                "no extension"
            })
    void whatPeopleCallTheirFilesStays(String sent) {
        assertThat(name(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "..\\..\\boot.ini, boot.ini",
        "C:\\Users\\mei\\work.txt, work.txt",
        "/absolute/path, path",
        ".htaccess, htaccess",
        "...., file",
        "'   ', file",
        "/, file",
        "'', file",
        "'trailing. . ', trailing",
        "con, _con",
        "CON.txt, _CON.txt",
        "lpt9.tar.gz, _lpt9.tar.gz",
        "COM¹, _COM¹",
        "console.log, console.log",
        "'a<b>c:d\"e|f?g*.txt', a_b_c_d_e_f_g_.txt"
    })
    void whatMeansSomethingToAFileSystemGoes(String sent, String kept) {
        assertThat(name(sent)).isEqualTo(kept);
    }

    @Test
    void whatHidesOrTurnsRoundGoes() {
        assertThat(name("photo\u202Egpj.exe")).isEqualTo("photogpj.exe");
        assertThat(name("a\u0000b\r\nContent-Type: x\u007F")).isEqualTo("abContent-Type_ x");
        assertThat(name("a\u200Bb\u2066c\uFEFF")).isEqualTo("abc");
        assertThat(name("half\uD83D.txt")).isEqualTo("half.txt");
        assertThat(name("line\u2028break")).isEqualTo("line break");
    }

    @Test
    void twoSpellingsOfANameAreOne() {
        assertThat(name("e\u0301t\u00e9.txt")).isEqualTo("\u00e9t\u00e9.txt");
    }

    @Test
    void aLongNameKeepsItsExtensionAndWholeCharacters() {
        var long1 = name("漢".repeat(500) + ".pdf");
        assertThat(long1).endsWith("漢.pdf");
        assertThat(long1.getBytes(UTF_8).length).isBetween(196, 200);
        var emoji = name("🎈".repeat(100));
        assertThat(emoji).isEqualTo("🎈".repeat(50));
        assertThat(name("a." + "x".repeat(300)).getBytes(UTF_8)).hasSize(200);
    }

    @Test
    void makingItFitAgainChangesNothing() {
        for (var sent : new String[] {"../.. /a", ".con", "..CON. .", "x".repeat(199) + ". b"}) {
            assertThat(name(name(sent))).as(sent).isEqualTo(name(sent));
        }
    }
}
