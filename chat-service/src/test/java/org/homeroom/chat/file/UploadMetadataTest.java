package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadMetadataTest {
    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void theNameIsFoundAmongOtherKeys() {
        var parsed =
                UploadMetadata.parse(
                        "filetype "
                                + base64("image/png")
                                + ", filename "
                                + base64("作業.png")
                                + ",is_draft");
        assertThat(parsed.orElseThrow().fileName()).isEqualTo(new FileName("作業.png"));
    }

    @Test
    void aFileNeedsNoName() {
        assertThat(UploadMetadata.parse(null).orElseThrow().fileName())
                .isEqualTo(new FileName("file"));
        assertThat(UploadMetadata.parse("").orElseThrow().fileName())
                .isEqualTo(new FileName("file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename !!!!",
                "filename wyg=", // C3 28: no UTF-8
                ",",
                "filename YQ==,filename Yg==",
                "file\u00e9 YQ=="
            })
    void whatIsNotAsTheProtocolHasItIsNotGuessedAt(String header) {
        assertThat(UploadMetadata.parse(header)).isEmpty();
        assertThat(UploadMetadata.parse("a " + base64("x".repeat(5000)))).isEmpty();
    }
}
