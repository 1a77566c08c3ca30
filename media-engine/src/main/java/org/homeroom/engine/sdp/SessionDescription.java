package org.homeroom.engine.sdp;

import java.util.List;
import java.util.Optional;

/// A whole description.
///
/// @param origin behind `o=`
/// @param bundle the names of the sections that share a transport (RFC 9143), in their order
/// @param streams behind `a=msid-semantic:`; "" for none
/// @param isLite whether it is of an agent that only answers checks (RFC 8445, section 2.5)
public record SessionDescription(
        String origin,
        List<String> bundle,
        String streams,
        boolean isLite,
        List<Section> sections) {
    public SessionDescription {
        bundle = List.copyOf(bundle);
        sections = List.copyOf(sections);
    }

    /// The same, with where it can be reached in each section.
    ///
    /// @param candidates without `candidate:` before them
    public SessionDescription withCandidates(List<String> candidates) {
        return new SessionDescription(
                origin,
                bundle,
                streams,
                isLite,
                sections.stream()
                        .map(section ->
                                section.isRefused() ? section : section.withCandidates(candidates))
                        .toList());
    }

    /// The section that a bundle's transport is described by: its first that is not refused.
    public Optional<Section> transport() {
        return sections.stream().filter(section -> !section.isRefused()).findFirst();
    }
}
