package org.homeroom.auth.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/// What stands behind the `@` of an address, in ASCII (RFC 5890's A-labels) and lower case: names
/// that only look alike differ here.
public record MailDomain(String ascii) {
    /// Two labels or more of letters, digits and inner hyphens.
    static final String FORM =
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                    + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])";

    private static final Pattern DOMAIN = Pattern.compile(FORM);

    /// The JDK maps these to other names, as IDNA 2003 did; browsers and mail servers do not any
    /// more (RFC 5894, section 7.2).
    private static final Pattern READ_IN_TWO_WAYS = Pattern.compile("[ßς\u200c\u200d]");

    /// @throws IllegalArgumentException if the text is no domain in ASCII
    public MailDomain {
        if (!DOMAIN.matcher(ascii).matches()) {
            throw new IllegalArgumentException("not a mail domain: " + ascii);
        }
        ascii = ascii.toLowerCase(Locale.ROOT);
    }

    /// @param text in any script, as a person writes it
    /// @throws IllegalArgumentException if it is no domain, or one whose ASCII form is in doubt
    public static MailDomain parse(String text) {
        if (READ_IN_TWO_WAYS.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "a mail domain that is read in two ways, give its xn-- form: " + text);
        }
        return new MailDomain(IDN.toASCII(text.strip(), IDN.USE_STD3_ASCII_RULES));
    }

    /// As a person reads it.
    public String unicode() {
        return IDN.toUnicode(ascii);
    }
}
