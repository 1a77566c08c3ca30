package org.homeroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.homeroom.platform.id.ConversationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageKeyTest {
    private static final String ID = "0197a5a0-0000-7000-8000-000000000001";

    @Test
    void whatIsEncodedIsReadBack() {
        for (var at : new String[] {"2026-03-02T08:00:00.123456Z", "2026-03-02T08:00:00Z"}) {
            var key = new PageKey(Instant.parse(at), new ConversationId(UUID.fromString(ID)), -7);
            assertThat(PageKey.decode(key.encoded())).contains(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not Base64!",
                "bm8=",
                "2026-03-02T08:00:00Z",
                "2026-03-02T08:00:00Z ",
                "2026-03-02T08:00:00Z " + ID,
                "2026-03-02T08:00:00Z 1-1-1-1-1 0",
                "2026-03-02T08:00:00Z " + ID + " +1",
                "2026-03-02T08:00:00Z " + ID + " 9223372036854775808",
                "yesterday " + ID + " 0",
                "2026-03-02T08:00:00.000Z " + ID + " 0",
                "1969-12-31T23:59:59Z " + ID + " 0",
                "+1000000000-12-31T23:59:59Z " + ID + " 0",
                "-1000000000-01-01T00:00:00Z " + ID + " 0",
                "2026-03-02T08:00:00Z " + ID + " 0 more"
            })
    void whatNobodyEncodedIsNoKey(String text) {
        assertThat(PageKey.decode(text)).isEmpty();
        assertThat(
                        PageKey.decode(
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(text.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }
}
