package org.homeroom.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.homeroom.platform.test.FakeClock;
import org.jose4j.jwk.JsonWebKey.Factory;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class KeyResourceTest {
    /// Of 600 keys some four have a coordinate with a leading zero, which has to be written.
    @Test
    void everyKeyIsReadBackAsItWas() throws JoseException {
        var keys = IntStream.range(0, 600).mapToObj(n -> SigningKey.generate("key-" + n)).toList();
        var now = Instant.parse("2026-03-02T08:00:00Z");
        var ring =
                new KeyRing(
                        keys.stream()
                                .map(key ->
                                        new KeyRing.Key(key.id(), key.publicKey(), now, now, null))
                                .toList(),
                        now,
                        Duration.ofMinutes(12));
        var published =
                new KeyResource(new SigningKeys(new FakeClock(now), Map.of(), ring)).keys().keys();

        assertThat(published).hasSize(600);
        for (var jwk : published) {
            var original =
                    keys.stream()
                            .filter(key -> key.id().equals(jwk.kid()))
                            .findFirst()
                            .orElseThrow();
            assertThat(read(jwk).getW()).isEqualTo(original.publicKey().getW());
            for (var coordinate : List.of(jwk.x(), jwk.y())) {
                assertThat(Base64.getUrlDecoder().decode(coordinate)).hasSize(32);
            }
        }
    }

    private static ECPublicKey read(KeyResource.JsonWebKey jwk) throws JoseException {
        var read =
                Factory.newJwk(
                        Map.of("kty", jwk.kty(), "crv", jwk.crv(), "x", jwk.x(), "y", jwk.y()));
        return (ECPublicKey) ((PublicJsonWebKey) read).getPublicKey();
    }
}
