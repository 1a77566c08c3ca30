package org.homeroom.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.homeroom.platform.json.IllFormedTextException;

/// What is wrong with a JSON document that parses but does not fit, in words that name no class of
/// ours.
///
/// @param field path of the field, such as `members[2].name`; empty for the document itself
public record JsonFault(String field, String message) {
    private static final int LONGEST_ECHO = 100;

    public static JsonFault of(JsonProcessingException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            return new JsonFault(path(unknown), "is not a field of this");
        }
        if (json instanceof IllFormedTextException text) {
            return new JsonFault(path(text), "has a NUL or half of a character in it");
        }
        return new JsonFault(
                json instanceof JsonMappingException mapping ? path(mapping) : "",
                "is missing or not of the right kind");
    }

    public String sentence() {
        return field.isEmpty()
                ? "The document " + message + "."
                : "“" + field + "” " + message + ".";
    }

    private static String path(JsonMappingException fault) {
        var path =
                fault.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : "." + step.getFieldName())
                        .collect(Collectors.joining());
        var field = path.startsWith(".") ? path.substring(1) : path;
        // The name comes from the client: echo no more of it than helps.
        return field.length() > LONGEST_ECHO ? field.substring(0, LONGEST_ECHO) + "…" : field;
    }
}
