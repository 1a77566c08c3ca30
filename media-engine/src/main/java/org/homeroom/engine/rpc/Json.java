package org.homeroom.engine.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Optional;

/// JSON as Kurento writes it.
final class Json {
    /// Deeper than any request is.
    private static final int MOST_DEEP = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MOST_DEEP).build());
    }

    private Json() {}

    /// @return empty for what is no JSON
    static Optional<JsonNode> parse(String text) {
        try {
            var node = MAPPER.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException none) {
            return Optional.empty();
        }
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A value of one of Kurento's types, which clients read by its name.
    static ObjectNode complex(String type) {
        return object().put("__module__", "kurento").put("__type__", type);
    }

    static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    static JsonNode number(long value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    static JsonNode number(double value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    static JsonNode bool(boolean value) {
        return JsonNodeFactory.instance.booleanNode(value);
    }

    /// What an operation without a result has.
    static JsonNode nothing() {
        return NullNode.getInstance();
    }

    static ArrayNode array(Collection<? extends JsonNode> all) {
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }

    static ArrayNode texts(Collection<String> all) {
        return array(all.stream().map(Json::text).toList());
    }
}
