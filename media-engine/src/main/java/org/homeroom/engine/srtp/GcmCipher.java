package org.homeroom.engine.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.homeroom.engine.wire.Bytes;

/// AES-GCM (RFC 7714). The JDK's own: its intrinsics beat native libraries behind JNI here.
final class GcmCipher implements PacketCipher {
    private static final int TAG = 16;
    private static final int INDEX = 4;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] nonce = new byte[12];
    private final byte[] sealedLast = new byte[12];
    private final byte[] header = new byte[CONTROL_HEADER + INDEX];

    GcmCipher(SessionKeys keys) {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
        key = new SecretKeySpec(keys.encryption(), "AES");
        salt = keys.salt();
    }

    @Override
    public int sealMedia(byte[] packet, int header, int length, int ssrc, long index) {
        mediaNonce(ssrc, index);
        try {
            beginSealing();
            cipher.updateAAD(packet, 0, header);
            return header + cipher.doFinal(packet, header, length - header, packet, header);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int openMedia(byte[] packet, int header, int length, int ssrc, long index) {
        if (length < header + TAG) {
            return -1;
        }
        mediaNonce(ssrc, index);
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(packet, 0, header);
            return header + cipher.doFinal(packet, header, length - header, packet, header);
        } catch (AEADBadTagException forged) {
            return -1;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int sealControl(byte[] packet, int length, int ssrc, int index) {
        int word = index | ENCRYPTED;
        controlNonce(ssrc, index);
        controlHeader(packet, word);
        try {
            beginSealing();
            cipher.updateAAD(header);
            int end =
                    CONTROL_HEADER
                            + cipher.doFinal(
                                    packet,
                                    CONTROL_HEADER,
                                    length - CONTROL_HEADER,
                                    packet,
                                    CONTROL_HEADER);
            Bytes.put32(packet, end, word);
            return end + INDEX;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int openControl(byte[] packet, int length) {
        int word = Bytes.i32(packet, indexAt(length));
        if ((word & ENCRYPTED) == 0) {
            // allowed by the RFC, sent by no browser
            return -1;
        }
        controlNonce(Bytes.i32(packet, 4), word & ~ENCRYPTED);
        controlHeader(packet, word);
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(header);
            return CONTROL_HEADER
                    + cipher.doFinal(
                            packet,
                            CONTROL_HEADER,
                            length - CONTROL_HEADER - INDEX,
                            packet,
                            CONTROL_HEADER);
        } catch (AEADBadTagException forged) {
            return -1;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int indexAt(int length) {
        return length - INDEX;
    }

    @Override
    public int leastControl() {
        return CONTROL_HEADER + TAG + INDEX;
    }

    /// The JDK refuses to seal twice in a row under one nonce. What is sent again unchanged is the
    /// same packet, so nothing is given away; another nonce between the two is all that it asks
    /// for.
    private void beginSealing() throws GeneralSecurityException {
        if (Arrays.equals(nonce, sealedLast)) {
            byte[] other = nonce.clone();
            other[0] ^= 1;
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG, other));
        }
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
        System.arraycopy(nonce, 0, sealedLast, 0, nonce.length);
    }

    /// RFC 7714, section 8.1.
    private void mediaNonce(int ssrc, long index) {
        Bytes.put16(nonce, 0, 0);
        Bytes.put32(nonce, 2, ssrc);
        Bytes.put32(nonce, 6, (int) (index >>> 16));
        Bytes.put16(nonce, 10, (int) index);
        addSalt();
    }

    /// RFC 7714, section 9.1.
    private void controlNonce(int ssrc, int index) {
        Bytes.put16(nonce, 0, 0);
        Bytes.put32(nonce, 2, ssrc);
        Bytes.put16(nonce, 6, 0);
        Bytes.put32(nonce, 8, index);
        addSalt();
    }

    private void addSalt() {
        for (int i = 0; i < nonce.length; i++) {
            nonce[i] ^= salt[i];
        }
    }

    /// RFC 7714, section 9.2.
    private void controlHeader(byte[] packet, int word) {
        System.arraycopy(packet, 0, header, 0, CONTROL_HEADER);
        Bytes.put32(header, CONTROL_HEADER, word);
    }
}
