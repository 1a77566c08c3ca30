package org.homeroom.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/// A JSON string that is no Unicode text, or has a NUL in it.
public final class IllFormedTextException extends JsonMappingException {
    private static final long serialVersionUID = 1;

    IllFormedTextException(JsonParser parser) {
        super(parser, "ill-formed text");
    }
}
