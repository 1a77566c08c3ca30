package org.homeroom.engine.sdp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.homeroom.engine.dtls.Fingerprint;

/// One `m=` line and all below it (RFC 8866, section 5.14).
///
/// @param media as it stands: `audio`, `video`, `application`
/// @param isRefused the port is 0, and it is not one that its group carries (RFC 9143, section 6)
/// @param protocol as it stands, `UDP/TLS/RTP/SAVPF`
/// @param mid what the section is called within its group; "" for none
/// @param extensions of the header, by their ids (RFC 8285, section 5)
/// @param sources that send (RFC 5576), in their order, with what they call themselves
/// @param repairs of a source, by its number: the source of what is sent again (RFC 4588, FID)
/// @param stream and track names behind `a=msid` (RFC 8830); "" for none
/// @param candidates without `candidate:` before them
public record Section(
        Kind kind,
        String media,
        boolean isRefused,
        String protocol,
        List<String> formats,
        String mid,
        Direction direction,
        List<Codec> codecs,
        Map<Integer, String> extensions,
        Optional<IceCredentials> ice,
        Optional<Fingerprint> fingerprint,
        Optional<Setup> setup,
        boolean hasMux,
        Map<Long, String> sources,
        Map<Long, Long> repairs,
        String stream,
        List<String> candidates) {
    /// In place of an id.
    public static final int NO_EXTENSION = -1;

    public Section {
        formats = List.copyOf(formats);
        codecs = List.copyOf(codecs);
        candidates = List.copyOf(candidates);
    }

    Section withCandidates(List<String> reached) {
        return new Section(
                kind,
                media,
                isRefused,
                protocol,
                formats,
                mid,
                direction,
                codecs,
                extensions,
                ice,
                fingerprint,
                setup,
                hasMux,
                sources,
                repairs,
                stream,
                reached);
    }

    /// Which of its sources send what nobody sent before.
    public List<Long> primarySources() {
        return sources.keySet().stream().filter(source -> !repairs.containsValue(source)).toList();
    }

    /// The ids of some extensions of the header, in their order, {@link #NO_EXTENSION} for one that
    /// it has not.
    public int[] extensions(List<String> uris) {
        return uris.stream().mapToInt(uri -> extension(uri).orElse(NO_EXTENSION)).toArray();
    }

    /// The id of an extension of the header, empty where it has none.
    public Optional<Integer> extension(String uri) {
        return extensions.entrySet().stream()
                .filter(entry -> entry.getValue().equals(uri))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The format of packets sent again, empty where there is none.
    public Optional<Codec> repairOf(Codec codec) {
        return codecs.stream()
                .filter(rtx -> rtx.repairs().filter(of -> of == codec.payloadType()).isPresent())
                .findFirst();
    }
}
