package org.homeroom.auth.account;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.mail.EmailAddress;

/// The addresses whose accounts an installation makes administrators. Where it names none, the
/// first account of all is one.
public record NamedAdministrators(Set<EmailAddress> addresses) {
    public NamedAdministrators {
        addresses = Set.copyOf(addresses);
    }

    /// @throws IllegalArgumentException if what is named is no address
    public static NamedAdministrators of(AuthConfig config) {
        return new NamedAdministrators(
                config.administrators().orElse(List.of()).stream()
                        .map(EmailAddress::new)
                        .collect(Collectors.toSet()));
    }

    /// What somebody begins as.
    Role firstRole(EmailAddress address, boolean isFirstAccount) {
        var isAdministrator = addresses.isEmpty() ? isFirstAccount : addresses.contains(address);
        return isAdministrator ? Role.ADMINISTRATOR : Role.STUDENT;
    }
}
