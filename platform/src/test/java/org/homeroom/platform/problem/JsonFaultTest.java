package org.homeroom.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.json.TestJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFaultTest {
    record Inner(int number, AccountId account) {}

    record Outer(List<Inner> inner) {}

    private static JsonFault faultOf(String document) {
        return JsonFault.of(
                catchThrowableOfType(
                        JsonProcessingException.class,
                        () -> TestJson.mapper().readValue(document, Outer.class)));
    }

    @Test
    void theFieldIsNamedByItsPath() {
        assertThat(faultOf("{\"inner\":[{\"number\":1,\"account\":\"x\"}]}").field())
                .isEqualTo("inner[0].account");
        assertThat(faultOf("{\"inner\":[{\"number\":1}]}").field()).isEqualTo("inner[0].account");
        assertThat(faultOf("[]").sentence())
                .isEqualTo("The document is missing or not of the right kind.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "5",
                "\"x\"",
                "{}",
                "{\"inner\":5}",
                "{\"inner\":[5]}",
                "{\"inner\":[null]}",
                "{\"inner\":[{\"number\":\"java.lang.String\"}]}",
                "{\"inner\":[{\"number\":1,\"account\":{}}]}",
                "{\"inner\":[{\"number\":1,\"account\":\"not one\"}]}",
                "{\"inner\":[{\"number\":99999999999999999999}]}",
            })
    void noWordComesFromOurCodeOrFromTheValue(String document) {
        assertThat(faultOf(document).sentence())
                .doesNotContain("homeroom", "java", "Outer", "Inner", "AccountId", "not one", "(");
    }

    @Test
    void aLongNameIsNotEchoedWhole() {
        assertThat(faultOf("{\"inner\":[],\"" + "a".repeat(5_000) + "\":1}").field())
                .hasSize(101)
                .endsWith("…");
    }
}
