package org.homeroom.engine.srtp;

import java.util.Arrays;
import java.util.Optional;

/// How packets are sealed (RFC 5764, section 4.1.2; RFC 7714, section 14.2), the faster first: it
/// is chosen where the other side has both.
public enum Profile {
    AEAD_AES_128_GCM(7, 16, 12, 16),
    AES_CM_128_HMAC_SHA1_80(1, 16, 14, 10);

    private final int id;
    private final int keyLength;
    private final int saltLength;
    private final int tagLength;

    /// @param id in the `use_srtp` extension; lengths in bytes
    Profile(int id, int keyLength, int saltLength, int tagLength) {
        this.id = id;
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
    }

    public int id() {
        return id;
    }

    /// In bytes.
    public int keyLength() {
        return keyLength;
    }

    /// In bytes.
    public int saltLength() {
        return saltLength;
    }

    /// In bytes: by how much a sealed RTP packet is longer.
    public int tagLength() {
        return tagLength;
    }

    /// Empty for one that is not ours.
    public static Optional<Profile> of(int id) {
        return Arrays.stream(values()).filter(profile -> profile.id == id).findFirst();
    }
}
