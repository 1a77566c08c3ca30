package org.homeroom.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.homeroom.auth.SigningKeyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFolderTest {
    @TempDir Path folder;

    private KeyFolder.Contents read() {
        return new KeyFolder(folder).read();
    }

    @Test
    void everyKeyIsKnownByItsFile() {
        var written = new SigningKeyFolder(folder);

        assertThat(read().keys()).containsOnlyKeys(written.older, written.newer);
        assertThat(read().keys().get(written.newer).privateKey())
                .isEqualTo(written.newest().getPrivate());
        assertThat(read().revoked()).isEmpty();
    }

    @Test
    void aKeyThatWasLostIsMarkedBesideIt() throws IOException {
        var written = new SigningKeyFolder(folder);
        Files.writeString(folder.resolve(written.older + ".revoked"), "");
        Files.writeString(folder.resolve("long-gone.revoked"), "laptop stolen");

        assertThat(read().revoked()).containsExactlyInAnyOrder(written.older, "long-gone");
        assertThat(read().keys()).hasSize(2);
    }

    @Test
    void thePublicHalfFollowsFromThePrivateOne() {
        var written = new SigningKeyFolder(folder);

        assertThat(read().keys().get(written.newer).publicKey().getW())
                .isEqualTo(
                        ((java.security.interfaces.ECPublicKey) written.newest().getPublic())
                                .getW());
    }

    @Test
    void otherFilesInTheFolderAreLeftAlone() throws IOException {
        var _ = new SigningKeyFolder(folder);
        Files.writeString(folder.resolve("README"), "the keys of our school");
        Files.createDirectory(folder.resolve("..data"));

        assertThat(read().keys()).hasSize(2);
    }

    @Test
    void anEmptyFolderIsSaidToBeOne() {
        assertThatThrownBy(this::read).hasMessageContaining("no signing key");
        assertThatThrownBy(() -> new KeyFolder(folder.resolve("absent")).read())
                .hasMessageContaining("cannot read the folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void anotherCurveIsRefused(String curve) {
        SigningKeyFolder.write(folder, "other", SigningKeyFolder.generate("EC", curve));

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signing key other");
    }

    @Test
    void anotherAlgorithmIsRefused() {
        SigningKeyFolder.write(folder, "rsa", SigningKeyFolder.generate("RSA", ""));

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signing key rsa is not a PKCS#8 private key on P-256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a key",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefusedWithoutQuotingIt(String text) throws IOException {
        Files.writeString(folder.resolve("bad.pem"), text);

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signing key bad")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void thePrivateHalfStaysOutOfLogs() {
        assertThat(SigningKey.generate("k").toString()).isEqualTo("SigningKey[k]");
    }
}
