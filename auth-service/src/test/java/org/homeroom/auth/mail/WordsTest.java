package org.homeroom.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The words of all mails, in both languages.
class WordsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    static List<Class<?>> bundles() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.homeroom.auth")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(MessageBundle.class))
                        .<Class<?>>map(type -> type.reflect())
                        .toList();
    }

    private static Properties chinese(Class<?> bundle) throws IOException {
        var words = new Properties();
        var name = bundle.getAnnotation(MessageBundle.class).value();
        try (var file =
                WordsTest.class.getResourceAsStream(
                        "/messages/" + name + "_zh-Hant-TW.properties")) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return words;
    }

    private static TreeSet<String> placeholders(String text) {
        var found = new TreeSet<String>();
        PLACEHOLDER.matcher(text).results().map(MatchResult::group).forEach(found::add);
        return found;
    }

    @Test
    void thereAreWords() {
        assertThat(bundles()).hasSizeGreaterThanOrEqualTo(2);
    }

    /// Qute falls back to English without a word.
    @ParameterizedTest
    @MethodSource("bundles")
    void everyLineIsThereInChineseWithTheSamePlaceholders(Class<?> bundle) throws IOException {
        var chinese = chinese(bundle);
        var lines = bundle.getDeclaredMethods();

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
