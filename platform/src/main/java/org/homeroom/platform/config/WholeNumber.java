package org.homeroom.platform.config;

import org.eclipse.microprofile.config.spi.Converter;

/// A whole number of the configuration that lies within limits. What does not ends the start with
/// the name of the setting, what it is, and what it may be.
///
/// ```java
/// @WithDefault("50")
/// @WithConverter(WholeNumber.Positive.class)
/// int framesPerSecond();
/// ```
public final class WholeNumber {
    private WholeNumber() {}

    /// @throws IllegalArgumentException for what is no whole number, too small or too large
    private static Integer within(int least, int most, String value) {
        int number;
        try {
            number = Integer.parseInt(value.strip());
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("it has to be a whole number");
        }
        if (number < least) {
            throw new IllegalArgumentException("it has to be %d or more".formatted(least));
        }
        if (number > most) {
            throw new IllegalArgumentException("it has to be %d or less".formatted(most));
        }
        return number;
    }

    /// 0 or more.
    public static final class NotNegative implements Converter<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer convert(String value) {
            return within(0, Integer.MAX_VALUE, value);
        }
    }

    /// 1 or more.
    public static final class Positive implements Converter<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer convert(String value) {
            return within(1, Integer.MAX_VALUE, value);
        }
    }

    /// 1 to 16: threads, connections, jobs at a time.
    public static final class Few implements Converter<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer convert(String value) {
            return within(1, 16, value);
        }
    }

    /// 1 to 255.
    public static final class Octet implements Converter<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer convert(String value) {
            return within(1, 255, value);
        }
    }

    /// 1 to 1,000.
    public static final class UpToThousand implements Converter<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer convert(String value) {
            return within(1, 1_000, value);
        }
    }
}
