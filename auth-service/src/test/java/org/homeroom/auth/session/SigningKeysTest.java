package org.homeroom.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.homeroom.auth.SigningKeyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
    @TempDir Path folder;

    @Test
    void theNewestByNameSignsAndAllAreKnown() {
        var written = new SigningKeyFolder(folder);
        var keys = SigningKeys.read(folder);

        assertThat(keys.newest().id()).isEqualTo(SigningKeyFolder.NEWEST);
        assertThat(keys.newest().privateKey()).isEqualTo(written.newest().getPrivate());
        assertThat(keys.keys())
                .extracting(SigningKey::id)
                .containsExactly(SigningKeyFolder.OLDER, SigningKeyFolder.NEWEST);
        assertThat(keys.find(SigningKeyFolder.OLDER)).isPresent();
        assertThat(keys.find("another")).isEmpty();
    }

    @Test
    void thePublicHalfFollowsFromThePrivateOne() {
        var written = new SigningKeyFolder(folder);

        assertThat(SigningKeys.read(folder).newest().publicKey().getW())
                .isEqualTo(
                        ((java.security.interfaces.ECPublicKey) written.newest().getPublic())
                                .getW());
    }

    @Test
    void otherFilesInTheFolderAreLeftAlone() throws IOException {
        var _ = new SigningKeyFolder(folder);
        Files.writeString(folder.resolve("README"), "the keys of our school");
        Files.createDirectory(folder.resolve("..data"));

        assertThat(SigningKeys.read(folder).keys()).hasSize(2);
    }

    @Test
    void anEmptyFolderIsSaidToBeOne() {
        assertThatThrownBy(() -> SigningKeys.read(folder)).hasMessageContaining("no signing key");
        assertThatThrownBy(() -> SigningKeys.read(folder.resolve("absent")))
                .hasMessageContaining("cannot read the folder");
        assertThatThrownBy(() -> new SigningKeys(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void anotherCurveIsRefused(String curve) {
        SigningKeyFolder.write(folder, "other", SigningKeyFolder.generate("EC", curve));

        assertThatThrownBy(() -> SigningKeys.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signing key other");
    }

    @Test
    void anotherAlgorithmIsRefused() {
        SigningKeyFolder.write(folder, "rsa", SigningKeyFolder.generate("RSA", ""));

        assertThatThrownBy(() -> SigningKeys.read(folder))
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

        assertThatThrownBy(() -> SigningKeys.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signing key bad")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void thePrivateHalfStaysOutOfLogs() {
        assertThat(SigningKey.generate("k").toString()).isEqualTo("SigningKey[k]");
    }
}
