package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Several requests in one, of which later ones may speak of what earlier ones made.
final class Transaction {
    /// Before the number of the request that makes an object.
    static final String REFERENCE = "newref:";

    private final Map<String, String> made = new HashMap<>();

    /// Notes what a request made.
    void made(int id, String object) {
        made.put(REFERENCE + id, object);
    }

    /// The same parameters, with what was made in place of what it was called.
    ObjectNode resolved(ObjectNode params) {
        var resolved = params.deepCopy();
        for (var name : List.of("object", "subscription")) {
            resolve(resolved, name);
        }
        for (var name : List.of("constructorParams", "operationParams")) {
            if (resolved.get(name) instanceof ObjectNode inner) {
                inner.propertyStream()
                        .map(Map.Entry::getKey)
                        .toList()
                        .forEach(key -> resolve(inner, key));
            }
        }
        return resolved;
    }

    private void resolve(ObjectNode in, String name) {
        JsonNode value = in.get(name);
        if (value != null && value.isTextual()) {
            var object = made.get(value.textValue());
            if (object != null) {
                in.put(name, object);
            }
        }
    }
}
