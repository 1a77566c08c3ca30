package org.homeroom.auth.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    private static final Map<String, String> TAIPEI =
            Map.of("en", "Taipei", "zh-CN", "台北", "zh-TW", "台北市");
    private static final Map<String, String> TAIWAN = Map.of("en", "Taiwan", "zh-TW", "台灣");

    @TempDir Path folder;
    private Path file;
    private Places places;

    @BeforeEach
    void aTable() throws IOException {
        file =
                new PlaceFile(6)
                        .put("203.0.113.0/24", TAIPEI, TAIWAN)
                        .put("198.51.100.0/25", Map.of(), TAIWAN)
                        .put(
                                "198.51.100.128/25",
                                Map.of("en", "Shanghai", "zh-CN", "上海"),
                                Map.of("en", "China", "zh-CN", "中国"))
                        .put("2001:db8:1::/48", TAIPEI, TAIWAN)
                        .put("192.0.2.0/26", Map.of("traits", List.of()))
                        .put("192.0.2.64/26", List.of("not", "a", "map"))
                        .put("192.0.2.128/26", Map.of("city", "Taipei", "country", 7))
                        .put("192.0.2.192/26", Map.of("country", Map.of("names", Map.of("en", 1))))
                        .write(folder.resolve("places.mmdb"));
        places = configured(Map.of("homeroom.auth.places", file.toString()));
    }

    private static Places configured(Map<String, String> set) {
        return new Places(
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(AuthConfig.class)
                        .withDefaultValue("homeroom.auth.public-url", "https://class.example.org")
                        .withDefaultValues(set)
                        .build()
                        .getConfigMapping(AuthConfig.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0", "203.0.113.255", "2001:db8:1::7", "2001:db8:1:ffff::"})
    void anAddressIsSomewhereInBothLanguages(String address) {
        assertThat(places.of(address)).contains(new Place("Taipei, Taiwan", "台灣台北市"));
    }

    @Test
    void perhapsOnlyTheCountryIsKnown() {
        assertThat(places.of("198.51.100.1")).contains(new Place("Taiwan", "台灣"));
    }

    /// Names in the other script of Chinese are not read here.
    @Test
    void whatHasNoNameInTheScriptOfTaiwanIsReadInEnglish() {
        var place = places.of("198.51.100.200").orElseThrow();

        assertThat(place.in(Language.TRADITIONAL_CHINESE)).isEqualTo("Shanghai, China");
        assertThat(place.in(Language.ENGLISH)).isEqualTo("Shanghai, China");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.112.255",
                "203.0.114.0",
                "127.0.0.1",
                "::1",
                "2001:db8:2::1",
                "192.0.2.1",
                "192.0.2.129",
                "192.0.2.193",
                "",
                "somewhere",
                "203.0.113",
                "class.example.org"
            })
    void othersAreNowhere(String address) {
        assertThat(places.of(address)).isEmpty();
    }

    @Test
    void aTableOfTheOldAddressesAloneKnowsNoOthers() throws IOException {
        new PlaceFile(4).put("203.0.113.0/24", TAIPEI, TAIWAN).write(file);
        var old = configured(Map.of("homeroom.auth.places", file.toString()));

        assertThat(old.of("203.0.113.7")).contains(new Place("Taipei, Taiwan", "台灣台北市"));
        assertThat(old.of("2001:db8:1::7")).isEmpty();
    }

    @Test
    void withoutATableNobodyIsAnywhere() {
        assertThat(configured(Map.of()).of("203.0.113.7")).isEmpty();
    }

    @Test
    void aFileThatIsNoTableStopsTheStart() throws IOException {
        var set = Map.of("homeroom.auth.places", file.toString());
        Files.writeString(file, "no table");
        assertThatThrownBy(() -> configured(set)).hasMessageContaining("homeroom.auth.places");
        Files.delete(file);
        assertThatThrownBy(() -> configured(set)).hasMessageContaining("homeroom.auth.places");
    }

    @Test
    void theFileMayBeReplacedMeanwhile() throws IOException {
        Files.writeString(file, "");

        assertThat(places.of("203.0.113.7")).isPresent();
    }
}
