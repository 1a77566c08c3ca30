package org.homeroom.auth.password;

/// How dear one try at a password is (RFC 9106, section 3.1).
///
/// @param memoryKiB 8 × parallelism or more
/// @param iterations passes over the memory, 1 or more
/// @param parallelism lanes, 1–255
public record Argon2Cost(int memoryKiB, int iterations, int parallelism) {
    public Argon2Cost {
        if (iterations < 1 || parallelism < 1 || parallelism > 255 || memoryKiB < 8 * parallelism) {
            throw new IllegalArgumentException("no such Argon2 parameters");
        }
    }
}
