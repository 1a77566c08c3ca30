package org.homeroom.engine.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who of those in a pipeline speaks, by how loud they are. Coughs and doors do not make one the
/// speaker, and nobody's pauses between words make another.
final class ActiveSpeaker<T> {
    /// In dB above silence (127): what is softer is no speech.
    private static final double SOFTEST = 75;

    /// In dB: by so much another has to be louder.
    private static final double LEAD = 4;

    /// In times that it is asked: for so long.
    private static final int STEADY = 3;

    private static final double ATTACK = 0.5;
    private static final double DECAY = 0.1;

    private final Map<T, Double> loudness = new HashMap<>();
    private Optional<T> speaker = Optional.empty();
    private Optional<T> challenger = Optional.empty();
    private int leads;

    /// Hears all, some ten times a second.
    ///
    /// @param levels of each who is there, in dB above silence, 0-127
    /// @return who speaks now, where that is another than before
    Optional<T> hear(Map<T, Integer> levels) {
        loudness.keySet().retainAll(levels.keySet());
        levels.forEach((one, level) ->
                loudness.merge(
                        one,
                        (double) level,
                        (before, now) ->
                                before + (now - before) * (now > before ? ATTACK : DECAY)));
        speaker = speaker.filter(levels::containsKey);
        var loudest =
                loudness.entrySet().stream()
                        .filter(one -> one.getValue() >= SOFTEST)
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .filter(one -> speaker.filter(one::equals).isEmpty())
                        .filter(this::isLouder);
        leads = loudest.isPresent() && loudest.equals(challenger) ? leads + 1 : 0;
        challenger = loudest;
        if (leads < STEADY) {
            return Optional.empty();
        }
        speaker = challenger;
        leads = 0;
        return speaker;
    }

    private boolean isLouder(T one) {
        double others = speaker.map(current -> loudness.getOrDefault(current, 0.0)).orElse(0.0);
        return loudness.getOrDefault(one, 0.0) >= others + LEAD;
    }
}
