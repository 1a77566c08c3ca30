package org.homeroom.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.homeroom.auth.SigningKeyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeySchedulerTest {
    private static Supplier<KeyFolder.Contents> source(Path folder, LaunchMode mode) {
        return SigningKeyScheduler.source(
                Optional.ofNullable(folder).map(KeyFolder::new), mode, UUID::randomUUID);
    }

    @Test
    void productionDoesNotStartWithoutKeys() {
        assertThatThrownBy(() -> source(null, LaunchMode.NORMAL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set HOMEROOM_SIGNING_KEYS to a folder");
    }

    @Test
    void productionDoesNotStartWithAFolderThatHasNone(@TempDir Path empty) {
        assertThatThrownBy(() -> source(empty, LaunchMode.NORMAL).get())
                .hasMessageContaining("no signing key");
    }

    @Test
    void theFolderIsReadAnewEachTime(@TempDir Path folder) {
        var written = new SigningKeyFolder(folder);
        var source = source(folder, LaunchMode.NORMAL);
        assertThat(source.get().keys()).containsOnlyKeys(written.older, written.newer);

        SigningKeyFolder.write(folder, "z", SigningKeyFolder.generate("EC", "secp256r1"));

        assertThat(source.get().keys()).containsOnlyKeys(written.older, written.newer, "z");
    }

    @Test
    void developmentMakesAKeyOfItsOwnForEachRun() {
        var first = source(null, LaunchMode.DEVELOPMENT);
        var second = source(null, LaunchMode.DEVELOPMENT);

        assertThat(first.get().keys()).hasSize(1).isEqualTo(first.get().keys());
        assertThat(first.get().keys().keySet()).isNotEqualTo(second.get().keys().keySet());
    }
}
