package org.homeroom.chat.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.homeroom.chat.search.IndexedText.Kind;
import org.homeroom.chat.search.IndexedText.Part;
import org.homeroom.chat.search.SearchQuery.Misunderstood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    private static String tsquery(String text) {
        return SearchQuery.parse(text).tsquery(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "light | ('light':*)",
                "`light ` | ('light')",
                "\"light\" | ('light')",
                "light water | ('light') & ('water':*)",
                "\"green light\" | ('green' <1> 'light')",
                "“green light” | ('green' <1> 'light')",
                "LIGHTS  | ('light':*)",
                "Ｌｉｇｈｔ  | ('light':*)",
                "naïve café | ('naive') & ('cafe':*)",
                "teacher's | ('teacher':*)",
                "well-known | ('well' <1> 'known':*)",
                "葉 | ('葉')",
                "葉綠 | ('葉綠')",
                "葉綠體 | ('葉綠' <1> '綠體')",
                "葉綠體 光 | ('葉綠' <1> '綠體') & ('光')",
                "CO2濃度 | ('co2' <1> '濃度')",
                "濃度CO2 | ('濃度' <2> 'co2':*)",
                "葉 綠 | ('葉') & ('綠')",
                "light -water | ('light') & !('water':*)",
                "-\"still water\" light | ('light':*) & !('still' <1> 'water')",
                "it's \\ 'quoted' | ('it') & ('quoted':*)",
                "cells.example | ('cell' <1> 'example':*)",
                "leaf_1.png | ('leaf' <1> '1' <1> 'png':*)",
                "light:on | ('light' <1> 'on':*)",
                "note: light | ('note') & ('light':*)",
                "has:link | 'has/link'",
                "has:file has:image has:VIDEO | 'has/file' & 'has/image' & 'has/video'",
                "HAS：Link light | ('light':*) & 'has/link'",
                "is:post | ('is/post')"
            })
    void wordsArePutAsPostgresHasThem(String text, String expected) {
        var query = SearchQuery.parse(text);
        assertThat(query.tsquery(List.of()).split(" & "))
                .containsExactlyInAnyOrder(expected.split(" & "));
    }

    @Test
    void ofSeveralKindsOneIsEnough() {
        assertThat(tsquery("is:comment leaf is:message"))
                .isEqualTo("('leaf') & ('is/message' | 'is/comment')");
    }

    @Test
    void operatorsAreTakenOut() {
        var query =
                SearchQuery.parse(
                        "from:\"Lin Mei-hua\" from:me in:7B has:link is:post before:2026-11-01 after：2026/9/1 光");

        assertThat(query.from()).containsExactly("Lin Mei-hua", "me");
        assertThat(query.in()).containsExactly("7B");
        assertThat(query.has()).containsExactly(Part.LINK);
        assertThat(query.is()).containsExactly(Kind.POST);
        assertThat(query.before()).contains(LocalDate.of(2026, 11, 1));
        assertThat(query.after()).contains(LocalDate.of(2026, 9, 1));
        assertThat(query.phrases()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"has:banana", "is:\"\"", "before:yesterday", "after:2026-02-30"})
    void whatAnOperatorCannotHaveIsSaid(String text) {
        assertThatExceptionOfType(Misunderstood.class).isThrownBy(() -> SearchQuery.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "!?…", "\"\"", "\"", "-", "-light", "“"})
    void nothingIsAskedFor(String text) {
        assertThat(SearchQuery.parse(text).isEmpty()).isTrue();
    }

    /// Whatever somebody types, it is understood or said not to be.
    @Test
    void anythingMayBeTyped() {
        var random = new Random(20261123);
        var pieces =
                "from: in: has:link is:post before:2026-01-01 after: \" “ ” - : ： ' \\ ( ) & | ! < > * 葉 綠 a B é \u3000 \uD83C\uDF31 \uD83C 0 /"
                        .split(" ");
        for (var i = 0; i < 20_000; i++) {
            var text =
                    IntStream.range(0, random.nextInt(12))
                            .mapToObj(_ -> pieces[random.nextInt(pieces.length)])
                            .collect(Collectors.joining(random.nextBoolean() ? "" : " "));
            try {
                var query = tsquery(text);
                assertThat(Arrays.stream(query.split("'(?:[^'\\\\]|''|\\\\.)*'")).toList())
                        .as("%s as %s", text, query)
                        .allMatch(between -> between.matches("[()&|!<>0-9:* ]*"));
            } catch (Misunderstood said) {
                assertThat(said).hasMessageContaining("is followed by");
            }
        }
    }
}
