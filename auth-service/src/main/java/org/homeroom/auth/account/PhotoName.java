package org.homeroom.auth.account;

import java.util.regex.Pattern;

/// Names the pictures made of one photo: a SHA-256 in hex, so that a name never stands for another
/// picture and nobody finds one by trying.
public record PhotoName(String value) {
    /// As it stands in an address.
    public static final String FORM = "[0-9a-f]{64}";

    private static final Pattern NAME = Pattern.compile(FORM);

    /// @throws IllegalArgumentException if the text does not have the [#FORM]
    public PhotoName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a photo");
        }
    }
}
