package org.homeroom.auth.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.AccountId;

/// Where a page of people ends: behind this name and, of several people of that name, this one.
@Schema(type = SchemaType.STRING)
public record PageKey(String foldedName, AccountId account) {
    private static final int LONGEST = 2_000;

    static PageKey of(Account account) {
        return new PageKey(account.name().folded(), account.id());
    }

    /// Read from a query parameter.
    ///
    /// @throws IllegalArgumentException if we cannot have written it
    public static PageKey fromString(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("not the key of a page");
        }
        var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", 2);
        if (parts.length < 2 || parts[1].indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not the key of a page");
        }
        return new PageKey(parts[1], AccountId.fromString(parts[0]));
    }

    /// As it stands in an answer.
    @JsonValue
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((account + " " + foldedName).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return text();
    }
}
