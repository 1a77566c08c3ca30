package org.homeroom.engine.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/// A key of our own and a certificate that we signed ourselves: what makes it ours is that its
/// fingerprint stands in the session description (RFC 5763, section 5).
public final class DtlsIdentity {
    /// Nobody asks for the time of a certificate that is known by its fingerprint.
    private static final Duration LIFE = Duration.ofDays(3650);

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final int SERIAL_BITS = 64;

    private final AsymmetricKeyParameter key;
    private final Certificate certificate;
    private final Fingerprint fingerprint;

    private DtlsIdentity(AsymmetricKeyParameter key, Certificate certificate, byte[] encoded) {
        this.key = key;
        this.certificate = certificate;
        this.fingerprint = Fingerprint.of(encoded);
    }

    /// Makes a key on the curve P-256, which all browsers have.
    public static DtlsIdentity generate(SecureRandom random, Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            var keys = generator.generateKeyPair();
            byte[] certificate = certificate(keys, new BigInteger(SERIAL_BITS, random), now);
            return new DtlsIdentity(
                    PrivateKeyFactory.createKey(keys.getPrivate().getEncoded()),
                    Certificate.getInstance(certificate),
                    certificate);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] certificate(KeyPair keys, BigInteger serial, Instant now)
            throws GeneralSecurityException, IOException {
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        var name = new X500Name("CN=homeroom");
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(serial.add(BigInteger.ONE)));
        generator.setSignature(algorithm);
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setStartDate(new Time(Date.from(now.minus(CLOCKS_DIFFER))));
        generator.setEndDate(new Time(Date.from(now.plus(LIFE))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        var unsigned = generator.generateTBSCertificate();
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(unsigned.getEncoded("DER"));
        var parts = new ASN1EncodableVector();
        parts.add(unsigned);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        return new DERSequence(parts).getEncoded("DER");
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    AsymmetricKeyParameter key() {
        return key;
    }

    Certificate certificate() {
        return certificate;
    }
}
