package org.homeroom.auth.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.homeroom.auth.AuthApi.as;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;

import io.quarkus.test.junit.QuarkusTest;
import java.security.Key;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.auth.SigningKeyFolder;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestTokens;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class AccessTokenTest {
    MailServer mailbox;
    SigningKeyFolder keys;

    private static SignedIn me;

    @BeforeEach
    void signIn() {
        if (me == null) {
            me = person(mailbox, freshAddress(), "林美華");
        }
    }

    @Test
    void whoeverHasThePublishedKeysCanVerifyIt() throws Exception {
        var published = given().get("/.well-known/jwks.json");
        published
                .then()
                .statusCode(200)
                .header("Cache-Control", "max-age=300")
                .body("keys.kid", hasItems(keys.older, keys.newer))
                .body("keys.alg", everyItem(equalTo("ES256")))
                .body("keys.use", everyItem(equalTo("sig")));
        assertThat(published.asString()).doesNotContain("\"d\"");

        var token =
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver(
                                new JwksVerificationKeyResolver(
                                        new JsonWebKeySet(published.asString()).getJsonWebKeys()))
                        .setExpectedIssuer("homeroom")
                        .setRequireExpirationTime()
                        .build()
                        .process(me.accessToken());
        var header = token.getJoseObjects().getFirst();
        var claims = token.getJwtClaims();
        assertThat(header.getAlgorithmHeaderValue()).isEqualTo("ES256");
        assertThat(header.getKeyIdHeaderValue()).isEqualTo(keys.newer);
        assertThat(claims.getSubject()).isEqualTo(me.account());
        assertThat(claims.getStringClaimValue("name")).isEqualTo("林美華");
        assertThat(claims.getStringListClaimValue("groups")).contains("student");
        assertThat(claims.getStringClaimValue("sid")).isEqualTo(me.session());
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(600);
    }

    @Test
    void aTokenOfTheKeysIsTakenAndForgeriesOfItAreNot() throws Exception {
        var pair = keys.newest();
        var now = Instant.now();
        var soon = now.plusSeconds(600);

        assertTaken(forged("ES256", pair.getPrivate(), keys.newer, "homeroom", now, soon));

        assertRefused(forged("none", null, keys.newer, "homeroom", now, soon));
        assertRefused(forged("HS256", secret(pair.getPublic()), keys.newer, "homeroom", now, soon));
        assertRefused(forged("ES256", pair.getPrivate(), keys.newer, "another", now, soon));
        assertRefused(forged("ES256", pair.getPrivate(), keys.older, "homeroom", now, soon));
        assertRefused(forged("ES256", pair.getPrivate(), "unknown", "homeroom", now, soon));
        assertRefused(
                forged("ES256", pair.getPrivate(), "../" + keys.newer, "homeroom", now, soon));
        assertRefused(forged("ES256", pair.getPrivate(), null, "homeroom", now, soon));
        assertRefused(
                forged(
                        "ES256",
                        pair.getPrivate(),
                        keys.newer,
                        "homeroom",
                        now.minusSeconds(700),
                        now.minusSeconds(100)));
        assertRefused(
                forged(
                        "ES256",
                        pair.getPrivate(),
                        keys.newer,
                        "homeroom",
                        now,
                        now.plusSeconds(86_400)));
        assertRefused(
                forged(
                        "ES384",
                        SigningKeyFolder.generate("EC", "secp384r1").getPrivate(),
                        keys.newer,
                        "homeroom",
                        now,
                        soon));
    }

    @Test
    void tokensOfStrangersAreRefused() {
        var account = AccountId.fromString(me.account());

        assertRefused(TestTokens.of(account, "Stranger"));
        assertRefused(TestTokens.foreignSigned(account, "Stranger"));
        assertRefused(TestTokens.unsigned(account, "Stranger"));
        assertRefused(TestTokens.hmacWithPublicKey(account, "Stranger"));
    }

    @Test
    void whatWasTamperedWithIsRefused() {
        var parts = me.accessToken().split("\\.");
        var claims = new String(java.util.Base64.getUrlDecoder().decode(parts[1]));
        var promoted =
                java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.replace("student", "administrator").getBytes());

        assertTaken(me.accessToken());
        assertRefused(parts[0] + "." + promoted + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1]);
        assertRefused("a.b.c");
        assertRefused("x".repeat(5_000));
    }

    private static void assertTaken(String token) {
        as(token).get("/api/users/me").then().statusCode(200).body("name", equalTo("林美華"));
    }

    private static void assertRefused(String token) {
        assertProblem(as(token).get("/api/users/me"), 401, "not-signed-in");
    }

    private static Key secret(PublicKey publicKey) {
        return new HmacKey(publicKey.getEncoded());
    }

    private String forged(
            String algorithm, Key key, String keyId, String issuer, Instant from, Instant until)
            throws Exception {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(me.account());
        claims.setClaim("name", "林美華");
        claims.setClaim("sid", "019579a0-0000-7000-8000-000000000000");
        claims.setStringListClaim("groups", List.of("student"));
        claims.setIssuedAt(NumericDate.fromSeconds(from.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(until.getEpochSecond()));
        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(algorithm);
        if (keyId != null) {
            jws.setKeyIdHeaderValue(keyId);
        }
        jws.setKey(key);
        return jws.getCompactSerialization();
    }
}
