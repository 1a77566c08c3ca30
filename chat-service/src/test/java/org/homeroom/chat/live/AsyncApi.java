package org.homeroom.chat.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `chat.json` as a test asks it.
final class AsyncApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    private static final ObjectNode DEFINITIONS = definitions();

    /// `type` of what the server sends → name of its schema.
    static final Map<String, String> EVENTS = schemas("/operations/sendEvent/messages");

    /// The same of its answers.
    static final Map<String, String> ANSWERS = schemas("/operations/receiveCommand/reply/messages");

    /// The same of what a client sends.
    static final Map<String, String> COMMANDS = schemas("/operations/receiveCommand/messages");

    private AsyncApi() {}

    /// What is wrong with a frame.
    static Set<ValidationMessage> faults(String schema, JsonNode frame) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(DEFINITIONS.deepCopy().put("$ref", "#/$defs/" + schema))
                .validate(
                        frame,
                        execution ->
                                execution.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    static List<String> required(String schema) {
        var required = new ArrayList<String>();
        DOCUMENT.at("/components/schemas/" + schema + "/required")
                .forEach(field -> required.add(field.asText()));
        return required;
    }

    /// The kinds of `result` that an `ok` may have.
    static List<String> resultKinds() {
        var kinds = new ArrayList<String>();
        DOCUMENT.at("/components/schemas/Ok/properties/result/oneOf")
                .forEach(result ->
                        kinds.add(resolved(result).at("/properties/kind/const").asText()));
        return kinds;
    }

    private static Map<String, String> schemas(String messages) {
        var schemas = new HashMap<String, String>();
        DOCUMENT.at(messages)
                .forEach(reference -> {
                    // To the channel's message, and from there to the component.
                    var message = resolved(resolved(reference));
                    var schema = message.at("/payload/$ref").asText();
                    schemas.put(
                            message.path("name").asText(),
                            schema.substring(schema.lastIndexOf('/') + 1));
                });
        return Map.copyOf(schemas);
    }

    private static JsonNode resolved(JsonNode reference) {
        return DOCUMENT.at(reference.path("$ref").asText().substring(1));
    }

    private static JsonNode read() {
        try (var file = AsyncApi.class.getResourceAsStream("/META-INF/asyncapi/chat.json")) {
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
