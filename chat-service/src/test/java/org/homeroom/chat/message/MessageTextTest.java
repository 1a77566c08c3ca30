package org.homeroom.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.homeroom.chat.message.MessageText.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "你好", "👩🏽‍🏫", "\u0001", "line\nline", "\uFEFFbom"})
    void textIsKeptAsItIs(String text) {
        assertThat(MessageText.check(text)).isEqualTo(new Checked.Good(new MessageText(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "\u3000"})
    void textThatSaysNothingIsRefused(String text) {
        assertThat(problem(text)).isEqualTo("text-empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "好", "😀"})
    void bytesAreCountedNotCharacters(String character) {
        var size = character.getBytes(StandardCharsets.UTF_8).length;
        var full =
                character.repeat(MessageText.MAX_BYTES / size)
                        + "a".repeat(MessageText.MAX_BYTES % size);

        assertThat(full.getBytes(StandardCharsets.UTF_8)).hasSize(16_384);
        assertThat(MessageText.check(full)).isInstanceOf(Checked.Good.class);
        assertThat(problem(full + "a")).isEqualTo("text-too-long");
        assertThat(problem(full + character)).isEqualTo("text-too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u0000"})
    void nulIsRefused(String text) {
        assertThat(problem(text)).isEqualTo("invalid-request");
    }

    @Test
    void halfOfACharacterIsRefused() {
        for (var text : new String[] {"\uD83D", "a\uD83D", "\uDE00b", "\uDE00\uD83D", "\uD83Da"}) {
            assertThat(problem(text)).isEqualTo("invalid-request");
        }
    }

    private static String problem(String text) {
        return MessageText.check(text) instanceof Checked.Bad(var problem)
                ? problem.type().slug()
                : "none";
    }
}
