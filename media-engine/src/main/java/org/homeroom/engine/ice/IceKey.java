package org.homeroom.engine.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.homeroom.engine.wire.Bytes;

/// What an agent's password signs (RFC 8489, section 14.5). One thread at a time.
public final class IceKey {
    static final int SIGNATURE = 20;

    private final Mac mac;

    public IceKey(String password) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// The signature of a message up to an attribute, as if that attribute were its last.
    byte[] sign(byte[] packet, int attributeAt) {
        byte[] lengthThen = new byte[2];
        Bytes.put16(lengthThen, 0, attributeAt + 4 + SIGNATURE - BindingRequest.HEADER);
        mac.update(packet, 0, 2);
        mac.update(lengthThen);
        mac.update(packet, 4, attributeAt - 4);
        return mac.doFinal();
    }

    boolean signs(byte[] packet, int attributeAt) {
        int at = attributeAt + 4;
        return MessageDigest.isEqual(
                sign(packet, attributeAt), Arrays.copyOfRange(packet, at, at + SIGNATURE));
    }
}
