package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;

/// What an operation, or what makes an object, is called with. What is missing or of another type
/// is refused in Kurento's words.
///
/// @param what the property of the request that it stands in
/// @param all empty where the request has no such property
record Params(String what, Optional<JsonNode> all) {
    static Params of(JsonNode request, String what) {
        var node = request.get(what);
        if (node == null || node.isNull()) {
            return new Params(what, Optional.empty());
        }
        if (!node.isObject()) {
            throw Fault.marshall("'%s' should be a object".formatted(what));
        }
        return new Params(what, Optional.of(node));
    }

    int count() {
        return all.map(JsonNode::size).orElse(0);
    }

    private Optional<JsonNode> find(String name) {
        return all.map(node -> node.get(name)).filter(node -> !node.isNull());
    }

    private JsonNode required(String name, String type) {
        if (all.isEmpty()) {
            throw Fault.marshall("'%s' is required".formatted(what));
        }
        return find(name).orElseThrow(() -> wrong(name, type));
    }

    private static Fault wrong(String name, String type) {
        return Fault.marshall("'%s' parameter should be a %s".formatted(name, type));
    }

    /// A number counts as the text that it is written with.
    String text(String name) {
        var node = required(name, "string");
        if (!node.isValueNode()) {
            throw wrong(name, "string");
        }
        return node.asText();
    }

    Optional<String> optionalText(String name) {
        return find(name).isEmpty() ? Optional.empty() : Optional.of(text(name));
    }

    int integer(String name) {
        var node = required(name, "integer");
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            throw wrong(name, "integer");
        }
        return node.intValue();
    }

    boolean bool(String name) {
        var node = required(name, "boolean");
        if (!node.isBoolean()) {
            throw wrong(name, "boolean");
        }
        return node.booleanValue();
    }

    boolean bool(String name, boolean otherwise) {
        return find(name).isEmpty() ? otherwise : bool(name);
    }

    /// A value of one of Kurento's types.
    JsonNode complex(String name) {
        var node = required(name, "object");
        if (!node.isObject()) {
            throw wrong(name, "object");
        }
        return node;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        var value = text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        Fault.marshall("Invalid value for '%s'".formatted(type.getSimpleName())));
    }

    <E extends Enum<E>> Optional<E> optionalChoice(String name, Class<E> type) {
        return find(name).isEmpty() ? Optional.empty() : Optional.of(choice(name, type));
    }
}
