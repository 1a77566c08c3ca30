package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.Gson;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;

/// Somebody who calls and is called, with a camera and a microphone of Chromium's own making: a
/// picture that turns and a beep each second.
record Caller(Person person) {
    /// What stands on the screen of a call, in Chinese for those who read it.
    private static final Map<String, String> CHINESE =
            Map.ofEntries(
                    Map.entry("Video call", "視訊通話"),
                    Map.entry("Voice call", "語音通話"),
                    Map.entry("Answer", "接聽"),
                    Map.entry("Decline", "拒接"),
                    Map.entry("End call", "結束通話"),
                    Map.entry("Close", "關閉"),
                    Map.entry("More", "更多"),
                    Map.entry("Chat", "聊天"),
                    Map.entry("Camera", "相機"),
                    Map.entry("Microphone", "麥克風"),
                    Map.entry("Share your screen", "分享你的螢幕"),
                    Map.entry("Screen of Ana Duarte", "Ana Duarte 的螢幕"),
                    Map.entry("Picture of Ana Duarte", "Ana Duarte 的畫面"),
                    Map.entry("Ana Duarte is muted", "Ana Duarte 已靜音"),
                    Map.entry("Video paused to keep the sound", "為了保持聲音清楚，影像已暫停"),
                    Map.entry("Answered on another of your devices", "已在你的另一部裝置上接聽"));

    /// Keeps the connections that the page makes, so that a test can read their counters; and lets
    /// them find each other by the given ways only: `all`, or `relay`, over the relay at a port of
    /// this machine or, for 0, the one that the service names.
    private static final String WATCH =
            """
            window.peers = []
            const Real = window.RTCPeerConnection
            window.RTCPeerConnection = class extends Real {
              constructor(given) {
                const at = (url) => (%2$d ? url.replace(/:\\d+\\?/, ':%2$d?') : url)
                const iceServers = given.iceServers.map(one => ({ ...one, urls: one.urls.map(at) }))
                super({ ...given, iceServers, iceTransportPolicy: '%1$s' })
                window.peers.push(this)
              }
            }
            """;

    private static final String COUNT =
            """
            async () => {
              const counted = { frames: 0, sound: 0, width: 0 }
              for (const peer of window.peers.filter(one => one.connectionState !== 'closed'))
                for (const one of (await peer.getStats()).values())
                  if (one.type === 'inbound-rtp') {
                    counted.frames += one.framesDecoded ?? 0
                    counted.sound += one.totalAudioEnergy ?? 0
                    counted.width = Math.max(counted.width, one.frameWidth ?? 0)
                  }
              return counted
            }
            """;

    static Caller of(Person person) {
        return of(person, "all", 0);
    }

    /// Somebody whose network lets nothing through but to the relay.
    static Caller byRelayOnly(Person person) {
        return byRelayOnly(person, 0);
    }

    /// @param port of a relay that is not the suite's own
    static Caller byRelayOnly(Person person, int port) {
        return of(person, "relay", port);
    }

    private static Caller of(Person person, String ways, int relay) {
        person.context().addInitScript(WATCH.formatted(ways, relay));
        person.page().reload();
        return new Caller(person);
    }

    private static final String PATH =
            """
            async () => {
              const [peer] = window.peers.filter(one => one.connectionState === 'connected')
              const all = [...(await peer.getStats()).values()]
              const pair = all.find(one => one.type === 'candidate-pair' && one.nominated)
              const ends = [pair.localCandidateId, pair.remoteCandidateId]
              return ends.map(id => all.find(one => one.id === id).candidateType).join(' ')
            }
            """;

    /// How this device reaches the other: the kinds of both ends (RFC 8445, section 4).
    Object path() {
        return person.page().evaluate(PATH);
    }

    /// What has come in so far, over all connections that the page has open.
    record Received(long frames, double sound, int width) {}

    Received received() {
        var counted = new Gson().toJsonTree(person.page().evaluate(COUNT)).getAsJsonObject();
        return new Received(
                counted.get("frames").getAsLong(),
                counted.get("sound").getAsDouble(),
                counted.get("width").getAsInt());
    }

    /// Waits until more frames were decoded and more sound was heard than there had been.
    void seesAndHears() {
        var before = received();
        person.page()
                .waitForCondition(() -> {
                    var now = received();
                    return now.frames() > before.frames() + 5 && now.sound() > before.sound();
                });
    }

    void hears() {
        var before = received();
        person.page().waitForCondition(() -> received().sound() > before.sound());
    }

    Locator button(String english) {
        return person.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(words(english)).setExact(true));
    }

    String words(String english) {
        return person.words() == Words.CHINESE ? CHINESE.get(english) : english;
    }

    void call(String kind) {
        button(kind).click();
    }

    /// The controls hide from whoever does not move.
    private Locator control(Locator control) {
        person.page().mouse().move(300, 300);
        person.page().mouse().move(320, 320);
        return control;
    }

    /// Presses a switch of the call.
    void toggle(String english) {
        control(button(english)).click();
    }

    void hangsUp() {
        control(button("End call")).click();
    }

    Locator text(String english) {
        return person.page().getByText(words(english));
    }

    private Locator picture(String english) {
        return person.page()
                .getByLabel(words(english), new Page.GetByLabelOptions().setExact(true));
    }

    void sees(String english) {
        assertThat(picture(english)).isVisible();
    }

    void seesNoMore(String english) {
        assertThat(picture(english)).isHidden();
    }

    /// What is said at the end of a call, where the call was.
    Locator end(String words) {
        return person.page()
                .getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText(words));
    }

    /// The sheet of a call that rings.
    Locator sheet() {
        return person.page().getByRole(AriaRole.ALERTDIALOG);
    }

    void answer() {
        assertThat(sheet()).isVisible();
        button("Answer").click();
    }
}
