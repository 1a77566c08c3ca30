package org.homeroom.auth.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The pairs that sign access tokens, oldest first. The newest signs; all verify, so that a token
/// outlives the change of keys.
record SigningKeys(List<SigningKey> keys) {
    private static final String PEM = ".pem";

    /// @throws IllegalArgumentException without any key, since then nobody could sign in
    SigningKeys {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no signing key");
        }
        keys = keys.stream().sorted(Comparator.comparing(SigningKey::id)).toList();
    }

    /// @param folder of `<key id>.pem`
    /// @throws IllegalArgumentException if there is none, or one that cannot be used
    static SigningKeys read(Path folder) {
        try (var files = Files.list(folder)) {
            var keys =
                    files.filter(file -> file.getFileName().toString().endsWith(PEM))
                            .map(SigningKeys::readKey)
                            .toList();
            if (keys.isEmpty()) {
                throw new IllegalArgumentException(
                        "no signing key (*" + PEM + ") in the folder " + folder);
            }
            return new SigningKeys(keys);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "cannot read the folder of signing keys " + folder, unreadable);
        }
    }

    private static SigningKey readKey(Path file) {
        var name = file.getFileName().toString();
        try {
            return SigningKey.ofPem(
                    name.substring(0, name.length() - PEM.length()), Files.readString(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the signing key " + file, unreadable);
        }
    }

    SigningKey newest() {
        return keys.getLast();
    }

    Optional<SigningKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
