package org.homeroom.engine.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGeneratorFactory;
import org.homeroom.engine.dtls.Fingerprint;
import org.homeroom.engine.sdp.SdpReader.Malformed;
import org.homeroom.engine.sdp.SdpReader.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against what Chromium offers, and what a Kurento Media Server answers.
class SdpTest {
    private static final Negotiation.Local LOCAL =
            new Negotiation.Local(
                    "- 7 1 IN IP4 0.0.0.0",
                    IceCredentials.of("ours", "a".repeat(22)).orElseThrow(),
                    Fingerprint.parse("sha-256 " + "AB:".repeat(31) + "AB").orElseThrow(),
                    "homeroom",
                    new AtomicLong(100)::getAndIncrement,
                    Direction.SENDRECV);

    private static String text(String file) {
        try (var in = SdpTest.class.getResourceAsStream("/sdp/" + file + ".sdp")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SessionDescription read(String text) {
        assertThat(SdpReader.read(text)).isInstanceOf(Read.class);
        return ((Read) SdpReader.read(text)).description();
    }

    private static SessionDescription answer(String offer) {
        var outcome = Negotiation.answer(read(offer), LOCAL);
        assertThat(outcome).isInstanceOf(Negotiation.Agreed.class);
        return ((Negotiation.Agreed) outcome).agreement().local();
    }

    @Test
    void anOfferOfChromiumIsRead() {
        var offer = read(text("02-publisher.offer"));

        assertThat(offer.bundle()).containsExactly("0", "1");
        assertThat(offer.isLite()).isFalse();
        assertThat(offer.streams()).startsWith("WMS b61f1ecc");
        var audio = offer.sections().getFirst();
        assertThat(audio.kind()).isEqualTo(Kind.AUDIO);
        assertThat(audio.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(audio.ice()).contains(new IceCredentials("bfc+", "gzJAMTVZnRNSkQyn0ZcP7xnk"));
        assertThat(audio.setup()).contains(Setup.ACTPASS);
        assertThat(audio.fingerprint()).isPresent();
        assertThat(audio.hasMux()).isTrue();
        assertThat(audio.extension(Negotiation.AUDIO_LEVEL)).contains(1);
        assertThat(audio.primarySources()).containsExactly(4_144_243_585L);
        assertThat(audio.sources()).containsValue("rL+7ckzUJVbwcBEN");
        var opus = audio.codecs().getFirst();
        assertThat(opus)
                .isEqualTo(
                        new Codec(
                                111,
                                "opus",
                                48_000,
                                2,
                                Map.of("minptime", "10", "useinbandfec", "1"),
                                List.of("transport-cc")));
        var video = offer.sections().getLast();
        var vp8 = video.codecs().getFirst();
        assertThat(vp8.feedback())
                .containsExactly("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli");
        assertThat(video.repairOf(vp8).map(Codec::payloadType)).contains(97);
        assertThat(video.primarySources()).hasSize(1);
        assertThat(video.repairs().keySet()).containsExactlyElementsOf(video.primarySources());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02-publisher",
                "03-alice-pub",
                "03-bob-sub",
                "03-carol-sub",
                "08-pub-vp8",
                "smoke-pub",
                "smoke-sub"
            })
    void theAnswerAgreesWithKurentos(String name) {
        var kurentos = read(text(name + ".answer"));
        var ours = answer(text(name + ".offer"));

        assertThat(ours.bundle()).isEqualTo(kurentos.bundle());
        assertThat(ours.streams()).isEqualTo(kurentos.streams());
        assertThat(ours.sections()).hasSameSizeAs(kurentos.sections());
        for (int i = 0; i < ours.sections().size(); i++) {
            var our = ours.sections().get(i);
            var their = kurentos.sections().get(i);
            assertThat(our.mid()).isEqualTo(their.mid());
            assertThat(our.direction()).isEqualTo(their.direction());
            assertThat(our.setup()).isEqualTo(their.setup());
            // besides theirs, what is sent again has formats of its own
            assertThat(our.codecs().stream().filter(codec -> !codec.isNamed("rtx")))
                    .extracting(Codec::payloadType)
                    .containsExactlyElementsOf(
                            their.codecs().stream().map(Codec::payloadType).toList());
            for (var codec : their.codecs()) {
                var same =
                        our.codecs().stream()
                                .filter(one -> one.payloadType() == codec.payloadType())
                                .findFirst()
                                .orElseThrow();
                assertThat(same.isSameAs(codec)).isTrue();
                assertThat(same.feedback()).containsAll(codec.feedback());
            }
            assertThat(our.extensions()).containsAllEntriesOf(their.extensions());
            assertThat(our.sources().isEmpty()).isEqualTo(!our.direction().sends());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"02-publisher.offer", "03-bob-sub.offer", "load-gst.offer"})
    void anAnswerComesBackAsItWasWritten(String offer) {
        var answer = answer(text(offer));

        assertThat(read(SdpWriter.write(answer))).isEqualTo(answer);
    }

    @Test
    void whoReceivesIsToldWhatComes() {
        var answer = answer(text("03-bob-sub.offer"));

        var video = answer.sections().getLast();
        assertThat(video.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(video.sources()).hasSize(2).containsValue("homeroom");
        assertThat(video.repairs()).hasSize(1);
        assertThat(video.primarySources()).containsExactlyElementsOf(video.repairs().keySet());
        assertThat(answer.isLite()).isTrue();
    }

    private static final String MINIMAL =
            """
            v=0
            o=- 1 1 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=group:BUNDLE a
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=mid:a
            a=rtpmap:111 opus/48000/2
            a=ice-ufrag:abcd
            a=ice-pwd:aaaaaaaaaaaaaaaaaaaaaa
            a=fingerprint:sha-256 %s
            a=setup:active
            a=rtcp-mux
            """
                    .formatted("AB:".repeat(31) + "AB");

    @Test
    void whoBeginsIsAnsweredByWhoWaits() {
        assertThat(answer(MINIMAL).sections().getFirst().setup()).contains(Setup.PASSIVE);
        assertThat(answer(MINIMAL.replace("setup:active", "setup:passive")).sections().getFirst())
                .satisfies(section -> assertThat(section.setup()).contains(Setup.ACTIVE));
    }

    /// Data channels, other transports, and codecs that nobody forwards.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\na=mid:b\na=rtcp-mux",
                "m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:c\na=rtpmap:96 VP8/90000\na=rtcp-mux",
                "m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:b\na=rtpmap:96 H263/90000\na=rtcp-mux",
                "m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:b\na=rtpmap:96 VP8/90000",
                "m=video 9 RTP/AVP 96\na=mid:b\na=rtpmap:96 VP8/90000\na=rtcp-mux",
                "m=video 0 UDP/TLS/RTP/SAVPF 96\na=mid:b\na=rtpmap:96 VP8/90000\na=rtcp-mux",
            })
    void aSectionIsRefusedAndTheOthersStand(String section) {
        var answer = answer(MINIMAL.replace("BUNDLE a", "BUNDLE a b") + section + "\n");

        assertThat(answer.bundle()).containsExactly("a");
        assertThat(answer.sections()).extracting(Section::isRefused).containsExactly(false, true);
        assertThat(SdpWriter.write(answer)).containsPattern("m=(application|video) 0 ");
    }

    @ParameterizedTest
    @CsvSource({
        "a=ice-ufrag:abcd, no ice-ufrag",
        "a=ice-pwd:aaaaaaaaaaaaaaaaaaaaaa, no ice-ufrag",
        "a=fingerprint:sha-256, no fingerprint",
        "m=audio 9, all sections are refused",
    })
    void whatHasNoTransportIsRefused(String without, String reason) {
        var offer =
                without.startsWith("m=")
                        ? MINIMAL.replace("m=audio 9", "m=audio 0")
                        : MINIMAL.replace(without, "a=x-none:");

        assertThat(Negotiation.answer(read(offer), LOCAL))
                .asInstanceOf(type(Negotiation.Refused.class))
                .satisfies(refused -> assertThat(refused.reason()).startsWith(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0",
                "nonsense|1",
                "v=0|0",
                "v=1|1",
                "v=0\\nv=0|2",
                "v=0\\nm=audio|2",
                "v=0\\nm=audio x UDP/TLS/RTP/SAVPF 0|2",
                "v=0\\nm=audio 65536 UDP/TLS/RTP/SAVPF 0|2",
                "v=0\\nm=audio 9 X 0\\na=rtpmap:128 opus/48000|3",
                "v=0\\nm=audio 9 X 0\\na=rtpmap:111 opus|3",
                "v=0\\nm=audio 9 X 0\\na=rtpmap:111 opus/0|3",
                "v=0\\nm=audio 9 X 0\\na=fmtp:111|3",
                "v=0\\nm=audio 9 X 0\\na=ssrc:4294967296 cname:x|3",
                "v=0\\nm=audio 9 X 0\\na=ssrc-group:FID 1 x|3",
                "v=0\\nm=audio 9 X 0\\na=rtcp-fb:nack|3",
                "v=0\\nm=audio 9 X 0\\na=extmap:0 urn:x|3",
            })
    void whatIsNoDescriptionSaysWhere(String text, int line) {
        assertThat(SdpReader.read(text.replace("\\n", "\r\n")))
                .asInstanceOf(type(Malformed.class))
                .satisfies(malformed -> assertThat(malformed.line()).isEqualTo(line));
    }

    @Test
    void nothingIsAsLongAsOneLikes() {
        assertThat(SdpReader.read("v=0\n".repeat(SdpReader.MOST))).isInstanceOf(Malformed.class);
        assertThat(SdpReader.read("v=0\n" + "m=audio 9 X 0\n".repeat(SdpReader.MOST_SECTIONS + 1)))
                .isInstanceOf(Malformed.class);
        var many = new StringBuilder(MINIMAL);
        for (int i = 0; i < 1_000; i++) {
            many.append("a=ssrc:").append(i).append(" cname:x\na=candidate:1 1 udp 1 x\n");
        }
        var section = read(many.toString()).sections().getFirst();
        assertThat(section.sources()).hasSize(SdpReader.MOST_OF_EACH);
        assertThat(section.candidates()).hasSize(SdpReader.MOST_OF_EACH);
    }

    @Test
    void formatsThatDifferInWhatCountsAreOthers() {
        var constrained = h264("42e01f", "1");

        assertThat(constrained.isSameAs(h264("42e034", "1"))).as("the level").isTrue();
        assertThat(constrained.isSameAs(h264("42001f", "1"))).as("the profile").isFalse();
        assertThat(constrained.isSameAs(h264("42e01f", "0"))).as("the mode").isFalse();
    }

    private static Codec h264(String profile, String mode) {
        return new Codec(
                102,
                "H264",
                90_000,
                1,
                Map.of("profile-level-id", profile, "packetization-mode", mode),
                List.of());
    }

    /// Of lines that are cut, doubled, mixed and written over nothing throws, and what is read can
    /// be answered and written.
    @Test
    void noiseLeavesNoReader() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        var lines = text("02-publisher.offer").lines().toArray(String[]::new);
        int read = 0;
        for (int i = 0; i < 8_000; i++) {
            var text = new StringBuilder();
            for (var line : lines) {
                switch (random.nextInt(300)) {
                    case 0 -> {
                        // left out
                    }
                    case 1 -> text.append(line, 0, random.nextInt(line.length())).append("\r\n");
                    case 2 -> text.append(line).append("\r\n").append(line).append("\r\n");
                    case 3 -> text.append(lines[random.nextInt(lines.length)]).append("\r\n");
                    case 4 -> {
                        var other = new StringBuilder(line);
                        other.setCharAt(
                                random.nextInt(line.length()), (char) random.nextInt(32, 127));
                        text.append(other).append("\r\n");
                    }
                    default -> text.append(line).append("\r\n");
                }
            }
            if (SdpReader.read(text.toString()) instanceof Read(var description)) {
                read++;
                if (Negotiation.answer(description, LOCAL)
                        instanceof Negotiation.Agreed(var agreement)) {
                    assertThat(SdpReader.read(SdpWriter.write(agreement.local())))
                            .isInstanceOf(Read.class);
                }
            }
        }
        assertThat(read).isBetween(1_000, 7_999);
    }
}
