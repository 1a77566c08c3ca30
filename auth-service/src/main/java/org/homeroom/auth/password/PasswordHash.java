package org.homeroom.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// An Argon2id hash in the PHC string format, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`: it says
/// itself how it was made, so the cost can be raised while old hashes still verify.
public record PasswordHash(String phc) {
    /// Bytes; RFC 9106, section 4, recommends 16 for passwords.
    public static final int SALT_LENGTH = 16;

    private static final int HASH_LENGTH = 32;

    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,3})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{43})");

    /// @throws IllegalArgumentException if the text is not a hash as [#of] makes them
    public PasswordHash {
        if (!PHC.matcher(phc).matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
    }

    /// Takes tens of milliseconds of processor time on purpose: never on the event loop.
    ///
    /// @param salt [#SALT_LENGTH] random bytes
    static PasswordHash of(Password password, byte[] salt, Argon2Cost cost) {
        var base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                        .formatted(
                                cost.memoryKiB(),
                                cost.iterations(),
                                cost.parallelism(),
                                base64.encodeToString(salt),
                                base64.encodeToString(argon2id(password, salt, cost))));
    }

    /// Whether this was made of the password; as slow as making it.
    boolean matches(Password password) {
        var parts = parts();
        var base64 = Base64.getDecoder();
        var again = argon2id(password, base64.decode(parts.group(4)), cost());
        return MessageDigest.isEqual(again, base64.decode(parts.group(5)));
    }

    /// What it was made with.
    Argon2Cost cost() {
        var parts = parts();
        return new Argon2Cost(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    private Matcher parts() {
        var parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalStateException("checked when constructed");
        }
        return parts;
    }

    private static byte[] argon2id(Password password, byte[] salt, Argon2Cost cost) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKiB())
                        .withIterations(cost.iterations())
                        .withParallelism(cost.parallelism())
                        .withSalt(salt)
                        .build());
        var hash = new byte[HASH_LENGTH];
        argon2.generateBytes(password.text().getBytes(UTF_8), hash);
        return hash;
    }

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
