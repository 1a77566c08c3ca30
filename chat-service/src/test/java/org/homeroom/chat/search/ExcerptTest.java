package org.homeroom.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {
    private static Excerpt of(String text, String query) {
        return Excerpt.of(text, SearchQuery.parse(query).phrases());
    }

    private static List<String> marked(Excerpt excerpt) {
        return excerpt.marks().stream()
                .map(mark -> excerpt.text().substring(mark.from(), mark.to()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Light and lights and lightning., light, Light|lights|lightning",
        "Light and lights and lightning., light and, Light|and|lights|and",
        "葉綠體在葉子裡, 葉綠體, 葉綠體",
        "葉綠體在葉子裡, 葉, 葉|葉",
        "Ein Café, cafe, Café",
        "ＣＯ２ 濃度, co2, ＣＯ２",
        "nothing of the sort, light, ''",
    })
    void whatWasLookedForIsMarked(String text, String query, String expected) {
        assertThat(String.join("|", marked(of(text, query)))).isEqualTo(expected);
    }

    @Test
    void aLongTextIsShownAroundTheFirstMark() {
        var excerpt = of("word ".repeat(100) + "light " + "word ".repeat(100), "light");

        assertThat(excerpt.text()).startsWith("…word").endsWith("…").hasSizeLessThan(190);
        assertThat(marked(excerpt)).containsExactly("light");
        assertThat(excerpt.marks().getFirst().from()).isLessThan(50);
    }

    @Test
    void aShortTextIsShownWhole() {
        var text = "x".repeat(100) + " light";
        assertThat(of(text + " end", "end").text()).startsWith("…");
        assertThat(of("The light is green", "green").text()).isEqualTo("The light is green");
    }

    /// Neither a pair of surrogates nor what is drawn as one character is cut.
    @Test
    void noCharacterIsCut() {
        for (var before = 0; before < 60; before++) {
            var text = "a".repeat(before) + "👩‍🏫🌱e\u0301".repeat(100) + " light";
            var excerpt = of(text, "light");
            assertThat(excerpt.text()).doesNotContain("\ufffd");
            assertThat(excerpt.text().codePoints())
                    .allMatch(point -> point < 0xD800 || point > 0xDFFF);
        }
    }

    /// Names are put there by whoever shows it, so nothing is found in the tokens, and none is cut.
    @Test
    void aMentionIsWholeAndNotSearched() {
        var token = "<@0198c0de-0000-7000-8000-000000000000>";
        assertThat(of(token + " is asked", "0198c0de").marks()).isEmpty();
        for (var before = 0; before < 200; before++) {
            var excerpt =
                    of("a".repeat(before) + " " + (token + " ").repeat(20) + "light", "light");
            assertThat(excerpt.text().replace(token, "")).doesNotContain("<", "@", "0198");
        }
    }
}
