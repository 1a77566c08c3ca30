package org.homeroom.chat.message;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.homeroom.platform.id.AccountId;

/// Whom a text calls: `<@` account `>` names somebody, and `<@channel>` everybody in the
/// conversation. Names change; these stand for good, and whoever shows them puts the name there.
///
/// @param people each once
public record Mentions(Set<AccountId> people, boolean everybody) {
    /// People that one message may call by name.
    public static final int MOST = 50;

    static final Mentions NOBODY = new Mentions(Set.of(), false);

    /// As what everybody is counted where accounts are.
    public static final UUID EVERYBODY = new UUID(0, 0);

    private static final Pattern TOKEN =
            Pattern.compile(
                    "<@(?:(channel)|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))>");

    public Mentions {
        people = Set.copyOf(people);
    }

    /// Whether it calls anybody.
    public boolean any() {
        return everybody || !people.isEmpty();
    }

    /// Whom it calls, as rows have it.
    public Stream<UUID> accounts() {
        return Stream.concat(
                people.stream().map(AccountId::value),
                everybody ? Stream.of(EVERYBODY) : Stream.of());
    }

    /// The text with spaces where it calls somebody: for those who look at its words, which are all
    /// where they were.
    public static String blanked(String text) {
        return TOKEN.matcher(text).replaceAll(token -> " ".repeat(token.group().length()));
    }

    /// A place in a text at which it may be cut: the place itself, or, within a call, its
    /// beginning.
    public static int cut(String text, int place) {
        var tokens = TOKEN.matcher(text);
        while (tokens.find() && tokens.start() < place) {
            if (place < tokens.end()) {
                return tokens.start();
            }
        }
        return place;
    }

    /// Takes time in proportion to the length of the text.
    public static Mentions in(String text) {
        var people = new LinkedHashSet<AccountId>();
        var everybody = false;
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            if (tokens.group(1) != null) {
                everybody = true;
            } else if (!tokens.group(2).equals(EVERYBODY.toString())) {
                people.add(AccountId.fromString(tokens.group(2)));
            }
        }
        return new Mentions(people, everybody);
    }
}
