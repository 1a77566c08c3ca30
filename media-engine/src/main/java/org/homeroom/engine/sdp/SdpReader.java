package org.homeroom.engine.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.homeroom.engine.dtls.Fingerprint;

/// Reads a description. What it does not know it passes over, as it must (RFC 8866, section 5.13).
public final class SdpReader {
    /// In characters; browsers write some 10,000 for two tracks.
    static final int MOST = 200_000;

    /// More than anybody shows at once.
    static final int MOST_SECTIONS = 64;

    /// Of codecs, sources and candidates in one section.
    static final int MOST_OF_EACH = 256;

    private static final String CRLF_OR_LF = "\r\n|\n";

    /// What came of it.
    public sealed interface Outcome {}

    /// It is one.
    public record Read(SessionDescription description) implements Outcome {}

    /// It is none.
    ///
    /// @param line counted from 1, 0 for the whole
    /// @param reason for people
    public record Malformed(int line, String reason) implements Outcome {}

    private final Lines session = new Lines();
    private final List<SectionLines> sections = new ArrayList<>();
    private String origin = "";

    private SdpReader() {}

    /// Reads a description.
    public static Outcome read(String text) {
        if (text.length() > MOST) {
            return new Malformed(0, "longer than %d characters".formatted(MOST));
        }
        var reader = new SdpReader();
        var lines = text.split(CRLF_OR_LF, -1);
        for (int i = 0; i < lines.length; i++) {
            boolean isLast = i == lines.length - 1 && lines[i].isEmpty();
            var refusal = isLast ? Optional.<String>empty() : reader.line(lines[i], i == 0);
            if (refusal.isPresent()) {
                return new Malformed(i + 1, refusal.get());
            }
        }
        return reader.sections.isEmpty()
                ? new Malformed(0, "no section")
                : new Read(reader.description());
    }

    /// @return why it is refused
    private Optional<String> line(String line, boolean isFirst) {
        if (line.length() < 2 || line.charAt(1) != '=') {
            return Optional.of("not of the form <type>=<value>");
        }
        if (isFirst != line.equals("v=0")) {
            return Optional.of("v=0 is the first line, once");
        }
        var value = line.substring(2);
        var lines = sections.isEmpty() ? session : sections.getLast();
        return switch (line.charAt(0)) {
            case 'o' -> {
                origin = value;
                yield Optional.empty();
            }
            case 'm' -> section(value);
            case 'a' -> lines.attribute(value);
            default -> Optional.empty();
        };
    }

    private Optional<String> section(String value) {
        var fields = value.strip().split(" +", -1);
        if (fields.length < 4) {
            return Optional.of("m=<media> <port> <protocol> <format> …");
        }
        if (sections.size() == MOST_SECTIONS) {
            return Optional.of("more than %d sections".formatted(MOST_SECTIONS));
        }
        int slash = fields[1].indexOf('/');
        int port = number(slash < 0 ? fields[1] : fields[1].substring(0, slash));
        if (port < 0 || port > 65_535) {
            return Optional.of("no port: " + fields[1]);
        }
        var formats = List.of(fields).subList(3, fields.length);
        if (formats.size() > MOST_OF_EACH) {
            return Optional.of("more than %d formats".formatted(MOST_OF_EACH));
        }
        sections.add(new SectionLines(fields[0], port, fields[2], formats));
        return Optional.empty();
    }

    private SessionDescription description() {
        return new SessionDescription(
                origin,
                session.bundle,
                session.streams,
                session.isLite,
                sections.stream().map(section -> section.with(session)).toList());
    }

    /// A number of at most nine digits; -1 for anything else.
    private static int number(String digits) {
        boolean isOne =
                !digits.isEmpty()
                        && digits.length() <= 9
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isOne ? Integer.parseInt(digits) : -1;
    }

    /// What may stand for the whole session, and for one section.
    private static class Lines {
        String fragment = "";
        String password = "";
        Optional<Fingerprint> fingerprint = Optional.empty();
        Optional<Setup> setup = Optional.empty();
        Optional<Direction> direction = Optional.empty();
        List<String> bundle = List.of();
        String streams = "";
        boolean isLite;
        final Map<Integer, String> extensions = new LinkedHashMap<>();

        /// @return why it is refused
        Optional<String> attribute(String attribute) {
            int colon = attribute.indexOf(':');
            return colon < 0
                    ? flag(attribute)
                    : property(attribute.substring(0, colon), attribute.substring(colon + 1));
        }

