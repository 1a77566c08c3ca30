package org.homeroom.engine.rpc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which element gives to which: at most one to each for a type of media, to as many as there are
/// from each. It may have loops.
final class Wiring {
    /// One line of it.
    record Connection(MediaElement source, MediaElement sink, MediaType type) {}

    // all are guarded by this
    private final Map<MediaType, Map<MediaElement, MediaElement>> sources =
            new EnumMap<>(MediaType.class);

    Wiring() {
        for (var type : MediaType.values()) {
            sources.put(type, new LinkedHashMap<>());
        }
    }

    private Map<MediaElement, MediaElement> sources(MediaType type) {
        return sources.computeIfAbsent(type, _ -> new LinkedHashMap<>());
    }

    /// @return what was there before in its place; empty where nothing was
    synchronized Optional<Connection> connect(Connection line) {
        var before = sources(line.type).put(line.sink, line.source);
        rewire(line.sink, line.type);
        return Optional.ofNullable(before)
                .filter(source -> source != line.source)
                .map(source -> new Connection(source, line.sink, line.type));
    }

    synchronized boolean has(Connection line) {
        return sources(line.type).get(line.sink) == line.source;
    }

    /// @return whether it was there
    synchronized boolean disconnect(Connection line) {
        boolean was = sources(line.type).remove(line.sink, line.source);
        if (was) {
            rewire(line.sink, line.type);
        }
        return was;
    }

    /// Takes an element out.
    ///
    /// @return what it was connected by
    synchronized List<Connection> remove(MediaElement element) {
        var gone =
                MediaType.BY_NAME.stream()
                        .flatMap(type ->
                                Stream.concat(of(type, element, true), of(type, element, false)))
                        .distinct()
                        .toList();
        gone.forEach(this::disconnect);
        return gone;
    }

    /// What an element gives, or is given.
    synchronized List<Connection> of(MediaElement element, boolean isSource) {
        return MediaType.BY_NAME.stream().flatMap(type -> of(type, element, isSource)).toList();
    }

    private Stream<Connection> of(MediaType type, MediaElement element, boolean isSource) {
        var lines = new ArrayList<Connection>();
        sources(type)
                .forEach((sink, source) -> {
                    if ((isSource ? source : sink) == element) {
                        lines.add(new Connection(source, sink, type));
                    }
                });
        return lines.stream();
    }

    /// What comes through to an element, and to those that it gives to, may have changed.
    private void rewire(MediaElement changed, MediaType type) {
        var seen = new HashSet<MediaElement>();
        var next = new ArrayList<>(List.of(changed));
        while (!next.isEmpty()) {
            var element = next.removeLast();
            if (seen.add(element)) {
                element.sourced(type, origin(element, type));
                if (element instanceof PassThrough) {
                    of(type, element, true).map(Connection::sink).forEach(next::add);
                }
            }
        }
    }

    /// Who makes what an element is given, beyond all that only pass it on.
    private Optional<WebRtcEndpoint> origin(MediaElement element, MediaType type) {
        var seen = new HashSet<MediaElement>();
        var source = Optional.ofNullable(sources(type).get(element));
        while (source.isPresent() && seen.add(source.get())) {
            if (source.get() instanceof WebRtcEndpoint endpoint) {
                return Optional.of(endpoint);
            }
            source = Optional.ofNullable(sources(type).get(source.get()));
        }
        return Optional.empty();
    }

    /// A picture of it, in Graphviz's language.
    synchronized String dot(Collection<MediaObject> elements) {
        var names = new HashMap<MediaObject, String>();
        var text = new StringBuilder("digraph pipeline {\n");
        for (var element : elements) {
            var name = "e" + names.size();
            names.put(element, name);
            text.append("  %s [label=\"%s\"]\n".formatted(name, element.type().shortName()));
        }
        for (var type : MediaType.values()) {
            sources(type)
                    .forEach((sink, source) -> {
                        if (names.containsKey(sink) && names.containsKey(source)) {
                            text.append(
                                    "  %s -> %s [label=\"%s\"]\n"
                                            .formatted(names.get(source), names.get(sink), type));
                        }
                    });
        }
        return text.append("}\n").toString();
    }
}
