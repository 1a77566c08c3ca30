package org.homeroom.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.homeroom.platform.json.TestJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final String CANONICAL = "01890a5d-ac96-774b-bcce-b302099a8057";

    static Stream<Function<String, ?>> parsers() {
        return Stream.of(
                AccountId::fromString,
                ConversationId::fromString,
                MessageId::fromString,
                SessionId::fromString);
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void anIdIsWrittenAsItIsReadAndAlwaysInLowerCase(Function<String, ?> parse)
            throws JsonProcessingException {
        var id = parse.apply(CANONICAL);
        assertThat(id).hasToString(CANONICAL);
        assertThat(parse.apply("01890A5D-AC96-774B-BCCE-B302099A8057")).isEqualTo(id);
        var json = TestJson.mapper();
        assertThat(json.writeValueAsString(id)).isEqualTo("\"" + CANONICAL + "\"");
        assertThat((Object) json.readValue("\"" + CANONICAL + "\"", id.getClass())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1-1-1-1-1",
                "01890a5dac96774bbcceb302099a8057",
                "{01890a5d-ac96-774b-bcce-b302099a8057}",
                "01890a5d-ac96-774b-bcce-b302099a805",
                "01890a5d-ac96-774b-bcce-b302099a80570",
                "01890a5d-ac96-774b-bcce-b302099a805g",
                " 01890a5d-ac96-774b-bcce-b302099a8057",
                "0x890a5d-ac96-774b-bcce-b302099a8057",
                "-1890a5d-ac96-774b-bcce-b302099a8057",
            })
    void anotherSpellingIsNoId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccountId.fromString(text));
    }

    @Test
    void newIdsAreVersion7AndSortByTime() {
        var ids = new IdSource.Producer().ids();
        var made = IntStream.range(0, 10_000).mapToObj(_ -> ids.next()).toList();
        assertThat(made).allSatisfy(id -> assertThat(id.version()).isEqualTo(7));
        assertThat(made).doesNotHaveDuplicates();
        // As text and as PostgreSQL compare them; UUID.compareTo looks at signed halves.
        assertThat(made.stream().map(UUID::toString)).isSorted();
    }
}
