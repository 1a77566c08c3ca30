package org.homeroom.platform.test;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// Access tokens as auth-service signs them, and the forgeries that every service must refuse.
public final class TestTokens {
    private static final String KEY_ID = "test";

    private TestTokens() {}

    /// A good token of ten minutes.
    public static String of(AccountId account, String name, String... roles) {
        return signed(claims(account, name, Duration.ofMinutes(10), roles), privateKey());
    }

    /// A good token of ten minutes, of a session that the test knows.
    public static String ofSession(
            SessionId session, AccountId account, String name, String... roles) {
        var claims = claims(account, name, Duration.ofMinutes(10), roles);
        claims.setClaim("sid", session.toString());
        return signed(claims, privateKey());
    }

    /// A good token with so much time left; negative for one that has ended.
    public static String expiringIn(Duration left, AccountId account, String name) {
        return signed(claims(account, name, left), privateKey());
    }

    /// Signed well, by somebody else.
    public static String foreignSigned(AccountId account, String name) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return signed(
                    claims(account, name, Duration.ofMinutes(10)),
                    generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// `alg: none`, no signature (RFC 8725, section 2.1).
    public static String unsigned(AccountId account, String name) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims(account, name, Duration.ofMinutes(10)).toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return serialized(jws);
    }

    /// HS256 with our public key as its secret (RFC 8725, section 2.1).
    public static String hmacWithPublicKey(AccountId account, String name) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims(account, name, Duration.ofMinutes(10)).toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKeyIdHeaderValue(KEY_ID);
        jws.setKey(new HmacKey(publicKey().getEncoded()));
        return serialized(jws);
    }

    /// A signing key that auth-service has made and, until [#publish], not published.
    public static final class NextKey {
        private final String kid = UUID.randomUUID().toString();
        private final EllipticCurveJsonWebKey key;

        private NextKey(EllipticCurveJsonWebKey key) {
            this.key = key;
            key.setKeyId(kid);
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            key.setUse("sig");
        }

        /// A good token of ten minutes, signed by this key.
        public String sign(AccountId account, String name) {
            return signed(claims(account, name, Duration.ofMinutes(10)), key.getPrivateKey(), kid);
        }

        /// Adds it to the key set, beside those that are there.
        public void publish() {
            System.setProperty(
                    SharedServers.key("keys.further"),
                    System.getProperty(SharedServers.key("keys.further"), "")
                            + ","
                            + key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        }
    }

    public static NextKey nextKey() {
        try {
            return new NextKey(EcJwkGenerator.generateJwk(EllipticCurves.P256));
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The key set as it is now (RFC 7517, section 5).
    static String jwks() {
        var key = new EllipticCurveJsonWebKey(publicKey());
        key.setKeyId(KEY_ID);
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        key.setUse("sig");
        return "{\"keys\":["
                + key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                + System.getProperty(SharedServers.key("keys.further"), "")
                + "]}";
    }

    private static JwtClaims claims(
            AccountId account, String name, Duration left, String... roles) {
        var now = Instant.now();
        var claims = new JwtClaims();
        claims.setIssuer("homeroom");
        claims.setSubject(account.toString());
        claims.setClaim("name", name);
        claims.setStringListClaim(
                "groups", roles.length == 0 ? List.of("student") : List.of(roles));
        claims.setClaim("sid", UUID.randomUUID().toString());
        claims.setIssuedAt(
                NumericDate.fromSeconds(now.plus(left).minusSeconds(600).getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(left).getEpochSecond()));
        claims.setGeneratedJwtId();
        return claims;
    }

    private static String signed(JwtClaims claims, Key key) {
        return signed(claims, key, KEY_ID);
    }

    private static String signed(JwtClaims claims, Key key, String kid) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(kid);
        jws.setKey(key);
        return serialized(jws);
    }

    private static String serialized(JsonWebSignature jws) {
        try {
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ECPrivateKey privateKey() {
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new PKCS8EncodedKeySpec(keyPart(0)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ECPublicKey publicKey() {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(keyPart(1)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// One key pair for the JVM: private part 0, public part 1.
    private static byte[] keyPart(int part) {
        var both =
                SharedServers.once(
                        "key",
                        () -> {
                            try {
                                var generator = KeyPairGenerator.getInstance("EC");
                                generator.initialize(new ECGenParameterSpec("secp256r1"));
                                var pair = generator.generateKeyPair();
                                var text = Base64.getEncoder();
                                return text.encodeToString(pair.getPrivate().getEncoded())
                                        + ":"
                                        + text.encodeToString(pair.getPublic().getEncoded());
                            } catch (GeneralSecurityException impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        });
        return Base64.getDecoder().decode(both.split(":", 2)[part]);
    }
}
