package org.homeroom.auth.secondfactor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.OptionalLong;
import org.bouncycastle.util.encoders.Base32;
import org.homeroom.auth.mail.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {
    private static final TotpSecret OF_THE_RFC =
            new TotpSecret(Base32.toBase32String("12345678901234567890".getBytes(US_ASCII)));

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:10Z");
    private static final long STEP = TotpSecret.stepAt(NOW);

    private static OptionalLong step(String code, long lastStep) {
        return OF_THE_RFC.step(new Code.Totp(code), NOW, lastStep);
    }

    /// RFC 6238, appendix B; its codes have eight digits, the last six of which are ours.
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        assertThat(OF_THE_RFC.code(TotpSecret.stepAt(Instant.ofEpochSecond(second))))
                .isEqualTo(code);
    }

    @Test
    void oneStepBeforeAndAfterIsTakenAndNoMore() {
        for (var off : new int[] {-1, 0, 1}) {
            assertThat(step(OF_THE_RFC.code(STEP + off), 0)).hasValue(STEP + off);
        }
        for (var off : new int[] {-3, -2, 2, 3}) {
            assertThat(step(OF_THE_RFC.code(STEP + off), 0)).isEmpty();
        }
    }

    @Test
    void aStepIsNotTakenTwiceNorOneBeforeIt() {
        assertThat(step(OF_THE_RFC.code(STEP), STEP)).isEmpty();
        assertThat(step(OF_THE_RFC.code(STEP - 1), STEP)).isEmpty();
        assertThat(step(OF_THE_RFC.code(STEP + 1), STEP)).hasValue(STEP + 1);
    }

    @Test
    void secretsAreOf160BitsAndEachIsAnother() {
        var secret = TotpSecret.fresh();

        assertThat(Base32.decode(secret.base32())).hasSize(20);
        assertThat(secret.base32()).matches("[A-Z2-7]{32}");
        assertThat(TotpSecret.fresh()).isNotEqualTo(secret);
        assertThat(secret.toString()).doesNotContain(secret.base32());
    }

    @Test
    void anAuthenticatorIsToldAllThereIsToKnow() {
        var uri =
                URI.create(OF_THE_RFC.uri(new EmailAddress("mei-hua+class&secret=x@example.org")));

        assertThat(uri.getScheme()).isEqualTo("otpauth");
        assertThat(uri.getHost()).isEqualTo("totp");
        assertThat(uri.getPath()).isEqualTo("/Homeroom:mei-hua+class&secret=x@example.org");
        assertThat(uri.getRawQuery().split("&"))
                .containsExactly(
                        "secret=" + OF_THE_RFC.base32(),
                        "issuer=Homeroom",
                        "algorithm=SHA1",
                        "digits=6",
                        "period=30");
    }
}
