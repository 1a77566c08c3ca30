package org.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
    private static PublicUrl url(String text) {
        return new PublicUrl(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://class.example.org",
                "https://class.example.org/",
                "https://class.example.org:8443",
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://[::1]:8080",
            })
    void anAddressWhereCookiesAreSafe(String text) {
        var url = url(text);

        assertThat(url.isSecure()).isEqualTo(text.startsWith("https:"));
        assertThat(url.isOrigin(text.replaceFirst("/$", ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "class.example.org",
                "http://class.example.org",
                "http://192.168.1.5:8080",
                "http://localhost.example.org",
                "ftp://localhost",
                "https:///path",
                "https://class.example.org/app",
                "https://class.example.org?x=1",
                "https://user@class.example.org",
                "https://class.example.org#top",
            })
    void noOtherStartsTheService(String text) {
        assertThatThrownBy(() -> url(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://class.example.org,      https://class.example.org,        true",
        "https://class.example.org:443,  https://class.example.org,        true",
        "https://class.example.org,      http://class.example.org,         false",
        "https://class.example.org,      https://class.example.org.evil,   false",
        "https://class.example.org,      https://evil.class.example.org,   false",
        "https://class.example.org,      https://class.example.org:444,    false",
        "https://class.example.org,      null,                             false",
        "http://localhost:8080,          http://127.0.0.1:8080,            true",
        "http://127.0.0.1:8080,          http://localhost:8080,            true",
        "http://localhost:8080,          http://localhost:8081,            false",
        "http://localhost:8080,          https://localhost:8080,           false",
    })
    void whoseOrigin(String publicUrl, String origin, boolean ours) {
        assertThat(url(publicUrl).isOrigin(origin)).isEqualTo(ours);
    }

    @Test
    void linksBeginWithIt() {
        assertThat(url("https://class.example.org/").resolve("/verify/abc"))
                .hasToString("https://class.example.org/verify/abc");
    }
}
