package org.homeroom.auth.caller;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/// Tells devices apart by what browsers call themselves, and where they are.
@Singleton
public class Devices {
    /// Real ones are shorter; what is longer costs the more the longer it is, so only its beginning
    /// is looked at.
    private static final int LONGEST_USER_AGENT = 256;

    /// A school has fewer.
    private static final int REMEMBERED = 500;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,39}");

    private static final Device UNKNOWN = new Device(null, null, null);

    private final Parser parser = new Parser();

    /// A look takes milliseconds, and most callers have the same few browsers. Guarded by itself.
    private final Map<String, Device> seen =
            new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Device> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private final Places places;

    Devices(Places places) {
        this.places = places;
    }

    public Device of(Caller caller) {
        var device = device(caller.userAgent());
        return places.of(caller.address())
                .map(place -> new Device(device.browser(), device.system(), place))
                .orElse(device);
    }

    private Device device(@Nullable String userAgent) {
        if (userAgent == null) {
            return UNKNOWN;
        }
        var beginning = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
        synchronized (seen) {
            return seen.computeIfAbsent(beginning, this::parse);
        }
    }

    private Device parse(String userAgent) {
        return new Device(
                browser(parser.parseUserAgent(userAgent).family),
                system(parser.parseOS(userAgent).family),
                null);
    }

    /// The same browser on a phone is to a person the same browser.
    private static @Nullable String browser(String family) {
        var name =
                family.replaceFirst("^Mobile ", "")
                        .replaceFirst(" (Mobile iOS|Mobile WebView|Mobile|iOS)$", "");
        return named(name);
    }

    private static @Nullable String system(String family) {
        return named(family.equals("Mac OS X") ? "macOS" : family);
    }

    /// Some names of rare browsers are taken from what the caller wrote. They stand in lists and in
    /// mail, so nothing unusual gets through.
    private static @Nullable String named(String family) {
        return family.equals("Other") || !NAME.matcher(family).matches() ? null : family;
    }
}
