package org.homeroom.signaling.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;

/// A name and a password that a TURN server can check by itself, as coturn does with
/// `use-auth-secret` (draft-uberti-behave-turn-rest-00): the name says until when it is good, and
/// the password is the name signed with a secret that the two share.
///
/// @param username `<seconds since 1970>:<account>:<call>`
/// @param password Base64 of HMAC-SHA1 of the name. SHA-1 is what the servers speak; a MAC does not
///   depend on what has been broken of it
record TurnCredentials(String username, String password) {
    private static final String ALGORITHM = "HmacSHA1";

    static TurnCredentials sign(AccountId account, CallId call, Instant goodUntil, String secret) {
        var username = goodUntil.getEpochSecond() + ":" + account + ":" + call;
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var signed = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
            return new TurnCredentials(username, Base64.getEncoder().encodeToString(signed));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, absent);
        }
    }
}
