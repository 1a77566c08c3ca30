package org.homeroom.chat.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤️",
                "☺️",
                "©️",
                "1️⃣",
                "#️⃣",
                "🇹🇼",
                "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
                "👩🏽‍🏫",
                "👨‍👩‍👧‍👦",
                "👨🏻‍🦰",
                "👩‍🦳",
                "🏳️‍🌈",
                "❤️‍🔥",
                "🤦🏻‍♂️",
                "👩🏻‍❤️‍💋‍👨🏿",
                "✅",
                "☝🏿",
                "🫡"
            })
    void oneEmojiIsOne(String text) {
        assertThat(Emoji.of(text)).contains(new Emoji(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "好",
                "1",
                "#",
                "ok",
                "👍👍",
                "👍 ",
                "👍a",
                // The heart and the scissors as texts, and emoji with a selector that they have
                // not.
                "❤",
                "✂",
                "👍️",
                "🏽",
                "🇹",
                "🇹🇼🇹",
                "\u200D",
                "👩‍",
                "‍👩",
                "\uFE0F",
                "⃣",
                "\uD83D",
                "<b>",
                "👍\u0000",
                "👨‍👩‍👧‍👦‍👨‍👩‍👧‍👦‍👨‍👩‍👧‍👦‍👨‍👩‍👧‍👦‍👨‍👩‍👧‍👦‍👨‍👩‍👧‍👦"
            })
    void nothingElseIs(String text) {
        assertThat(Emoji.of(text)).isEmpty();
    }
}
