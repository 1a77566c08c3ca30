package org.homeroom.auth.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A folder of private keys, as a Kubernetes Secret is mounted: `<key id>.pem`, and for a key that
/// was lost to somebody `<key id>.revoked`, whose contents do not matter.
record KeyFolder(Path path) {
    private static final String PEM = ".pem";
    private static final String REVOKED = ".revoked";

    /// What is in the folder at a moment.
    ///
    /// @param revoked ids
    record Contents(Map<String, SigningKey> keys, Set<String> revoked) {
        Contents {
            keys = Map.copyOf(keys);
            revoked = Set.copyOf(revoked);
        }

        static Contents of(SigningKey only) {
            return new Contents(Map.of(only.id(), only), Set.of());
        }
    }

    /// @throws IllegalArgumentException if it cannot be read, or has no key, or one that cannot be
    ///   used; the message quotes nothing of it
    Contents read() {
        var keys = new ArrayList<SigningKey>();
        var revoked = new ArrayList<String>();
        for (var file : files()) {
            var name = file.getFileName().toString();
            if (name.endsWith(PEM)) {
                keys.add(key(file, name.substring(0, name.length() - PEM.length())));
            } else if (name.endsWith(REVOKED)) {
                revoked.add(name.substring(0, name.length() - REVOKED.length()));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no signing key (*.pem) in the folder " + path);
        }
        return new Contents(
                keys.stream().collect(Collectors.toMap(SigningKey::id, Function.identity())),
                Set.copyOf(revoked));
    }

    private List<Path> files() {
        try (var files = Files.list(path)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "cannot read the folder of signing keys " + path, unreadable);
        }
    }

    private static SigningKey key(Path file, String id) {
        try {
            return SigningKey.ofPem(id, Files.readString(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the signing key " + file, unreadable);
        }
    }
}
