package org.homeroom.auth.token;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/// The public keys, for whoever verifies tokens (RFC 7517).
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys", description = "The public keys of access tokens.")
class KeyResource {
    /// Bytes of a P-256 coordinate, leading zeros included (RFC 7518, section 6.2.1.2).
    private static final int COORDINATE_LENGTH = 32;

    private final SigningKeys keys;

    KeyResource(SigningKeys keys) {
        this.keys = keys;
    }

    @Schema(name = "JsonWebKeySet")
    record JsonWebKeySet(@Schema(required = true) List<JsonWebKey> keys) {}

    @Schema(
            name = "JsonWebKey",
            requiredProperties = {"kty", "crv", "x", "y", "kid", "use", "alg"})
    record JsonWebKey(
            String kty, String crv, String x, String y, String kid, String use, String alg) {}

    @GET
    @Cache(maxAge = 300)
    @Operation(
            operationId = "keys",
            summary = "The public keys of access tokens",
            description =
                    "A token names the one that signed it in `kid`. A key is here before it signs, and"
                            + " until its last token has ended. May be kept for 5 minutes.")
    @APIResponse(responseCode = "200", description = "A JWK set.")
    public JsonWebKeySet keys() {
        return new JsonWebKeySet(keys.published().stream().map(KeyResource::jsonWebKey).toList());
    }

    private static JsonWebKey jsonWebKey(KeyRing.Key key) {
        var point = key.publicKey().getW();
        return new JsonWebKey(
                "EC",
                "P-256",
                coordinate(point.getAffineX()),
                coordinate(point.getAffineY()),
                key.id(),
                "sig",
                "ES256");
    }

    private static String coordinate(BigInteger number) {
        var signed = number.toByteArray(); // up to one zero too many, or some too few
        var bytes = new byte[COORDINATE_LENGTH];
        var length = Math.min(signed.length, COORDINATE_LENGTH);
        System.arraycopy(signed, signed.length - length, bytes, COORDINATE_LENGTH - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
