package org.homeroom.engine.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// One format of a section (RFC 8866, section 6.6).
///
/// @param payloadType 0-127
/// @param clockRate in Hz
/// @param channels 1 where the description says nothing
/// @param parameters of the format, in their order, names in lower case; a value of "" is none
/// @param feedback what may be sent back (RFC 4585, section 4.2): `nack pli`, `goog-remb` and such
public record Codec(
        int payloadType,
        String name,
        int clockRate,
        int channels,
        Map<String, String> parameters,
        List<String> feedback) {
    private static final Set<String> AUDIO = Set.of("opus", "pcmu", "pcma");
    private static final Set<String> VIDEO = Set.of("vp8", "vp9", "h264", "av1");
    private static final String BASELINE = "42001f";

    /// Digits of an H.264 profile and its constraints, without the level (RFC 6184, section 8.1).
    private static final int PROFILE_DIGITS = 4;

    private static final int VIDEO_CLOCK = 90_000;
    private static final List<String> PICTURES =
            List.of("nack", "nack pli", "ccm fir", "goog-remb");

    /// What we offer of sound, in the order of our liking.
    static final List<Codec> AUDIO_OFFERED =
            List.of(
                    new Codec(
                            111,
                            "opus",
                            48_000,
                            2,
                            Map.of("minptime", "10", "useinbandfec", "1"),
                            List.of()),
                    new Codec(0, "PCMU", 8_000, 1, Map.of(), List.of()),
                    new Codec(8, "PCMA", 8_000, 1, Map.of(), List.of()));

    /// What we offer of pictures, each with what is sent again of it.
    static final List<Codec> VIDEO_OFFERED =
            List.of(
                    video(96, "VP8", Map.of()),
                    repair(97, 96),
                    video(
                            102,
                            "H264",
                            Map.of(
                                    "level-asymmetry-allowed",
                                    "1",
                                    "packetization-mode",
                                    "1",
                                    "profile-level-id",
                                    "42e01f")),
                    repair(103, 102),
                    video(98, "VP9", Map.of("profile-id", "0")),
                    repair(99, 98),
                    video(45, "AV1", Map.of("profile", "0", "tier", "0", "level-idx", "5")),
                    repair(46, 45));

    public Codec {
        feedback = List.copyOf(feedback);
    }

    private static Codec video(int type, String name, Map<String, String> parameters) {
        return new Codec(type, name, VIDEO_CLOCK, 1, parameters, PICTURES);
    }

    private static Codec repair(int type, int of) {
        return new Codec(
                type, "rtx", VIDEO_CLOCK, 1, Map.of("apt", Integer.toString(of)), List.of());
    }

    /// The same, with no more feedback than this.
    Codec withFeedback(Set<String> some) {
        return new Codec(
                payloadType,
                name,
                clockRate,
                channels,
                parameters,
                feedback.stream().filter(some::contains).toList());
    }

    /// Whether its packets are passed on: the engine need not understand what is in them.
    public boolean isForwarded(Kind kind) {
        var lower = lowerName();
        return switch (kind) {
            case AUDIO -> AUDIO.contains(lower);
            case VIDEO -> VIDEO.contains(lower);
            case OTHER -> false;
        };
    }

    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// The payload type that packets sent again have it of (RFC 4588, section 8.1).
    ///
    /// @return empty for any but `rtx`, and where it is no number
    public Optional<Integer> repairs() {
        if (!isNamed("rtx")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.valueOf(parameters.getOrDefault("apt", "")));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /// Whether who receives the other can receive this: the packets need no change but of their
    /// payload type.
    public boolean isSameAs(Codec other) {
        if (!isNamed(other.name) || clockRate != other.clockRate || channels != other.channels) {
            return false;
        }
        return switch (lowerName()) {
            case "h264" ->
                    parameter("packetization-mode", "0")
                                    .equals(other.parameter("packetization-mode", "0"))
                            && h264Profile().equals(other.h264Profile());
            case "vp9" -> parameter("profile-id", "0").equals(other.parameter("profile-id", "0"));
            case "av1" -> parameter("profile", "0").equals(other.parameter("profile", "0"));
            default -> true;
        };
    }

    private String h264Profile() {
        var id = parameter("profile-level-id", BASELINE).toLowerCase(Locale.ROOT);
        return id.substring(0, Math.min(PROFILE_DIGITS, id.length()));
    }

    private String parameter(String key, String otherwise) {
        return Objects.requireNonNull(parameters.getOrDefault(key, otherwise));
    }

    private String lowerName() {
        return name.toLowerCase(Locale.ROOT);
    }
}
