package org.homeroom.auth.secondfactor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;

/// The installation's own secrets, which lie beside its signing keys: `<name>.secret`, 32 bytes or
/// more in Base64, as `openssl rand -base64 32` writes them.
record SecretFolder(Path path) {
    private static final String SECRET = ".secret";

    /// @throws IllegalArgumentException if it cannot be read, or has no secret, or one that cannot
    ///   be used; the message quotes nothing of it
    SealingKeys read() {
        var secrets = new HashMap<String, byte[]>();
        for (var file : files()) {
            var name = file.getFileName().toString();
            secrets.put(name.substring(0, name.length() - SECRET.length()), secret(file));
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "no secret to seal second factors with: put 32 random bytes in Base64 into the"
                            + " folder %s, in a file whose name ends in %s"
                                    .formatted(path, SECRET));
        }
        return new SealingKeys(secrets);
    }

    private List<Path> files() {
        try (var files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SECRET))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the folder " + path, unreadable);
        }
    }

    private static byte[] secret(Path file) {
        try {
            return Base64.getMimeDecoder().decode(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the secret " + file, unreadable);
        }
    }
}
