package org.homeroom.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeNumberTest {
    /// As a service's own are.
    @ConfigMapping(prefix = "school")
    interface Settings {
        @WithDefault("4")
        @WithConverter(WholeNumber.Few.class)
        int classes();

        @WithDefault("0")
        @WithConverter(WholeNumber.NotNegative.class)
        int holidays();

        Optional<@WithConverter(WholeNumber.Positive.class) Integer> teachers();
    }

    private static Settings read(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(Settings.class)
                .withDefaultValues(given)
                .build()
                .getConfigMapping(Settings.class);
    }

    @Test
    void whatLiesWithinIsRead() {
        var settings =
                read(
                        Map.of(
                                "school.classes",
                                " 16 ",
                                "school.holidays",
                                "0",
                                "school.teachers",
                                "1"));

        assertThat(settings.classes()).isEqualTo(16);
        assertThat(settings.holidays()).isZero();
        assertThat(settings.teachers()).contains(1);
    }

    @Test
    void whatIsNotGivenIsTheDefault() {
        assertThat(read(Map.of()).classes()).isEqualTo(4);
        assertThat(read(Map.of()).teachers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "school.classes,  0,          it has to be 1 or more",
        "school.classes,  17,         it has to be 16 or less",
        "school.classes,  a few,      it has to be a whole number",
        "school.classes,  99999999999, it has to be a whole number",
        "school.holidays, -1,         it has to be 0 or more",
        "school.teachers, 0,          it has to be 1 or more",
    })
    void whatDoesNotEndsTheStartWithWhatIsWrong(String setting, String value, String why) {
        assertThatThrownBy(() -> read(Map.of(setting, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(value)
                .hasMessageContaining(why);
    }
}
