package org.homeroom.platform.json;

import com.fasterxml.jackson.databind.ObjectMapper;

/// The mapper as Quarkus makes it for us.
public final class TestJson {
    private TestJson() {}

    public static ObjectMapper mapper() {
        var mapper = new ObjectMapper().findAndRegisterModules();
        new StrictJson().customize(mapper);
        return mapper;
    }
}
