package org.homeroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;

/// Everything secret of one stack: made once, kept in a folder that only its owner can read.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    private Secrets(Path folder) {
        this.folder = folder;
    }

    static Secrets in(Path folder) throws IOException {
        privateFolder(folder);
        return new Secrets(folder);
    }

    /// The password of this name: 192 random bits in hexadecimal.
    String password(String name) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            var bits = new byte[24];
            RANDOM.nextBytes(bits);
            write(file, HexFormat.of().formatHex(bits));
        }
        return Files.readString(file);
    }

    /// The folder of auth-service's keys: those that sign tokens, PKCS#8 PEM, EC P-256, the file's
    /// name without `.pem` being the key's id; and secrets of 256 bits in Base64, `<name>.secret`.
    Path signingKeys() throws IOException {
        var keys = folder.resolve("signing-keys");
        privateFolder(keys);
        makeUnlessThere(keys, ".pem", newSigningKey());
        makeUnlessThere(keys, ".secret", newSecret());
        return keys;
    }

    private static void makeUnlessThere(Path keys, String kind, String key) throws IOException {
        try (var existing = Files.newDirectoryStream(keys, "*" + kind)) {
            if (existing.iterator().hasNext()) {
                return;
            }
        }
        var tail = new byte[3];
        RANDOM.nextBytes(tail);
        // Ids sort by age: the newest signs, and seals.
        var id = LocalDate.now(ZoneOffset.UTC) + "-" + HexFormat.of().formatHex(tail);
        write(keys.resolve(id + kind), key);
    }

    private static String newSecret() {
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret) + "\n";
    }

    private static String newSigningKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static void privateFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /// A secret is there whole or not at all, and never readable by others.
    private static void write(Path file, String secret) throws IOException {
        var half =
                Files.createTempFile(
                        file.getParent(),
                        "new-",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, secret);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
