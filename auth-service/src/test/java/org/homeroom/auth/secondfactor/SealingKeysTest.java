package org.homeroom.auth.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeysTest {
    private static final String TEXT = "JBSWY3DPEHPK3PXP";

    private static byte[] secret(int filling) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return bytes;
    }

    private final SealingKeys old = new SealingKeys(Map.of("2026-01", secret(1)));
    private final SealingKeys both =
            new SealingKeys(Map.of("2026-02.b", secret(2), "2026-01", secret(1)));

    @Test
    void whatIsSealedOpensAgainAndShowsNothing() {
        var sealed = old.seal(TEXT, "owner");

        assertThat(sealed).startsWith("2026-01.").doesNotContain(TEXT);
        assertThat(old.open(sealed, "owner")).contains(TEXT);
        assertThat(old.seal(TEXT, "owner")).isNotEqualTo(sealed);
    }

    @Test
    void theNewestSealsAndEveryOneThatIsThereOpens() {
        var before = old.seal(TEXT, "owner");
        var after = both.seal(TEXT, "owner");

        assertThat(after).startsWith("2026-02.b.");
        assertThat(both.open(before, "owner")).contains(TEXT);
        assertThat(both.open(after, "owner")).contains(TEXT);
        assertThat(both.isNewest(after)).isTrue();
        assertThat(both.isNewest(before)).isFalse();
        assertThat(old.open(after, "owner")).isEmpty();
    }

    @Test
    void whatWasTamperedWithOrIsSomebodyElsesDoesNotOpen() {
        var sealed = old.seal(TEXT, "owner");
        var bytes = Base64.getUrlDecoder().decode(sealed.substring("2026-01.".length()));
        for (var position = 0; position < bytes.length; position++) {
            var tampered = bytes.clone();
            tampered[position] ^= 1;
            var text = "2026-01." + Base64.getUrlEncoder().encodeToString(tampered);
            assertThatThrownBy(() -> old.open(text, "owner"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> old.open(sealed, "another"))
                .isInstanceOf(IllegalArgumentException.class);
        var other = new SealingKeys(Map.of("2026-01", secret(3)));
        assertThatThrownBy(() -> other.open(sealed, "owner"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsComeFromTheFolder(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("2026-01.pem"), "a key of another kind");
        assertThatThrownBy(() -> new SecretFolder(folder).read())
                .hasMessageContaining("no secret to seal second factors with");

        Files.writeString(
                folder.resolve("2026-01.secret"),
                Base64.getEncoder().encodeToString(secret(1)) + "\n");
        assertThat(new SecretFolder(folder).read().open(old.seal(TEXT, "owner"), "owner"))
                .contains(TEXT);
    }

    @Test
    void aSecretThatIsTooShortIsRefusedAndNotQuoted(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("weak.secret"), "hunter2");

        assertThatThrownBy(() -> new SecretFolder(folder).read())
                .hasMessageContaining("weak")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new SecretFolder(folder.resolve("nowhere")).read())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
