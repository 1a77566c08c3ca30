package org.homeroom.engine.sdp;

import java.util.stream.Collectors;

/// Writes a description as browsers read it.
public final class SdpWriter {
    private static final String NOWHERE = "IN IP4 0.0.0.0";
    private static final String CRLF = "\r\n";

    private final StringBuilder text = new StringBuilder();

    private SdpWriter() {}

    /// Writes a description.
    public static String write(SessionDescription description) {
        var writer = new SdpWriter();
        writer.session(description);
        description.sections().forEach(writer::section);
        return writer.text.toString();
    }

    private void line(String type, Object... value) {
        text.append(type).append('=');
        for (var part : value) {
            text.append(part);
        }
        text.append(CRLF);
    }

    private void session(SessionDescription description) {
        line("v", 0);
        line("o", description.origin());
        line("s", "Homeroom media-engine");
        line("c", NOWHERE);
        line("t", "0 0");
        if (description.isLite()) {
            line("a", "ice-lite");
        }
        line("a", "extmap-allow-mixed");
        line("a", "msid-semantic: ", description.streams());
        if (!description.bundle().isEmpty()) {
            line("a", "group:BUNDLE ", String.join(" ", description.bundle()));
        }
    }

    private void section(Section section) {
        // 9: the port comes with the candidates (RFC 8840, section 4.1.1)
        line(
                "m",
                section.media(),
                section.isRefused() ? " 0 " : " 9 ",
                section.protocol(),
                " ",
                String.join(" ", section.formats()));
        line("c", NOWHERE);
        if (!section.mid().isEmpty()) {
            line("a", "mid:", section.mid());
        }
        line("a", section.direction());
        if (section.isRefused()) {
            return;
        }
        line("a", "rtcp:9 ", NOWHERE);
        line("a", "rtcp-mux");
        line("a", "rtcp-rsize");
        section.extensions().forEach((id, uri) -> line("a", "extmap:", id, " ", uri));
        section.ice()
                .ifPresent(ice -> {
                    line("a", "ice-ufrag:", ice.fragment());
                    line("a", "ice-pwd:", ice.password());
                });
        section.fingerprint().ifPresent(one -> line("a", "fingerprint:", one));
        section.setup().ifPresent(setup -> line("a", "setup:", setup));
        section.codecs().forEach(this::codec);
        sources(section);
        section.candidates().forEach(candidate -> line("a", "candidate:", candidate));
    }

    private void codec(Codec codec) {
        var channels = codec.channels() == 1 ? "" : "/" + codec.channels();
        int type = codec.payloadType();
        line("a", "rtpmap:", type, " ", codec.name(), "/", codec.clockRate(), channels);
        codec.feedback().forEach(what -> line("a", "rtcp-fb:", type, " ", what));
        if (!codec.parameters().isEmpty()) {
            var parameters =
                    codec.parameters().entrySet().stream()
                            .map(one ->
                                    one.getValue().isEmpty()
                                            ? one.getKey()
                                            : one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining(";"));
            line("a", "fmtp:", type, " ", parameters);
        }
    }

    private void sources(Section section) {
        if (!section.stream().isEmpty()) {
            line("a", "msid:", section.stream());
        }
        section.repairs()
                .forEach((source, repair) -> line("a", "ssrc-group:FID ", source, " ", repair));
        section.sources().forEach((source, name) -> line("a", "ssrc:", source, " cname:", name));
    }
}
