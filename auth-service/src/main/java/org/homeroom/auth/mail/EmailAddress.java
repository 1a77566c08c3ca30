package org.homeroom.auth.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/// Where mail reaches a person, and what they sign in with. Lower case, so that one mailbox is one
/// account.
///
/// ASCII only, in the form that HTML's `input type=email` accepts, and with a dot in the domain;
/// browsers turn an international domain into this form themselves.
public record EmailAddress(String value) {
    /// Longest address that fits an SMTP path (RFC 5321, section 4.5.3.1.3).
    public static final int MAX_LENGTH = 254;

    /// What may be sent to us: an address, blanks around it forgiven.
    public static final String FORM =
            "\\s*(?=\\S{6,254}\\s*$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
                    + MailDomain.FORM
                    + "\\s*";

    private static final Pattern ADDRESS = Pattern.compile(FORM);

    /// @throws IllegalArgumentException if the text does not have the [#FORM] of an address
    public EmailAddress {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    /// Whether the text could be somebody's address.
    public static boolean isOne(String text) {
        return ADDRESS.matcher(text).matches();
    }

    public MailDomain domain() {
        return new MailDomain(value.substring(value.indexOf('@') + 1));
    }

    /// Not the address: this ends up in logs.
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
