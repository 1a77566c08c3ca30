package org.homeroom.auth.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.jce.ECNamedCurveTable;

/// A P-256 pair for ES256 (RFC 7518, section 3.4).
///
/// @param id the token's `kid`
record SigningKey(String id, ECPrivateKey privateKey, ECPublicKey publicKey) {
    private static final String CURVE = "secp256r1";

    static SigningKey generate(String id) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            var pair = generator.generateKeyPair();
            return new SigningKey(
                    id, (ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has P-256", impossible);
        }
    }

    /// @param pem a private key in PKCS#8, as `openssl genpkey -algorithm EC -pkeyopt
    ///   ec_paramgen_curve:P-256` writes it
    /// @throws IllegalArgumentException if it is anything else; the message quotes nothing of it
    static SigningKey ofPem(String id, String pem) {
        try {
            var base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
            var der = Base64.getMimeDecoder().decode(base64);
            var factory = KeyFactory.getInstance("EC");
            var privateKey = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
            if (!privateKey.getParams().getOrder().equals(generate(id).order())) {
                throw new IllegalArgumentException("signing key " + id + " is not on P-256");
            }
            // PKCS#8 may leave the public half out, but it follows from the private one.
            var point =
                    ECNamedCurveTable.getParameterSpec(CURVE)
                            .getG()
                            .multiply(privateKey.getS())
                            .normalize();
            var publicPoint =
                    new ECPoint(
                            point.getAffineXCoord().toBigInteger(),
                            point.getAffineYCoord().toBigInteger());
            var publicKey =
                    (ECPublicKey)
                            factory.generatePublic(
                                    new ECPublicKeySpec(publicPoint, privateKey.getParams()));
            return new SigningKey(id, privateKey, publicKey);
        } catch (GeneralSecurityException | ClassCastException unreadable) {
            throw new IllegalArgumentException(
                    "signing key " + id + " is not a PKCS#8 private key on P-256", unreadable);
        }
    }

    /// The public half alone.
    ///
    /// @param x509 its SubjectPublicKeyInfo, as [ECPublicKey#getEncoded] gives it
    static ECPublicKey publicKey(byte[] x509) {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(x509));
        } catch (GeneralSecurityException | ClassCastException unreadable) {
            throw new IllegalArgumentException("not the public half of a key", unreadable);
        }
    }

    private BigInteger order() {
        return publicKey.getParams().getOrder();
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
