package org.homeroom.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.homeroom.platform.problem.JsonFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static final String GOOD =
            """
            {"id":"01890a5d-ac96-774b-bcce-b302099a8057","text":"好","count":3,"on":true,
             "kind":"LEFT","at":"2026-01-02T03:04:05Z","tags":["a"],"note":"n","more":"m"}\
            """;

    private final ObjectMapper json = TestJson.mapper();

    enum Kind {
        LEFT
    }

    record Wanted(
            UUID id,
            String text,
            int count,
            boolean on,
            Kind kind,
            Instant at,
            List<String> tags,
            @Nullable String note,
            Optional<String> more) {
        Wanted {
            tags = List.copyOf(tags);
        }
    }

    private Wanted read(String document) throws JsonProcessingException {
        return json.readValue(document, Wanted.class);
    }

    @Test
    void whatIsMeantIsRead() throws Exception {
        assertThat(read(GOOD))
                .isEqualTo(
                        new Wanted(
                                UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
                                "好",
                                3,
                                true,
                                Kind.LEFT,
                                Instant.parse("2026-01-02T03:04:05Z"),
                                List.of("a"),
                                "n",
                                Optional.of("m")));
    }

    @Test
    void onlyWhatMayBeNullMayBeLeftOut() throws Exception {
        var without = read(GOOD.replace(",\"note\":\"n\",\"more\":\"m\"", ""));
        assertThat(without.note()).isNull();
        assertThat(without.more()).isEmpty();
        var asNull = read(GOOD.replace("\"n\"", "null").replace("\"m\"", "null"));
        assertThat(asNull).isEqualTo(without);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"01890a5d-ac96-774b-bcce-b302099a8057\" | \"1-1-1-1-1\" | id",
                "\"01890a5d-ac96-774b-bcce-b302099a8057\" | \"AYkKXayWd0u8zrMCCZqAVw==\" | id",
                "\"01890a5d-ac96-774b-bcce-b302099a8057\" | 5 | id",
                "\"01890a5d-ac96-774b-bcce-b302099a8057\" | null | id",
                "\"好\" | 5 | text",
                "\"好\" | true | text",
                "\"好\" | {} | text",
                "\"好\" | [\"a\"] | text",
                "\"好\" | null | text",
                "\"好\" | \"a\\u0000b\" | text",
                "\"好\" | \"\\ud83d\" | text",
                "\"好\" | \"\\ud83dx\" | text",
                "\"好\" | \"\\ude00\" | text",
                "\"count\":3 | \"count\":\"3\" | count",
                "\"count\":3 | \"count\":3.0 | count",
                "\"count\":3 | \"count\":3000000000 | count",
                "\"count\":3 | \"count\":null | count",
                "true | \"true\" | on",
                "true | 1 | on",
                "true | null | on",
                "\"LEFT\" | \"UP\" | kind",
                "\"LEFT\" | 0 | kind",
                "\"2026-01-02T03:04:05Z\" | \"yesterday\" | at",
                "[\"a\"] | \"a\" | tags",
                "[\"a\"] | [1] | tags[0]",
            })
    void anotherKindOfValueIsRefusedByTheNameOfItsField(String good, String bad, String field) {
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOfSatisfying(
                        JsonProcessingException.class,
                        unfit -> assertThat(JsonFault.of(unfit).field()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "text", "count", "on", "kind", "at", "tags"})
    void aMissingFieldIsRefusedByItsName(String field) throws Exception {
        var without = json.readTree(GOOD).deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) without).remove(field);
        assertThatThrownBy(() -> read(without.toString()))
                .isInstanceOfSatisfying(
                        JsonProcessingException.class,
                        unfit ->
                                assertThat(JsonFault.of(unfit))
                                        .isEqualTo(
                                                new JsonFault(
                                                        field,
                                                        "is missing or not of the right kind")));
    }

    @Test
    void aPairOfSurrogatesIsACharacter() throws Exception {
        assertThat(read(GOOD.replace("\"好\"", "\"\\ud83d\\ude00\"")).text()).isEqualTo("😀");
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertThatThrownBy(() -> read(GOOD.replace("\"text\"", "\"txt\":1,\"text\"")))
                .isInstanceOfSatisfying(
                        JsonProcessingException.class,
                        unfit ->
                                assertThat(JsonFault.of(unfit))
                                        .isEqualTo(new JsonFault("txt", "is not a field of this")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s x", "%s{}", "[%s", "{\"a\":%s"})
    void whatStandsAroundTheValueIsRefused(String around) {
        assertThatThrownBy(() -> read(around.formatted(GOOD)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aFieldTwiceIsRefused() {
        assertThatThrownBy(() -> read(GOOD.replace("\"count\":3", "\"count\":3,\"count\":4")))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void deepNestingIsRefusedBeforeItFillsTheStack() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThatThrownBy(() -> json.readTree(deep)).isInstanceOf(JsonProcessingException.class);
    }
}
