package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.gateway.Browser.slug;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StandInServices.class)
class ClientFilesTest {
    private static final String SCRIPT = "/assets/app-3f2a9c71.js";

    @TestHTTPResource URI base;
    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/sign-in",
                "/c/0192-ab/thread",
                "/verify/a.b.c",
                "/question"
            })
    void everyPlaceInTheClientIsThePage(String path) {
        var response = browser.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("A page in the client's place");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("text/html; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void aHashedAssetIsKeptForEver() {
        var response = browser.get(SCRIPT);

        assertThat(response.body()).contains("lesson59");
        assertThat(response.headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=31536000, immutable");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("text/javascript; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/app-00000000.js", "/assets/", "/assets/app"})
    void aMissingAssetIsNotThePage(String path) {
        var response = browser.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(slug(response)).isEqualTo("not-found");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aPageThatHasNotChangedIsNotSentAgain() {
        String etag = browser.get("/").headers().firstValue("ETag").orElseThrow();
        var again = browser.get("/sign-in", "If-None-Match", "\"other\", " + etag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(etag);
        assertThat(browser.get("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/assets/app-3f2a9c71.js      | gzip, deflate, br | gzip",
                "/assets/picture-77aa01bc.svg | GZIP;q=0.5        | gzip",
                "/assets/app-3f2a9c71.js      | gzip;q=0          | identity",
                "/assets/app-3f2a9c71.js      | br                | identity",
                "/assets/font-0a1b2c3d.woff2  | gzip              | identity",
            })
    void onlyTextIsCompressedAndOnlyForThoseWhoCanReadIt(
            String path, String accepted, String encoding) {
        var headers = browser.get(path, "Accept-Encoding", accepted).headers();

        assertThat(headers.firstValue("Content-Encoding").orElse("identity")).isEqualTo(encoding);
        assertThat(headers.allValues("Vary")).containsExactly("accept-encoding");
    }

    @Test
    void aHeadHasTheLengthAndNoBody() {
        var response = browser.send("HEAD", SCRIPT);

        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isEqualTo(browser.get(SCRIPT).body().length());
    }

    @Test
    void thePageTakesNoPost() {
        assertThat(slug(browser.post("/sign-in", "x"))).isEqualTo("method-not-allowed");
    }
}