        Optional<String> flag(String name) {
            if (name.equals("ice-lite")) {
                isLite = true;
            }
            Direction.parse(name).ifPresent(one -> direction = Optional.of(one));
            return Optional.empty();
        }

        Optional<String> property(String name, String value) {
            switch (name) {
                case "ice-ufrag" -> fragment = value;
                case "ice-pwd" -> password = value;
                case "fingerprint" ->
                        // of several the first that proves something counts
                        fingerprint = fingerprint.or(() -> Fingerprint.parse(value));
                case "setup" -> setup = Setup.parse(value);
                case "msid-semantic" -> streams = value.strip();
                case "group" -> {
                    if (value.startsWith("BUNDLE")) {
                        bundle = names(value.substring("BUNDLE".length()));
                    }
                }
                case "extmap" -> {
                    return extension(value);
                }
                default -> {
                    // not ours
                }
            }
            return Optional.empty();
        }

        private static List<String> names(String value) {
            return value.isBlank() ? List.of() : List.of(value.strip().split(" +", -1));
        }

        private Optional<String> extension(String value) {
            var fields = value.strip().split(" +", -1);
            int slash = fields[0].indexOf('/');
            int id = number(slash < 0 ? fields[0] : fields[0].substring(0, slash));
            if (fields.length < 2 || id < 1 || id > 255) {
                return Optional.of("extmap:<id 1-255> <URI>");
            }
            extensions.put(id, fields[1]);
            return Optional.empty();
        }
    }

    private static final class SectionLines extends Lines {
        private final String media;
        private final int port;
        private final String protocol;
        private final List<String> formats;
        private String mid = "";
        private String stream = "";
        private boolean hasMux;
        private boolean isBundleOnly;
        private final Map<Integer, String[]> maps = new LinkedHashMap<>();
        private final Map<Integer, Map<String, String>> parameters = new LinkedHashMap<>();
        private final Map<Integer, List<String>> feedback = new LinkedHashMap<>();
        private final Map<Long, String> sources = new LinkedHashMap<>();
        private final Map<Long, Long> repairs = new LinkedHashMap<>();
        private final List<String> candidates = new ArrayList<>();

        SectionLines(String media, int port, String protocol, List<String> formats) {
            this.media = media;
            this.port = port;
            this.protocol = protocol;
            this.formats = formats;
        }

        @Override
        Optional<String> flag(String name) {
            switch (name) {
                case "rtcp-mux" -> hasMux = true;
                case "bundle-only" -> isBundleOnly = true;
                default -> {
                    return super.flag(name);
                }
            }
            return Optional.empty();
        }

        @Override
        Optional<String> property(String name, String value) {
            return switch (name) {
                case "mid" -> {
                    mid = value.strip();
                    yield Optional.empty();
                }
                case "msid" -> {
                    stream = value.strip();
                    yield Optional.empty();
                }
                case "rtpmap" -> map(value);
                case "fmtp" -> parameters(value);
                case "rtcp-fb" -> feedback(value);
                case "ssrc" -> source(value);
                case "ssrc-group" -> group(value);
                case "candidate" -> {
                    if (candidates.size() < MOST_OF_EACH) {
                        candidates.add(value);
                    }
                    yield Optional.empty();
                }
                default -> super.property(name, value);
            };
        }

        private static int payloadType(String field) {
            int type = number(field);
            return type > 127 ? -1 : type;
        }

        private Optional<String> map(String value) {
            var fields = value.strip().split(" +", -1);
            int type = payloadType(fields[0]);
            var encoding = fields.length < 2 ? new String[0] : fields[1].split("/");
            boolean isOne =
                    type >= 0
                            && (encoding.length == 2 || encoding.length == 3)
                            && number(encoding[1]) > 0
                            && (encoding.length == 2 || number(encoding[2]) > 0);
            if (!isOne) {
                return Optional.of("rtpmap:<type 0-127> <name>/<rate>[/<channels>]");
            }
            maps.put(type, encoding);
            return Optional.empty();
        }

