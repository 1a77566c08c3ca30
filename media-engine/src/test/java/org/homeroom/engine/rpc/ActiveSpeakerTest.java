package org.homeroom.engine.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActiveSpeakerTest {
    private static final int SPEECH = 100;
    private static final int LOUD = 115;
    private static final int ROOM = 55;

    private final ActiveSpeaker<String> speaker = new ActiveSpeaker<>();

    /// @return who became the speaker in so many tenths of a second
    private Optional<String> hear(int tenths, int ana, int ben) {
        var last = Optional.<String>empty();
        for (int i = 0; i < tenths; i++) {
            var now = speaker.hear(Map.of("ana", ana, "ben", ben));
            last = now.isPresent() ? now : last;
        }
        return last;
    }

    @Test
    void whoSpeaksIsTheSpeaker() {
        assertThat(hear(10, SPEECH, ROOM)).contains("ana");
        assertThat(hear(20, SPEECH, ROOM)).as("told once").isEmpty();
        assertThat(hear(40, ROOM, SPEECH)).contains("ben");
    }

    @Test
    void aCoughMakesNobodyTheSpeaker() {
        hear(10, SPEECH, ROOM);
        assertThat(hear(2, SPEECH, LOUD)).isEmpty();
        assertThat(hear(10, SPEECH, ROOM)).isEmpty();
    }

    @Test
    void pausesBetweenWordsDoNotGiveTheWordAway() {
        hear(10, SPEECH, ROOM);
        for (int i = 0; i < 20; i++) {
            assertThat(hear(4, SPEECH, ROOM)).isEmpty();
            assertThat(hear(4, ROOM, ROOM + 5)).isEmpty();
        }
    }

    @Test
    void aRoomOfWhisperersHasNoSpeaker() {
        assertThat(hear(100, ROOM, ROOM + 10)).isEmpty();
    }

    @Test
    void whoIsGoneIsTheSpeakerNoMore() {
        hear(10, SPEECH, ROOM);
        speaker.hear(Map.of("ben", ROOM));
        assertThat(hear(10, SPEECH, ROOM)).as("comes back").contains("ana");
    }
}
