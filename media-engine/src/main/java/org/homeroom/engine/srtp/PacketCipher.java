package org.homeroom.engine.srtp;

/// Seals and opens packets in place. One thread at a time.
sealed interface PacketCipher permits GcmCipher, CounterCipher {
    /// Seals a media packet.
    ///
    /// @param packet with room for the tag behind the end
    /// @param header how many bytes are authenticated and not encrypted
    /// @param index the packet's: rollover counter and sequence number
    /// @return the length of the sealed packet
    int sealMedia(byte[] packet, int header, int length, int ssrc, long index);

    /// Opens a media packet.
    ///
    /// @return the length of the packet, -1 where it is not authentic
    int openMedia(byte[] packet, int header, int length, int ssrc, long index);

    /// Seals a compound control packet.
    ///
    /// @param packet with room for tag and trailer behind the end
    /// @param index 31 bits
    /// @return the length of the sealed packet
    int sealControl(byte[] packet, int length, int ssrc, int index);

    /// Opens a compound control packet.
    ///
    /// @param length at least {@link #leastControl()}
    /// @return the length of the packet, -1 where it is not authentic
    int openControl(byte[] packet, int length);

    /// Where in a sealed control packet the word is that has the index, behind the flag that says
    /// whether it is encrypted.
    int indexAt(int length);

    /// The length of the shortest control packet, sealed.
    int leastControl();

    /// The flag of an encrypted control packet (RFC 3711, section 3.4).
    int ENCRYPTED = 0x8000_0000;

    /// Of a control packet is left as it is: its first header and its sender (RFC 3711, section
    /// 3.4).
    int CONTROL_HEADER = 8;

    static PacketCipher of(Profile profile, SessionKeys keys) {
        return switch (profile) {
            case AEAD_AES_128_GCM -> new GcmCipher(keys);
            case AES_CM_128_HMAC_SHA1_80 -> new CounterCipher(keys);
        };
    }
}
