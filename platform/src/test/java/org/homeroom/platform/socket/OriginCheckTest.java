package org.homeroom.platform.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginCheckTest {
    private static Set<String> allowed(String publicUrl) {
        return OriginCheck.allowedOrigins(URI.create(publicUrl), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "https://class.example.org, https://class.example.org",
        "https://class.example.org/, https://class.example.org",
        "https://class.example.org:443, https://class.example.org",
        "http://class.example.org:80/app, http://class.example.org",
        "https://class.example.org:8443, https://class.example.org:8443",
        "HTTPS://Class.Example.Org, https://class.example.org",
        "http://class.example.org:443, http://class.example.org:443",
    })
    void theOneOriginIsWrittenAsBrowsersWriteIt(String publicUrl, String origin) {
        assertThat(allowed(publicUrl)).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void theNamesOfThisMachineAreOnePlace(String publicUrl) {
        assertThat(allowed(publicUrl))
                .containsExactlyInAnyOrder(
                        "http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080");
    }

    @Test
    void furtherOriginsAreAdded() {
        assertThat(
                        OriginCheck.allowedOrigins(
                                URI.create("https://a.example"), List.of("https://b.example")))
                .containsExactlyInAnyOrder("https://a.example", "https://b.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"class.example.org", "ftp://class.example.org", "https:///x", "/x"})
    void whatIsNoAddressStopsTheStart(String publicUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allowed(publicUrl))
                .withMessageContaining("public-url");
    }
}
