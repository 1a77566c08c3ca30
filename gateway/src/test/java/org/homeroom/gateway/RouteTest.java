package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouteTest {
    private static final Path DOCUMENTS = Path.of("src/main/webui/src/shared/api");

    /// The client asks for nothing but what these documents say.
    @ParameterizedTest
    @EnumSource(names = {"AUTH", "CHAT"})
    void whateverAServiceSaysThatItAnswersIsFoundThere(Service service) throws IOException {
        var document = DOCUMENTS.resolve(service.label() + ".openapi.json");
        var paths = new JsonObject(Files.readString(document)).getJsonObject("paths").fieldNames();

        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path ->
                        assertThat(Route.TABLE)
                                .filteredOn(Route.Requests.class::isInstance)
                                .filteredOn(route -> (path + "/").startsWith(route.path() + "/"))
                                .first()
                                .extracting(Route::service)
                                .isEqualTo(service));
    }
}
