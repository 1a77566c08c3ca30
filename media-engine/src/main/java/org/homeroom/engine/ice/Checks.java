package org.homeroom.engine.ice;

import java.nio.charset.StandardCharsets;
import org.homeroom.engine.wire.Bytes;

/// Makes connectivity checks as a browser does, for peers that are none: those of tests and of the
/// bench.
public final class Checks {
    private Checks() {}

    /// A check, with or without the claim to control.
    ///
    /// @param name `<whom it is for>:<whom it is from>`
    public static byte[] request(String name, IceKey key, boolean controls) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        int named = 4 + (ascii.length + 3 & ~3);
        byte[] packet = new byte[20 + named + 8 + 12 + 4 + 24 + 8];
        Bytes.put16(packet, 0, BindingRequest.BINDING_REQUEST);
        Bytes.put16(packet, 2, packet.length - 20);
        Bytes.put32(packet, 4, BindingRequest.COOKIE);
        System.arraycopy(ascii, 0, packet, 24, ascii.length);
        int at = attribute(packet, 20, BindingRequest.USERNAME, ascii.length);
        at = attribute(packet, at, BindingRequest.PRIORITY, 4);
        int role = controls ? BindingRequest.CONTROLLING : BindingRequest.CONTROLLED;
        at = attribute(packet, at, role, 8);
        at = attribute(packet, at, BindingRequest.USE_CANDIDATE, 0);
        int signedAt = at;
        at = attribute(packet, at, BindingRequest.INTEGRITY, IceKey.SIGNATURE);
        byte[] signature = key.sign(packet, signedAt);
        System.arraycopy(signature, 0, packet, signedAt + 4, signature.length);
        attribute(packet, at, BindingRequest.FINGERPRINT, 4);
        Bytes.put32(packet, at + 4, BindingRequest.fingerprint(packet, at));
        return packet;
    }

    private static int attribute(byte[] packet, int at, int type, int size) {
        Bytes.put16(packet, at, type);
        Bytes.put16(packet, at + 2, size);
        return at + 4 + (size + 3 & ~3);
    }
}
