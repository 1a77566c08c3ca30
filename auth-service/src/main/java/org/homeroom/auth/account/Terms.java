package org.homeroom.auth.account;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.homeroom.auth.AuthConfig;

/// The school's terms of use, which whoever signs up agrees to.
///
/// @param url where they can be read: absolute, http or https, without spaces
record Terms(String url) {
    /// Of what a browser can be sent to.
    static final int MAX_LENGTH = 2048;

    private static final Set<String> SCHEMES = Set.of("https", "http");

    /// @throws IllegalArgumentException if the configuration names what is no page
    static Optional<Terms> of(AuthConfig.Registration config) {
        return config.terms().map(Terms::of);
    }

    private static Terms of(URI url) {
        if (url.getScheme() == null
                || !SCHEMES.contains(url.getScheme())
                || url.getHost() == null
                || url.toString().length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "homeroom.auth.registration.terms must be the address of a page, such as"
                            + " https://school.example/terms");
        }
        return new Terms(url.toString());
    }
}
