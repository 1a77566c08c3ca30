package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;

/// What stands in the address of a file in place of an access token, which an `<img>` cannot send:
/// for whom it is and until when, signed. It opens nothing by itself: whether its person may see
/// the file is asked anew each time.
///
/// @param until exclusive
record Ticket(AccountId account, Instant until) {
    /// All tickets of five minutes end together, so that a browser finds what it has already under
    /// the same address; they live five to ten minutes.
    private static final Duration STEP = Duration.ofMinutes(5);

    private static final int HEAD_BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[\\w-]{75}");

    /// Signs and knows tickets again; the same in all replicas.
    static final class Office {
        private static final String HMAC = "HmacSHA256";

        private final byte[] key;

        /// @param secret that all replicas share and nobody else knows; tickets are signed with a
        ///   key that is made of it, which serves nothing else
        Office(String secret) {
            this.key =
                    hmac(secret.getBytes(US_ASCII), "homeroom file addresses".getBytes(US_ASCII));
        }

        String issue(FileId file, AccountId account, Instant now) {
            var head = head(account, Ticket.until(now));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            ByteBuffer.allocate(HEAD_BYTES + 32)
                                    .put(head)
                                    .put(signature(file, head))
                                    .array());
        }

        /// Empty for what has ended, is for another file, or was not signed here.
        Optional<Ticket> check(FileId file, String text, Instant now) {
            if (!FORM.matcher(text).matches()) {
                return Optional.empty();
            }
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var head = new byte[HEAD_BYTES];
            var signature = new byte[bytes.remaining() - HEAD_BYTES];
            bytes.get(head).get(signature);
            if (!MessageDigest.isEqual(signature, signature(file, head))) {
                return Optional.empty();
            }
            var signed = ByteBuffer.wrap(head);
            var account = new AccountId(new UUID(signed.getLong(), signed.getLong()));
            var ticket = new Ticket(account, Instant.ofEpochSecond(signed.getLong()));
            return now.isBefore(ticket.until) ? Optional.of(ticket) : Optional.empty();
        }

        private static byte[] head(AccountId account, Instant until) {
            return ByteBuffer.allocate(HEAD_BYTES)
                    .putLong(account.value().getMostSignificantBits())
                    .putLong(account.value().getLeastSignificantBits())
                    .putLong(until.getEpochSecond())
                    .array();
        }

        private byte[] signature(FileId file, byte[] head) {
            return hmac(
                    key,
                    ByteBuffer.allocate(16 + head.length)
                            .putLong(file.value().getMostSignificantBits())
                            .putLong(file.value().getLeastSignificantBits())
                            .put(head)
                            .array());
        }

        private static byte[] hmac(byte[] key, byte[] text) {
            try {
                var mac = Mac.getInstance(HMAC);
                mac.init(new SecretKeySpec(key, HMAC));
                return mac.doFinal(text);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every JDK has " + HMAC, impossible);
            }
        }
    }

    /// When those end that are issued now.
    static Instant until(Instant now) {
        var step = STEP.toSeconds();
        return Instant.ofEpochSecond((now.getEpochSecond() / step + 2) * step);
    }
}
