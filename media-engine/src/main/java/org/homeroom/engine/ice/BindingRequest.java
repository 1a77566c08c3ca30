package org.homeroom.engine.ice;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.homeroom.engine.wire.Bytes;

/// A connectivity check (RFC 8489; RFC 8445, section 7.3) that is well formed. Whether it comes
/// from who knows the password is another question: {@link #isSignedBy}.
public final class BindingRequest {
    static final int HEADER = 20;
    static final int COOKIE = 0x2112_a442;
    static final int BINDING_REQUEST = 0x0001;

    static final int USERNAME = 0x0006;
    static final int INTEGRITY = 0x0008;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int CONTROLLED = 0x8029;
    static final int CONTROLLING = 0x802a;
    static final int FINGERPRINT_MASK = 0x5354_554e;

    /// In bytes, of a name (RFC 8489, section 14.3): 509 at most.
    private static final int MOST_NAME = 508;

    private final byte[] packet;
    private final int integrityAt;
    private final String username;
    private final boolean nominates;
    private final boolean claimsControl;

    private BindingRequest(
            byte[] packet,
            int integrityAt,
            String username,
            boolean nominates,
            boolean claimsControl) {
        this.packet = packet;
        this.integrityAt = integrityAt;
        this.username = username;
        this.nominates = nominates;
        this.claimsControl = claimsControl;
    }

    /// Reads a packet, and keeps it.
    ///
    /// @param length of the packet, in bytes
    /// @return empty for what is no Binding request with all that RFC 8445, section 7.1 has in one:
    ///   name, priority, role, integrity and, last, the right fingerprint
    public static Optional<BindingRequest> read(byte[] packet, int length) {
        if (length < HEADER
                || Bytes.u16(packet, 0) != BINDING_REQUEST
                || Bytes.i32(packet, 4) != COOKIE
                || Bytes.u16(packet, 2) != length - HEADER
                || length % 4 != 0) {
            return Optional.empty();
        }
        var username = Optional.<String>empty();
        boolean hasPriority = false;
        boolean nominates = false;
        boolean isControlled = false;
        boolean isControlling = false;
        int integrityAt = 0;
        int at = HEADER;
        while (at + 4 <= length) {
            int type = Bytes.u16(packet, at);
            int size = Bytes.u16(packet, at + 2);
            int value = at + 4;
            int next = value + (size + 3 & ~3);
            if (next > length) {
                return Optional.empty();
            }
            if (integrityAt > 0 && type != FINGERPRINT) {
                // what stands behind the signature is nobody's word (RFC 8489, section 14.5)
                at = next;
                continue;
            }
            switch (type) {
                case USERNAME -> username = name(packet, value, size);
                case PRIORITY -> hasPriority = size == 4;
                case USE_CANDIDATE -> nominates = true;
                case CONTROLLED -> isControlled = size == 8;
                case CONTROLLING -> isControlling = size == 8;
                case INTEGRITY -> {
                    if (size != 20) {
                        return Optional.empty();
                    }
                    integrityAt = at;
                }
                case FINGERPRINT -> {
                    boolean whole =
                            size == 4
                                    && next == length
                                    && fingerprint(packet, at) == Bytes.i32(packet, value)
                                    && integrityAt > 0
                                    && hasPriority
                                    && isControlled != isControlling;
                    if (!whole) {
                        return Optional.empty();
                    }
                    boolean nominating = nominates;
                    boolean controlling = isControlling;
                    int signed = integrityAt;
                    return username.map(name ->
                            new BindingRequest(packet, signed, name, nominating, controlling));
                }
                default -> {
                    // 0x0000-0x7fff would have to be understood (RFC 8489, section 14); none else
                    // is
                    // sent in checks, and who sends one gets no answer
                    if (type < 0x8000) {
                        return Optional.empty();
                    }
                }
            }
            at = next;
        }
        return Optional.empty();
    }

    private static Optional<String> name(byte[] packet, int at, int size) {
        if (size > MOST_NAME) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(packet, at, size))
                            .toString());
        } catch (CharacterCodingException unreadable) {
            return Optional.empty();
        }
    }

    /// Of all before the attribute (RFC 8489, section 14.7).
    static int fingerprint(byte[] packet, int length) {
        var crc = new CRC32();
        crc.update(packet, 0, length);
        return (int) crc.getValue() ^ FINGERPRINT_MASK;
    }

    /// The name of whom it is for: what stands before the colon (RFC 8445, section 7.2.2).
    public String localFragment() {
        int colon = username.indexOf(':');
        return colon < 0 ? username : username.substring(0, colon);
    }

    /// The name of whom it is from; empty where there is none.
    public String remoteFragment() {
        int colon = username.indexOf(':');
        return colon < 0 ? "" : username.substring(colon + 1);
    }

    /// Whether the sender takes this pair of addresses for the one to use.
    public boolean nominates() {
        return nominates;
    }

    /// Whether the sender takes itself for the controlling agent, as the peer of a lite agent is
    /// (RFC 8445, section 6.1.1).
    public boolean claimsControl() {
        return claimsControl;
    }

    /// Whether it comes from who knows our password (RFC 8489, section 14.5).
    public boolean isSignedBy(IceKey key) {
        return key.signs(packet, integrityAt);
    }

    /// The bytes that an answer repeats: 12 of the transaction's name, behind the cookie.
    byte[] packet() {
        return packet;
    }
}
