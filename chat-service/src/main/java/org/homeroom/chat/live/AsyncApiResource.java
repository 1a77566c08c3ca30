package org.homeroom.chat.live;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The AsyncAPI document of the socket, beside the OpenAPI document of the resources.
@Path("/q/asyncapi")
class AsyncApiResource {
    private final String document;

    AsyncApiResource() {
        try (var file =
                AsyncApiResource.class.getResourceAsStream("/META-INF/asyncapi/chat.json")) {
            document =
                    new String(
                            Objects.requireNonNull(file, "chat.json is part of the build")
                                    .readAllBytes(),
                            StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @GET
    @Produces("application/json")
    @Operation(hidden = true)
    public String document() {
        return document;
    }
}
