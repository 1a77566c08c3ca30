package org.homeroom.engine.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.homeroom.engine.wire.Bytes;

/// AES in counter mode with an HMAC of 80 bits (RFC 3711, sections 4.1.1 and 4.2.1), for what has
/// no AES-GCM. The key stream comes from one call over an array of counters: the JDK's counter mode
/// would expand the key anew for each packet.
final class CounterCipher implements PacketCipher {
    private static final int TAG = 10;
    private static final int INDEX = 4;
    private static final int BLOCK = 16;

    /// Longer than a datagram that reaches anybody.
    private static final int MOST = 2048;

    private final Cipher cipher;
    private final Mac mac;
    private final byte[] salt;
    private final byte[] counters = new byte[MOST];
    private final byte[] stream = new byte[MOST];
    private final byte[] first = new byte[BLOCK];
    private final byte[] rollover = new byte[4];
    private final byte[] tag = new byte[20];

    CounterCipher(SessionKeys keys) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.encryption(), "AES"));
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(keys.authentication(), "HmacSHA1"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
        salt = keys.salt();
    }

    @Override
    public int sealMedia(byte[] packet, int header, int length, int ssrc, long index) {
        addStream(packet, header, length, ssrc, index);
        return addTag(packet, length, index);
    }

    @Override
    public int openMedia(byte[] packet, int header, int length, int ssrc, long index) {
        int end = length - TAG;
        if (end < header) {
            return -1;
        }
        Bytes.put32(rollover, 0, (int) (index >>> 16));
        mac.update(packet, 0, end);
        mac.update(rollover);
        if (!isTag(packet, end)) {
            return -1;
        }
        addStream(packet, header, end, ssrc, index);
        return end;
    }

    private int addTag(byte[] packet, int length, long index) {
        Bytes.put32(rollover, 0, (int) (index >>> 16));
        mac.update(packet, 0, length);
        mac.update(rollover);
        putTag(packet, length);
        return length + TAG;
    }

    @Override
    public int sealControl(byte[] packet, int length, int ssrc, int index) {
        addStream(packet, CONTROL_HEADER, length, ssrc, index);
        Bytes.put32(packet, length, index | ENCRYPTED);
        mac.update(packet, 0, length + INDEX);
        putTag(packet, length + INDEX);
        return length + INDEX + TAG;
    }

    @Override
    public int openControl(byte[] packet, int length) {
        int end = length - TAG;
        mac.update(packet, 0, end);
        if (!isTag(packet, end)) {
            return -1;
        }
        int word = Bytes.i32(packet, end - INDEX);
        if ((word & ENCRYPTED) == 0) {
            return -1;
        }
        int plain = end - INDEX;
        addStream(packet, CONTROL_HEADER, plain, Bytes.i32(packet, 4), word & ~ENCRYPTED);
        return plain;
    }

    @Override
    public int indexAt(int length) {
        return length - TAG - INDEX;
    }

    @Override
    public int leastControl() {
        return CONTROL_HEADER + INDEX + TAG;
    }

    /// Adds the key stream to what is from one place to another (RFC 3711, section 4.1.1).
    private void addStream(byte[] packet, int from, int to, int ssrc, long index) {
        int blocks = (to - from + BLOCK - 1) / BLOCK;
        System.arraycopy(salt, 0, first, 0, salt.length);
        Bytes.put32(first, 4, Bytes.i32(first, 4) ^ ssrc);
        Bytes.put32(first, 8, Bytes.i32(first, 8) ^ (int) (index >>> 16));
        Bytes.put16(first, 12, Bytes.u16(first, 12) ^ (int) index);
        for (int i = 0; i < blocks; i++) {
            System.arraycopy(first, 0, counters, i * BLOCK, BLOCK - 2);
            Bytes.put16(counters, i * BLOCK + BLOCK - 2, i);
        }
        try {
            cipher.update(counters, 0, blocks * BLOCK, stream);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        for (int i = from; i < to; i++) {
            packet[i] ^= stream[i - from];
        }
    }

    private void putTag(byte[] packet, int at) {
        finishTag();
        System.arraycopy(tag, 0, packet, at, TAG);
    }

    /// Takes as long for a tag that is wrong in its first byte as for one wrong in its last.
    private boolean isTag(byte[] packet, int at) {
        finishTag();
        int differs = 0;
        for (int i = 0; i < TAG; i++) {
            differs |= tag[i] ^ packet[at + i];
        }
        return differs == 0;
    }

    private void finishTag() {
        try {
            mac.doFinal(tag, 0);
        } catch (GeneralSecurityException impossible) {
            Arrays.fill(tag, (byte) 0);
            throw new IllegalStateException(impossible);
        }
    }
}
