package org.homeroom.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of this machine's loopback interface, signed by its own key, for a server that a
/// test talks to over TLS. Whoever is to believe it takes its [#trust()].
///
/// @param chain PEM
/// @param key PKCS 8, PEM
public record LoopbackCertificate(Path chain, Path key) {
    private static final String PASSWORD = "of a file that is deleted";
    private static final String ALIAS = "loopback";
    private static final int LINE = 64;

    /// Makes one, by the `keytool` of this JDK. What was made there before is replaced.
    public static LoopbackCertificate in(Path folder) {
        var made = new LoopbackCertificate(folder.resolve("chain.pem"), folder.resolve("key.pem"));
        var store = folder.resolve("made.p12");
        try {
            Files.deleteIfExists(store);
            var keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    ALIAS,
                                    "-keyalg",
                                    "EC",
                                    "-groupname",
                                    "secp256r1",
                                    "-dname",
                                    "CN=localhost",
                                    "-ext",
                                    "san=dns:localhost,ip:" + Ports.LOOPBACK,
                                    "-validity",
                                    "2",
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    store.toString(),
                                    "-storepass",
                                    PASSWORD)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("keytool.log").toFile())
                            .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new EmbeddedException(
                        "keytool made no certificate: "
                                + Files.readString(folder.resolve("keytool.log")),
                        null);
            }
            var kept = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            write(made.chain, "CERTIFICATE", kept.getCertificate(ALIAS).getEncoded());
            write(made.key, "PRIVATE KEY", kept.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            Files.delete(store);
            return made;
        } catch (IOException | GeneralSecurityException failure) {
            throw new EmbeddedException("No certificate could be made.", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("No certificate was made.", stopped);
        }
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        var base64 =
                Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content);
        Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what));
    }

    /// Believes this certificate, as it is now, and no other.
    public SSLContext trust() {
        try (var file = Files.newInputStream(chain)) {
            var believed = KeyStore.getInstance(KeyStore.getDefaultType());
            believed.load(null, null);
            believed.setCertificateEntry(
                    ALIAS, CertificateFactory.getInstance("X.509").generateCertificate(file));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new EmbeddedException("The certificate cannot be read.", failure);
        }
    }
}
