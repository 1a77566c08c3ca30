package org.homeroom.signaling.ice;

import org.eclipse.microprofile.config.spi.Converter;

/// The address of a server in the configuration, held to the scheme that browsers will ask of it.
final class IceAddress {
    private IceAddress() {}

    /// @throws IllegalArgumentException for an address of another kind
    private static String of(String scheme, String value) {
        if (!value.matches(scheme + "s?:.+")) {
            throw new IllegalArgumentException(
                    "it has to begin with %1$s: or %1$ss:".formatted(scheme));
        }
        return value;
    }

    /// RFC 7064.
    public static final class Stun implements Converter<String> {
        private static final long serialVersionUID = 1;

        @Override
        public String convert(String value) {
            return of("stun", value);
        }
    }

    /// RFC 7065.
    public static final class Turn implements Converter<String> {
        private static final long serialVersionUID = 1;

        @Override
        public String convert(String value) {
            return of("turn", value);
        }
    }
}
