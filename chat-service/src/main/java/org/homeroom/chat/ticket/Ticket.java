package org.homeroom.chat.ticket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;

/// What stands in an address in place of an access token, which an `<img>` or a download cannot
/// send: for whom it is and until when, signed. It opens nothing by itself: whether its person may
/// have what it is for is asked anew each time.
///
/// @param until exclusive
public record Ticket(AccountId account, Instant until) {
    private static final int HEAD_BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[\\w-]{75}");

    /// What a ticket is for, and nothing else.
    public sealed interface Of {
        /// The bytes of a file, and its previews.
        record File(FileId id) implements Of {}

        /// All of a channel, to be taken along.
        record Export(ConversationId channel) implements Of {}
    }

    /// Signs and knows tickets again; the same in all replicas.
    public static final class Office {
        private static final String HMAC = "HmacSHA256";

        private final byte[] key;

        /// @param secret that all replicas share and nobody else knows; tickets are signed with a
        ///   key that is made of it, which serves nothing else
        public Office(String secret) {
            this.key = hmac(secret.getBytes(US_ASCII), "homeroom addresses".getBytes(US_ASCII));
        }

        /// @param until whole seconds count
        public String issue(Of what, AccountId account, Instant until) {
            var head = head(account, until);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            ByteBuffer.allocate(HEAD_BYTES + 32)
                                    .put(head)
                                    .put(signature(what, head))
                                    .array());
        }

        /// Empty for what has ended, is for something else, or was not signed here.
        public Optional<Ticket> check(Of what, String text, Instant now) {
            if (!FORM.matcher(text).matches()) {
                return Optional.empty();
            }
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var head = new byte[HEAD_BYTES];
            var signature = new byte[bytes.remaining() - HEAD_BYTES];
            bytes.get(head).get(signature);
            if (!MessageDigest.isEqual(signature, signature(what, head))) {
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

        private byte[] signature(Of what, byte[] head) {
            return switch (what) {
                case Of.File(var id) -> signature((byte) 1, id.value(), head);
                case Of.Export(var channel) -> signature((byte) 2, channel.value(), head);
            };
        }

        private byte[] signature(byte kind, UUID id, byte[] head) {
            return hmac(
                    key,
                    ByteBuffer.allocate(17 + head.length)
                            .put(kind)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits())
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
}
