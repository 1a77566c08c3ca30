package org.homeroom.engine.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.homeroom.engine.wire.Bytes;

/// What a connectivity check is answered with. None is longer than the check: whoever writes
/// another's address into one has nothing of it.
public final class BindingAnswer {
    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;
    private static final int ERROR_CODE = 0x0009;
    private static final int MAPPED = 0x0020;
    private static final int ROLE_CONFLICT = 487;

    private BindingAnswer() {}

    /// The address that the check came from (RFC 8489, section 14.2).
    public static byte[] success(BindingRequest request, InetSocketAddress from, IceKey key) {
        byte[] ip = from.getAddress().getAddress();
        byte[] answer = begin(request, SUCCESS, 4 + ip.length);
        int at = BindingRequest.HEADER;
        Bytes.put16(answer, at, MAPPED);
        Bytes.put16(answer, at + 2, 4 + ip.length);
        answer[at + 5] = (byte) (ip.length == 4 ? 1 : 2);
        Bytes.put16(answer, at + 6, from.getPort() ^ BindingRequest.COOKIE >>> 16);
        for (int i = 0; i < ip.length; i++) {
            // an IPv4 address with the cookie, an IPv6 address with the transaction's name besides
            answer[at + 8 + i] = (byte) (ip[i] ^ answer[4 + i]);
        }
        return finish(answer, key);
    }

    /// Says that we are the controlled agent, whatever the other takes itself for (RFC 8445,
    /// section 7.3.1.1).
    public static byte[] roleConflict(BindingRequest request, IceKey key) {
        byte[] reason = "Conflict".getBytes(StandardCharsets.US_ASCII);
        byte[] answer = begin(request, ERROR, 4 + reason.length);
        int at = BindingRequest.HEADER;
        Bytes.put16(answer, at, ERROR_CODE);
        Bytes.put16(answer, at + 2, 4 + reason.length);
        answer[at + 6] = ROLE_CONFLICT / 100;
        answer[at + 7] = ROLE_CONFLICT % 100;
        System.arraycopy(reason, 0, answer, at + 8, reason.length);
        return finish(answer, key);
    }

    private static byte[] begin(BindingRequest request, int type, int size) {
        byte[] answer = new byte[BindingRequest.HEADER + 4 + size + 4 + IceKey.SIGNATURE + 4 + 4];
        Bytes.put16(answer, 0, type);
        Bytes.put16(answer, 2, answer.length - BindingRequest.HEADER);
        System.arraycopy(request.packet(), 4, answer, 4, BindingRequest.HEADER - 4);
        return answer;
    }

    private static byte[] finish(byte[] answer, IceKey key) {
        int fingerprintAt = answer.length - 8;
        int integrityAt = fingerprintAt - 4 - IceKey.SIGNATURE;
        Bytes.put16(answer, integrityAt, BindingRequest.INTEGRITY);
        Bytes.put16(answer, integrityAt + 2, IceKey.SIGNATURE);
        System.arraycopy(
                key.sign(answer, integrityAt), 0, answer, integrityAt + 4, IceKey.SIGNATURE);
        Bytes.put16(answer, fingerprintAt, BindingRequest.FINGERPRINT);
        Bytes.put16(answer, fingerprintAt + 2, 4);
        Bytes.put32(answer, fingerprintAt + 4, BindingRequest.fingerprint(answer, fingerprintAt));
        return answer;
    }
}
