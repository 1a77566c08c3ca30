package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VerificationMailerTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    private static Properties chinese() throws IOException {
        var words = new Properties();
        try (var file =
                VerificationMailerTest.class.getResourceAsStream(
                        "/messages/verification_zh-Hant-TW.properties")) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return words;
    }

    private static TreeSet<String> placeholders(String text) {
        var found = new TreeSet<String>();
        PLACEHOLDER.matcher(text).results().map(MatchResult::group).forEach(found::add);
        return found;
    }

    /// Qute falls back to English without a word.
    @Test
    void everyLineIsThereInChineseWithTheSamePlaceholders() throws IOException {
        var chinese = chinese();
        var lines = VerificationMailer.Words.class.getDeclaredMethods();

        assertThat(chinese.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(lines).map(line -> line.getName()).toList());
        for (var line : lines) {
            var english = line.getAnnotation(Message.class).value();
            assertThat(placeholders(chinese.getProperty(line.getName())))
                    .as(line.getName())
                    .isEqualTo(placeholders(english));
            assertThat(chinese.getProperty(line.getName())).isNotEqualTo(english);
        }
    }
}
