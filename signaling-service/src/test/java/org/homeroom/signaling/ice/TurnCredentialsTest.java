package org.homeroom.signaling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.junit.jupiter.api.Test;

class TurnCredentialsTest {
    private static final AccountId ANA =
            AccountId.fromString("01890a5d-ac96-774b-bcce-b302099a8001");
    private static final CallId CALL = CallId.fromString("01890a5d-ac96-774b-bcce-b302099a8002");

    /// By `printf %s "$name" | openssl dgst -sha1 -hmac "$secret" -binary | base64`.
    @Test
    void theyAreAsCoturnChecksThem() {
        var signed =
                TurnCredentials.sign(
                        ANA, CALL, Instant.ofEpochSecond(1_800_000_000), "a secret of the two");
        assertThat(signed.username())
                .isEqualTo(
                        "1800000000:01890a5d-ac96-774b-bcce-b302099a8001:01890a5d-ac96-774b-bcce-b302099a8002");
        assertThat(signed.password()).isEqualTo("ji4MHEIQDoywFlQx/NJurPhwMSw=");
    }
}
