package org.homeroom.auth.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

    private static final Place TAIPEI = new Place("Taipei", "台北市");

    private final Devices devices = new Devices(Places.NOWHERE);

    private Device device(String userAgent) {
        return devices.of(new Caller("192.0.2.7", userAgent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Chrome  | Windows   | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
                    Edge    | Windows   | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0
                    Safari  | macOS     | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15
                    Safari  | iOS       | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1
                    Chrome  | iOS       | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1
                    Firefox | iOS       | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0 Mobile/15E148 Safari/605.1.15
                    Chrome  | Android   | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36
                    Firefox | Android   | Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0
                    Firefox | Linux     | Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0
                    Chrome  | Chrome OS | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
                    curl    |           | curl/8.5.0
                    """)
    void aDeviceIsCalledAsItsPersonKnowsIt(String browser, String system, String userAgent) {
        assertThat(device(userAgent)).isEqualTo(new Device(browser, system, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Other", "????", "\r\nX: y"})
    void whatNobodyKnowsHasNoName(String userAgent) {
        assertThat(device(userAgent)).isEqualTo(new Device(null, null, null));
    }

    /// Names of robots are taken from what they write.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>Bot/1.0",
                "\"><script>Bot/1.0",
                "https://evil.example/Bot/1.0",
                "\u202ereversedBot/1.0",
                "XxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxBot/1.0"
            })
    void aNameThatACallerMadeUpIsHarmless(String userAgent) {
        var browser = device(userAgent).browser();

        assertThat(browser == null ? "none" : browser).matches("[A-Za-z0-9 ._+-]{1,40}");
    }

    @Test
    void aBrowserThatDoesNotSayHasNoName() {
        assertThat(device(null)).isEqualTo(new Device(null, null, null));
    }

    /// A look costs more the longer the text is.
    @Test
    void onlyTheBeginningOfALongNameIsLookedAt() {
        assertThat(device(IPHONE + "x".repeat(1_000_000)))
                .isEqualTo(new Device("Safari", "iOS", null));
        assertThat(device("x".repeat(1_000_000) + IPHONE)).isEqualTo(new Device(null, null, null));
    }

    @Test
    void namesMadeUpWithoutEndDoNotPushOutTheTruth() {
        IntStream.range(0, 2_000).forEach(n -> device("made up " + n));

        assertThat(device(IPHONE)).isEqualTo(new Device("Safari", "iOS", null));
    }

    @Test
    void theKindOfADeviceIsItsBrowserAndSystem() {
        var here = new Device("Safari", "iOS", TAIPEI);

        assertThat(here.isOfTheKindOf(new Device("Safari", "iOS", new Place("Tainan", "台南市"))))
                .isTrue();
        assertThat(here.isOfTheKindOf(new Device("Safari", "macOS", TAIPEI))).isFalse();
        assertThat(here.isOfTheKindOf(new Device("Chrome", "iOS", TAIPEI))).isFalse();
    }
}
