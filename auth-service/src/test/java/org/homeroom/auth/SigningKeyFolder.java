package org.homeroom.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/// Two key pairs in a folder as an operator would have it: `2026-01` and the newer `2026-02`.
public final class SigningKeyFolder {
    public static final String OLDER = "2026-01";
    public static final String NEWEST = "2026-02";

    private final Path path;
    private final KeyPair newest;

    public SigningKeyFolder(Path path) {
        this.path = path;
        write(path, NEWEST, newest = generate("EC", "secp256r1"));
        write(path, OLDER, generate("EC", "secp256r1"));
    }

    public Path path() {
        return path;
    }

    /// The pair that signs.
    public KeyPair newest() {
        return newest;
    }

    /// @param curve of the algorithm `EC`; else ignored
    public static KeyPair generate(String algorithm, String curve) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static void write(Path folder, String id, KeyPair pair) {
        var base64 = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        try {
            Files.writeString(
                    folder.resolve(id + ".pem"),
                    "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