        private Optional<String> parameters(String value) {
            int space = value.indexOf(' ');
            int type = payloadType(space < 0 ? value : value.substring(0, space));
            if (type < 0 || space < 0) {
                return Optional.of("fmtp:<type 0-127> <parameters>");
            }
            var all = new LinkedHashMap<String, String>();
            for (var parameter : value.substring(space + 1).split(";", -1)) {
                if (parameter.isBlank()) {
                    continue;
                }
                int equals = parameter.indexOf('=');
                var name = equals < 0 ? parameter : parameter.substring(0, equals);
                all.put(
                        name.strip().toLowerCase(Locale.ROOT),
                        equals < 0 ? "" : parameter.substring(equals + 1).strip());
            }
            parameters.put(type, all);
            return Optional.empty();
        }

        private Optional<String> feedback(String value) {
            int space = value.indexOf(' ');
            var format = space < 0 ? value : value.substring(0, space);
            int type = payloadType(format);
            if (space < 0 || (type < 0 && !format.equals("*"))) {
                return Optional.of("rtcp-fb:<type 0-127 or *> <what>");
            }
            // -1 stands for all of them
            var all = feedback.computeIfAbsent(type, first -> new ArrayList<>());
            if (all.size() < MOST_OF_EACH) {
                all.add(value.substring(space + 1).strip());
            }
            return Optional.empty();
        }

        private static long sourceNumber(String digits) {
            boolean isOne =
                    !digits.isEmpty()
                            && digits.length() <= 10
                            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            long source = isOne ? Long.parseLong(digits) : -1;
            return source > 0xffff_ffffL ? -1 : source;
        }

        private Optional<String> source(String value) {
            var fields = value.strip().split(" +", 2);
            long source = sourceNumber(fields[0]);
            if (source < 0) {
                return Optional.of("ssrc:<32 bits> <attribute>");
            }
            var attribute = fields.length < 2 ? "" : fields[1];
            if (sources.size() < MOST_OF_EACH || sources.containsKey(source)) {
                if (attribute.startsWith("cname:")) {
                    sources.put(source, attribute.substring("cname:".length()));
                } else {
                    sources.putIfAbsent(source, "");
                }
            }
            return Optional.empty();
        }

        private Optional<String> group(String value) {
            var fields = value.strip().split(" +", -1);
            if (!fields[0].equals("FID") || fields.length != 3) {
                // simulcast and such: not ours
                return Optional.empty();
            }
            long source = sourceNumber(fields[1]);
            long repair = sourceNumber(fields[2]);
            if (source < 0 || repair < 0) {
                return Optional.of("ssrc-group:FID <32 bits> <32 bits>");
            }
            if (repairs.size() < MOST_OF_EACH) {
                repairs.put(source, repair);
            }
            return Optional.empty();
        }

        /// With what stands for the whole session where nothing stands for the section.
        Section with(Lines session) {
            var codecs = new ArrayList<Codec>();
            for (var format : formats) {
                int type = payloadType(format);
                codec(type).ifPresent(codecs::add);
            }
            var kind =
                    switch (media) {
                        case "audio" -> Kind.AUDIO;
                        case "video" -> Kind.VIDEO;
                        default -> Kind.OTHER;
                    };
            var all = new LinkedHashMap<>(session.extensions);
            all.putAll(extensions);
            return new Section(
                    kind,
                    media,
                    port == 0 && !isBundleOnly,
                    protocol,
                    formats,
                    mid,
                    direction.or(() -> session.direction).orElse(Direction.SENDRECV),
                    codecs,
                    all,
                    IceCredentials.of(
                            fragment.isEmpty() ? session.fragment : fragment,
                            password.isEmpty() ? session.password : password),
                    fingerprint.or(() -> session.fingerprint),
                    setup.or(() -> session.setup),
                    hasMux,
                    sources,
                    repairs,
                    stream,
                    candidates);
        }

        private Optional<Codec> codec(int type) {
            // those that need no line of their own (RFC 3551, section 6)
            var encoding =
                    switch (type) {
                        case 0 -> maps.getOrDefault(0, new String[] {"PCMU", "8000"});
                        case 8 -> maps.getOrDefault(8, new String[] {"PCMA", "8000"});
                        default -> maps.get(type);
                    };
            if (encoding == null) {
                return Optional.empty();
            }
            var back = new ArrayList<>(feedback.getOrDefault(-1, List.of()));
            back.addAll(feedback.getOrDefault(type, List.of()));
            return Optional.of(
                    new Codec(
                            type,
                            encoding[0],
                            number(encoding[1]),
                            encoding.length == 3 ? number(encoding[2]) : 1,
                            parameters.getOrDefault(type, Map.of()),
                            back));
        }
    }
}
