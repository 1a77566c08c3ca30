package org.homeroom.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/// Two key pairs and a secret in a folder as an operator would have it, the second pair newer by
/// name. No other folder has keys of these names, and they are newer than those of folders before:
/// the tests of a JVM share a database, which remembers them all.
public final class SigningKeyFolder {
    private final String series = "%019d".formatted(System.nanoTime());
    public final String older = series + "-01";
    public final String newer = series + "-02";
    private final Path path;
    private final KeyPair newest;

    public SigningKeyFolder(Path path) {
        this.path = path;
        write(path, newer, newest = generate("EC", "secp256r1"));
        write(path, older, generate("EC", "secp256r1"));
        addSecret("secret");
    }

    public Path path() {
        return path;
    }

    /// Puts in a key that is newer than all before.
    ///
    /// @return its id
    public String add() {
        var id = "%019d-later".formatted(System.nanoTime());
        write(path, id, generate("EC", "secp256r1"));
        return id;
    }

    /// Puts in 32 random bytes under which second factors are sealed.
    public void addSecret(String name) {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        try {
            Files.writeString(
                    path.resolve(name + ".secret"),
                    Base64.getEncoder().encodeToString(secret) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void remove(String id) throws IOException {
        Files.delete(path.resolve(id + ".pem"));
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
