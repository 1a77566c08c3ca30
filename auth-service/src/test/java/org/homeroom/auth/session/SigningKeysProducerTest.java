package org.homeroom.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.SigningKeyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysProducerTest {
    private static final String FOLDER = "homeroom.auth.signing-keys";

    private static AuthConfig config(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AuthConfig.class)
                .withDefaultValue("homeroom.auth.public-url", "https://class.example.org")
                .withDefaultValues(set)
                .build()
                .getConfigMapping(AuthConfig.class);
    }

    @Test
    void productionDoesNotStartWithoutKeys() {
        for (var config : List.of(config(Map.of()), config(Map.of(FOLDER, "")))) {
            assertThatThrownBy(() -> SigningKeysProducer.signingKeys(config, LaunchMode.NORMAL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("set HOMEROOM_SIGNING_KEYS to a folder");
        }
    }

    @Test
    void productionDoesNotStartWithAFolderThatHasNone(@TempDir Path empty) {
        var config = config(Map.of(FOLDER, empty.toString()));

        assertThatThrownBy(() -> SigningKeysProducer.signingKeys(config, LaunchMode.NORMAL))
                .hasMessageContaining("no signing key");
    }

    @Test
    void productionSignsWithTheNewestKeyOfTheFolder(@TempDir Path folder) {
        var written = new SigningKeyFolder(folder);
        var config = config(Map.of(FOLDER, folder.toString()));

        assertThat(SigningKeysProducer.signingKeys(config, LaunchMode.NORMAL).newest().privateKey())
                .isEqualTo(written.newest().getPrivate());
    }

    @Test
    void developmentMakesAKeyOfItsOwn() {
        var config = config(Map.of());
        var keys = SigningKeysProducer.signingKeys(config, LaunchMode.DEVELOPMENT);

        assertThat(keys.keys()).hasSize(1);
        assertThat(keys.newest().privateKey())
                .isNotEqualTo(
                        SigningKeysProducer.signingKeys(config, LaunchMode.DEVELOPMENT)
                                .newest()
                                .privateKey());
    }
}
