package org.homeroom.engine.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.homeroom.engine.srtp.Profile;
import org.jspecify.annotations.Nullable;

/// What the library asks of either side: DTLS 1.2 alone, forward secrecy, both certificates, and an
/// SRTP profile of ours.
final class DtlsPeers {
    private static final BcTlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());

    private static final int[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
    };

    private DtlsPeers() {}

    private static void require(Certificate chain, Fingerprint peer) throws IOException {
        if (chain == null
                || chain.isEmpty()
                || !peer.isOf(chain.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    private static TlsCredentialedSigner signer(TlsContext context, DtlsIdentity own) {
        var chain =
                new Certificate(
                        new TlsCertificate[] {new BcTlsCertificate(CRYPTO, own.certificate())});
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                CRYPTO,
                own.key(),
                chain,
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    private static int[] profiles() {
        return Arrays.stream(Profile.values()).mapToInt(Profile::id).toArray();
    }

    private static void reached(
            TlsContext context, Profile profile, DtlsAssociation.Agreement agreement) {
        int length = 2 * (profile.keyLength() + profile.saltLength());
        agreement.reached(
                profile, context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, length));
    }

    static final class Server extends DefaultTlsServer {
        private final DtlsIdentity own;
        private final Fingerprint peer;
        private final DtlsAssociation.Agreement agreement;
        private Profile profile = Profile.AEAD_AES_128_GCM;

        Server(DtlsIdentity own, Fingerprint peer, DtlsAssociation.Agreement agreement) {
            super(CRYPTO);
            this.own = own;
            this.peer = peer;
            this.agreement = agreement;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return SUITES;
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return DtlsAssociation.PATIENCE;
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return DtlsAssociation.RESEND_AFTER;
        }

        @Override
        protected TlsCredentialedSigner getECDSASignerCredentials() {
            return signer(context, own);
        }

        @Override
        @SuppressWarnings("JdkObsolete") // the library's
        public CertificateRequest getCertificateRequest() {
            var algorithms = new Vector<SignatureAndHashAlgorithm>();
            algorithms.add(
                    new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
            algorithms.add(
                    new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
            return new CertificateRequest(
                    new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                    algorithms,
                    null);
        }

        @Override
        public void notifyClientCertificate(Certificate chain) throws IOException {
            require(chain, peer);
        }

        @Override
        @SuppressWarnings("rawtypes") // the library's
        public void processClientExtensions(@Nullable Hashtable extensions) throws IOException {
            super.processClientExtensions(extensions);
            var offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
            if (offered == null) {
                throw new TlsFatalAlert(AlertDescription.handshake_failure);
            }
            profile =
                    Arrays.stream(Profile.values())
                            .filter(own ->
                                    Arrays.stream(offered.getProtectionProfiles())
                                            .anyMatch(id -> id == own.id()))
                            .findFirst()
                            .orElseThrow(
                                    () -> new TlsFatalAlert(AlertDescription.handshake_failure));
        }

        @Override
        @SuppressWarnings("rawtypes") // the library's
        public Hashtable getServerExtensions() throws IOException {
            var extensions =
                    TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
            TlsSRTPUtils.addUseSRTPExtension(
                    extensions, new UseSRTPData(new int[] {profile.id()}, TlsUtils.EMPTY_BYTES));
            return extensions;
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            reached(context, profile, agreement);
        }
    }

    static final class Client extends DefaultTlsClient {
        private final DtlsIdentity own;
        private final Fingerprint peer;
        private final DtlsAssociation.Agreement agreement;
        private Profile profile = Profile.AEAD_AES_128_GCM;

        Client(DtlsIdentity own, Fingerprint peer, DtlsAssociation.Agreement agreement) {
            super(CRYPTO);
            this.own = own;
            this.peer = peer;
            this.agreement = agreement;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return SUITES;
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return DtlsAssociation.PATIENCE;
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return DtlsAssociation.RESEND_AFTER;
        }

        @Override
        @SuppressWarnings("rawtypes") // the library's
        public Hashtable getClientExtensions() throws IOException {
            var extensions =
                    TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
            TlsSRTPUtils.addUseSRTPExtension(
                    extensions, new UseSRTPData(profiles(), TlsUtils.EMPTY_BYTES));
            return extensions;
        }

        @Override
        @SuppressWarnings("rawtypes") // the library's
        public void processServerExtensions(@Nullable Hashtable extensions) throws IOException {
            super.processServerExtensions(extensions);
            var chosen = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
            if (chosen == null || chosen.getProtectionProfiles().length != 1) {
                throw new TlsFatalAlert(AlertDescription.handshake_failure);
            }
            profile =
                    Profile.of(chosen.getProtectionProfiles()[0])
                            .orElseThrow(
                                    () -> new TlsFatalAlert(AlertDescription.illegal_parameter));
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate)
                        throws IOException {
                    require(certificate.getCertificate(), peer);
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) {
                    return signer(context, own);
                }
            };
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            reached(context, profile, agreement);
        }
    }
}
