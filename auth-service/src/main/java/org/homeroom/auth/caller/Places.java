package org.homeroom.auth.caller;

import com.maxmind.db.Reader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.homeroom.auth.AuthConfig;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where addresses are, by a file in the format of GeoLite2-City or DB-IP City that an installation
/// may have (MaxMind DB, version 2). Without one nobody is anywhere.
///
/// Made at the start, which a file that cannot be read stops. It is held in memory, so that it may
/// be replaced while the service runs; the next start reads the new one.
@Singleton
public class Places {
    private static final Logger LOG = Logger.getLogger(Places.class);
    private static final String ENGLISH = "en";

    /// What is written in Taiwan. `zh-CN`, which most files have, is another script.
    private static final String CHINESE = "zh-TW";

    /// Of an installation without a table.
    static final Places NOWHERE = new Places((Reader) null);

    private final @Nullable Reader table;

    private Places(@Nullable Reader table) {
        this.table = table;
    }

    @Inject
    Places(AuthConfig config) {
        this(config.places().map(Places::read).orElse(null));
    }

    private static Reader read(Path file) {
        try {
            return new Reader(file.toFile(), Reader.FileMode.MEMORY);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "homeroom.auth.places: " + file + " is no table of places", unreadable);
        }
    }

    /// @param address in text form; of anything else nothing is known
    public Optional<Place> of(String address) {
        if (table == null) {
            return Optional.empty();
        }
        try {
            return look(table, InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<Place> look(Reader table, InetAddress address) {
        if (table.getMetadata().ipVersion() == 4 && !(address instanceof Inet4Address)) {
            return Optional.empty();
        }
        try {
            var found = table.get(address, Map.class);
            return found == null ? Optional.empty() : place(found);
        } catch (IOException damaged) {
            LOG.warn("the table of places is damaged", damaged);
            return Optional.empty();
        }
    }

    private static Optional<Place> place(Map<?, ?> found) {
        var parts = Stream.of("city", "country").flatMap(part -> names(found.get(part))).toList();
        var english = names(parts, ENGLISH).map(names -> String.join(", ", names));
        var chinese = names(parts.reversed(), CHINESE).map(names -> String.join("", names));
        return english.map(words -> new Place(words, chinese.orElse(words)));
    }

    private static Stream<Map<?, ?>> names(@Nullable Object part) {
        return part instanceof Map<?, ?> known && known.get("names") instanceof Map<?, ?> names
                ? Stream.of(names)
                : Stream.empty();
    }

    /// Empty if a part has no name in the language: nobody wants to read half a place.
    private static Optional<List<String>> names(List<Map<?, ?>> parts, String language) {
        var names =
                parts.stream()
                        .map(part -> part.get(language))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
        return names.isEmpty() || names.size() < parts.size()
                ? Optional.empty()
                : Optional.of(names);
    }
}
