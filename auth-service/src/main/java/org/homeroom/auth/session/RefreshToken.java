package org.homeroom.auth.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.homeroom.platform.id.SessionId;

/// What a browser keeps in its cookie to stay signed in: `session.proof.secret`, each part in
/// base64url.
///
/// The proof stays the same in all tokens of a session, the secret is new in each. So a token whose
/// proof is right and whose secret is not was once genuine: somebody uses an old one. Knowing a
/// session's id alone (it stands in every access token as `sid`) proves nothing, or anybody who has
/// seen one could end the session.
///
/// @param proof 16 random bytes
/// @param secret 32 random bytes
record RefreshToken(SessionId session, String proof, String secret) {
    static final int PROOF_LENGTH = 16;
    static final int SECRET_LENGTH = 32;

    private static final Pattern FORM =
            Pattern.compile("([\\w-]{22})\\.([\\w-]{22})\\.([\\w-]{43})");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /// The first token of a session.
    ///
    /// @param proof 16 random bytes
    /// @param secret 32 random bytes
    static RefreshToken first(SessionId session, byte[] proof, byte[] secret) {
        return new RefreshToken(
                session, BASE64.encodeToString(proof), BASE64.encodeToString(secret));
    }

    /// Empty for anything that we cannot have written.
    static Optional<RefreshToken> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var session = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts.group(1)));
        var id = new SessionId(new UUID(session.getLong(), session.getLong()));
        return Optional.of(new RefreshToken(id, parts.group(2), parts.group(3)));
    }

    /// The token after this one. Who holds this token and the salt can derive it again, and nobody
    /// else: the database holds the salt and only hashes of tokens, the browser only the token.
    RefreshToken successor(Salt salt) {
        try {
            var hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(salt.bytes(), "HmacSHA256"));
            var next = hmac.doFinal(text().getBytes(US_ASCII));
            return new RefreshToken(session, proof, BASE64.encodeToString(next));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /// What the cookie holds.
    String text() {
        var id = ByteBuffer.allocate(16);
        id.putLong(session.value().getMostSignificantBits());
        id.putLong(session.value().getLeastSignificantBits());
        return BASE64.encodeToString(id.array()) + "." + proof + "." + secret;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + session + "]";
    }
}
