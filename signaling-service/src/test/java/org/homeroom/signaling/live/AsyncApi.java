package org.homeroom.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// `signaling.json` as a test asks it.
final class AsyncApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    private static final ObjectNode DEFINITIONS = definitions();

    private AsyncApi() {}

    /// The frame is one of those that the document lists under its type.
    static void assertFits(JsonNode frame) {
        var schemas = schemasOf(frame.path("type").asText());
        assertThat(schemas).as("%s", frame).isNotEmpty();
        assertThat(schemas).as("%s", frame).anyMatch(schema -> fits(schema, frame));
    }

    private static boolean fits(String schema, JsonNode frame) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(DEFINITIONS.deepCopy().put("$ref", "#/$defs/" + schema))
                .validate(
                        frame,
                        execution ->
                                execution.getExecutionConfig().setFormatAssertionsEnabled(true))
                .isEmpty();
    }

    /// What the document lists as a command of a client.
    static List<String> commands() {
        return names("/operations/receiveCommand/messages");
    }

    /// What it lists as sent by the server.
    static List<String> frames() {
        return names("/operations/sendEvent/messages");
    }

    private static List<String> names(String messages) {
        var names = new ArrayList<String>();
        DOCUMENT.at(messages)
                .forEach(reference ->
                        names.add(resolved(resolved(reference)).path("name").asText()));
        return names;
    }

    private static List<String> schemasOf(String type) {
        var schemas = new ArrayList<String>();
        DOCUMENT.at("/components/messages")
                .forEach(message -> {
                    if (message.path("name").asText().equals(type)) {
                        var schema = message.at("/payload/$ref").asText();
                        schemas.add(schema.substring(schema.lastIndexOf('/') + 1));
                    }
                });
        return schemas;
    }

    private static JsonNode resolved(JsonNode reference) {
        return DOCUMENT.at(reference.path("$ref").asText().substring(1));
    }

    private static JsonNode read() {
        try (var file = AsyncApi.class.getResourceAsStream("/META-INF/asyncapi/signaling.json")) {
            return JSON.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The schemas where JSON Schema itself would have them.
    private static ObjectNode definitions() {
        var schemas = DOCUMENT.at("/components/schemas").toString();
        try {
            return JSON.createObjectNode()
                    .set(
                            "$defs",
                            JSON.readTree(schemas.replace("#/components/schemas/", "#/$defs/")));
        } catch (IOException bad) {
            throw new UncheckedIOException(bad);
        }
    }
}
