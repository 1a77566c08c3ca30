package org.homeroom.engine.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.homeroom.engine.MediaEngine;
import org.homeroom.engine.sdp.SdpReader;
import org.homeroom.engine.sdp.Section;
import org.homeroom.engine.sdp.SessionDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients said to a Kurento Media Server 7.3.0 is said to the engine, and what it answers and
/// tells is compared with what the other did, field by field: ids and times by what they look like,
/// all else by what it is. Where the engine does otherwise, the README names it.
class TranscriptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /// Where the engine does otherwise than Kurento, each by its name in the README.
    private enum Difference {
        NO_FILTERS("no-filters"),
        NO_SECTIONS("no-sections"),
        BROKEN_FRAMES("broken-frames"),
        DESCRIPTIONS("descriptions");

        private final String name;

        Difference(String name) {
            this.name = name;
        }
    }

    /// What there is of a server as a whole, or of its machine: it is there, and of the same type.
    private static final Set<String> OF_ITS_OWN =
            Set.of(
                    "getPipelines",
                    "getSessions",
                    "getUsedMemory",
                    "getUsedCpu",
                    "getCpuCount",
                    "getCreationTime",
                    "getGstreamerDot",
                    "getInfo",
                    "getStats",
                    "getICECandidatePairs",
                    "getIceConnectionState",
                    "getConnectionState",
                    "getMediaState",
                    "isMediaFlowingIn",
                    "isMediaFlowingOut");

    /// What is told of a peer that is there. There is none; ChromiumTest has some.
    private static final Set<String> OF_A_PEER =
            Set.of(
                    "NewCandidatePairSelected",
                    "ConnectionStateChanged",
                    "MediaStateChanged",
                    "MediaFlowInStateChanged",
                    "MediaFlowOutStateChanged",
                    "MediaTranscodingStateChanged",
                    "DataChannelOpened",
                    "DataChannelClosed");

    private static final Set<String> STATES_WITHOUT_A_PEER = Set.of("GATHERING");

    private final Map<String, TestClient> clients = new HashMap<>();

    /// Kurento's to the engine's.
    private final Map<String, String> ids = new HashMap<>();

    /// Kurento's, of what the engine has not.
    private final List<String> missing = new ArrayList<>();

    private final Map<String, List<ObjectNode>> recordedEvents = new LinkedHashMap<>();
    private final EnumSet<Difference> seen = EnumSet.noneOf(Difference.class);
    private int compared;

    private static List<JsonNode> lines(String name) throws IOException {
        var file =
                Objects.requireNonNull(
                        TranscriptTest.class.getResourceAsStream(
                                "/transcripts/" + name + ".jsonl.gz"));
        try (var in =
                new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return in.lines().map(line -> Json.parse(line).orElseThrow()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-connect-ping",
                "02-one-publisher",
                "03-group-call-1p2s",
                "04-release-and-objects",
                "05-reconnect",
                "05b-reconnect-id-reuse-hits-request-cache",
                "06-errors",
                "07-servermanager-describe",
                "08-recorder-player",
                "09-close-session",
                "10-transactions",
                "11-composite-filter",
                "13-browser-vanishes-browser-killed",
                "13-browser-vanishes-pc-close",
                "14-mdns-subscriber",
                "java-01-basic",
                "java-02-reconnect"
            })
    void isAnsweredAsKurentoDid(String transcript) throws IOException {
        var lines = lines(transcript);
        try (var engine = MediaEngine.start(MediaEngine.Config.onLoopback())) {
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                var conn = line.path("conn").asText();
                switch (line.path("dir").asText() + " " + line.path("kind").asText()) {
                    case "-- open" ->
                            clients.put(
                                    conn,
                                    new TestClient(
                                            engine.address().resolve(path(line.path("msg")))));
                    case "-- close", "-- drop" -> close(conn, line.path("msg"));
                    case "C>S request", "C>S raw" -> request(conn, lines, i);
                    case "S>C event" ->
                            recordedEvents
                                    .computeIfAbsent(conn, _ -> new ArrayList<>())
                                    .add((ObjectNode) line.path("msg"));
                    default -> {
                        // answers are looked for, notes are for people
                    }
                }
            }
            for (var conn : recordedEvents.keySet()) {
                compareEvents(conn);
            }
        } finally {
            clients.values().forEach(TestClient::close);
        }
        var readme = Files.readString(Path.of("README.md"));
        assertThat(seen).allSatisfy(one -> assertThat(readme).contains("| `" + one.name + "` |"));
        System.out.printf("%s: %d answers compared, differences: %s%n", transcript, compared, seen);
        assertThat(compared).isPositive();
    }

    private static String path(JsonNode message) {
        var text = message.isObject() ? message.path("url").asText() : message.asText();
        return text.substring(text.lastIndexOf('/'));
    }

    private void close(String conn, JsonNode how) {
        var client = Objects.requireNonNull(clients.get(conn));
        if (how.path("code").asInt() == 1002) {
            await().atMost(PATIENCE).until(client.closed::isDone);
            assertThat(client.closed.join()).isEqualTo(1002);
        } else if (!how.path("reason").asText().equals("still open")) {
            // events may come yet
            if (!recordedEvents.containsKey(conn)) {
                client.vanishes();
            }
        }
    }

    private void request(String conn, List<JsonNode> lines, int at) {
        var message = lines.get(at).path("msg");
        var text = message.isTextual() ? message.textValue() : Json.write(message);
        if (missing.stream().anyMatch(text::contains)) {
            return;
        }
        var client = Objects.requireNonNull(clients.get(conn));
        if (client.closed.isDone()) {
            return;
        }
        var translated = translate(text);
        var recorded = answer(conn, lines, at);
        if (recorded.isEmpty()) {
            // Kurento says no more on that socket
            client.sendsUnanswered(translated);
            seen.add(Difference.BROKEN_FRAMES);
            return;
        }
        var ours = client.sends(translated);
        compared++;
        compare(message, recorded.get(), ours);
    }

    private String translate(String text) {
        return ID.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(ids.getOrDefault(found.group(), found.group())));
    }

    /// What Kurento answered: the first with that number, or without one to what is no request.
    private static Optional<JsonNode> answer(String conn, List<JsonNode> lines, int at) {
        var id = lines.get(at).path("msg").path("id");
        boolean isRaw = lines.get(at).path("kind").asText().equals("raw");
        for (int i = at + 1; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.path("conn").asText().equals(conn)) {
                continue;
            }
            if (line.path("dir").asText().equals("S>C")
                    && !line.path("msg").path("method").asText().equals("onEvent")
                    && (isRaw || line.path("msg").path("id").equals(id))) {
                return Optional.of(line.path("msg"));
            }
            if (isRaw && line.path("dir").asText().equals("C>S")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void compare(JsonNode request, JsonNode recorded, JsonNode ours) {
        var operation = request.path("params").path("operation").asText();
        var type = request.path("params").path("type").asText();
        var what = Json.write(request);
        if (ours.path("error").path("code").asInt() == 40_108 && !recorded.has("error")) {
            // what it would have been is not there for all that follows
            assertThat(type).as(what).isNotIn("MediaPipeline", "WebRtcEndpoint", "PassThrough");
            seen.add(Difference.NO_FILTERS);
            var id = recorded.path("result").path("value").asText();
            missing.add(id.substring(id.lastIndexOf('/') + 1));
        } else if (OF_ITS_OWN.contains(operation) && !recorded.has("error")) {
            var recordedValue = recorded.path("result").path("value");
            assertThat(ours.path("result").has("value")).as(what).isTrue();
            if (!operation.equals("getStats")) {
                assertThat(ours.path("result").path("value").getNodeType())
                        .as(what)
                        .isEqualTo(recordedValue.getNodeType());
            }
        } else if (operation.equals("getKmd") && !recorded.has("error")) {
            seen.add(Difference.DESCRIPTIONS);
        } else if (isSectionless(request)) {
            assertThat(ours.path("error").path("code").asInt()).isEqualTo(40_201);
            seen.add(Difference.NO_SECTIONS);
        } else {
            same(what, recorded, ours);
        }
    }

    private static boolean isSectionless(JsonNode request) {
        var offer = request.path("params").path("operationParams").path("offer").asText();
        return offer.startsWith("v=0") && !offer.contains("m=");
    }

    private void same(String what, JsonNode recorded, JsonNode ours) {
        assertThat(ours.getNodeType())
                .as("%s: %s for %s", what, ours, recorded)
                .isEqualTo(recorded.getNodeType());
        if (recorded.isObject()) {
            assertThat(names(ours)).as("%s: %s", what, ours).isEqualTo(names(recorded));
            names(recorded)
                    .forEach(name ->
                            same(what + " › " + name, recorded.path(name), ours.path(name)));
        } else if (recorded.isArray()) {
            sameList(what, false, recorded.valueStream().toList(), ours.valueStream().toList());
        } else if (recorded.isTextual()) {
            sameText(what, recorded.textValue(), ours.textValue());
        } else {
            assertThat(ours).as(what).isEqualTo(recorded);
        }
    }

    /// Kurento has no order of its own in most of its lists. What is of an id that was seen before
    /// is compared with what is of the same.
    private void sameList(String what, boolean isEvent, List<JsonNode> all, List<JsonNode> ours) {
        var recorded =
                all.stream()
                        .filter(one -> missing.stream().noneMatch(Json.write(one)::contains))
                        .toList();
        assertThat(ours).as("%s: for %s", what, recorded).hasSameSizeAs(recorded);
        var left = new ArrayList<>(ours);
        for (var one : recorded) {
            var wanted = wanted(one);
            var alike =
                    left.stream()
                            .filter(other -> wanted.matcher(sorted(other)).matches())
                            .findFirst();
            assertThat(alike.isPresent() || left.size() == 1 || !isEvent)
                    .as("%s: %s is not among %s", what, one, left)
                    .isTrue();
            var other = alike.orElse(left.getFirst());
            left.remove(other);
            same(what, one, other);
        }
    }

    /// What looks like it: with the ids that are known, and any in place of others.
    private Pattern wanted(JsonNode recorded) {
        var text = Pattern.quote(translate(sorted(recorded)));
        var unknown =
                ID.matcher(sorted(recorded))
                        .results()
                        .map(found -> found.group())
                        .filter(id -> !ids.containsKey(id))
                        .distinct()
                        .toList();
        for (var id : unknown) {
            text = text.replace(id, "\\E" + ID.pattern() + "\\Q");
        }
        return Pattern.compile(text);
    }

    /// The same for all orders of names.
    private static String sorted(JsonNode node) {
        if (!node.isObject()) {
            return node.isTextual() && node.textValue().startsWith("v=0") ? "v=0" : node.toString();
        }
        return node.propertyStream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> one.getKey() + "=" + sorted(one.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static Set<String> names(JsonNode node) {
        return node.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private void sameText(String what, String recorded, String ours) {
        if (recorded.startsWith("v=0")) {
            sameDescription(what, recorded, ours);
            return;
        }
        var theirIds = ID.matcher(recorded).results().map(found -> found.group()).toList();
        var ourIds = ID.matcher(ours).results().map(found -> found.group()).toList();
        assertThat(ourIds).as("%s: %s for %s", what, ours, recorded).hasSameSizeAs(theirIds);
        for (int i = 0; i < theirIds.size(); i++) {
            ids.putIfAbsent(theirIds.get(i), ourIds.get(i));
        }
        assertThat(ours).as(what).isEqualTo(translate(recorded));
    }

    private void sameDescription(String what, String recorded, String ours) {
        var theirs = read(recorded);
        var mine = read(ours);
        if (what.contains("getRemoteSessionDescriptor")) {
            // as it was given; Kurento writes it anew
            seen.add(Difference.DESCRIPTIONS);
        }
        if (what.contains("generateOffer")) {
            seen.add(Difference.DESCRIPTIONS);
            assertThat(mine.sections())
                    .as(what)
                    .extracting(Section::kind)
                    .isEqualTo(theirs.sections().stream().map(Section::kind).toList());
            return;
        }
        assertThat(mine.sections())
                .as(what)
                .extracting(Section::kind, Section::mid, Section::isRefused, Section::direction)
                .isEqualTo(
                        theirs.sections().stream()
                                .map(one ->
                                        tuple(
                                                one.kind(),
                                                one.mid(),
                                                one.isRefused(),
                                                one.direction()))
                                .toList());
        assertThat(mine.bundle()).as(what).isEqualTo(theirs.bundle());
    }

    private static SessionDescription read(String text) {
        return ((SdpReader.Read) SdpReader.read(text)).description();
    }

    /// By object and event, in the order of each: what several threads of Kurento's told has no
    /// order beyond that.
    private void compareEvents(String conn) {
        var client = Objects.requireNonNull(clients.get(conn));
        var recorded = byTopic(recordedEvents.getOrDefault(conn, List.of()), true);
        if (recorded.isEmpty()) {
            return;
        }
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(sizes(byTopic(client.events, false)))
                                .isEqualTo(sizes(recorded)));
        var ours = byTopic(client.events, false);
        recorded.forEach((topic, theirs) -> {
            var mine = Objects.requireNonNull(ours.get(topic));
            sameList(topic, true, theirs, mine);
        });
    }

    private static Map<String, Integer> sizes(Map<String, List<JsonNode>> topics) {
        return topics.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, topic -> topic.getValue().size()));
    }

    private Map<String, List<JsonNode>> byTopic(List<ObjectNode> events, boolean isRecorded) {
        var all = new TreeMap<String, List<JsonNode>>();
        for (var event : events) {
            var value = event.path("params").path("value");
            var type = value.path("type").asText();
            var data = (ObjectNode) value.path("data").deepCopy();
            var text = Json.write(value);
            boolean isLeftOut =
                    OF_A_PEER.contains(type)
                            || missing.stream().anyMatch(text::contains)
                            || (type.equals("IceComponentStateChanged")
                                    && (data.path("componentId").asInt() == 2
                                            || !STATES_WITHOUT_A_PEER.contains(
                                                    data.path("state").asText())));
            if (isLeftOut) {
                continue;
            }
            assertThat(data.path("timestampMillis").asText()).matches("\\d{13}");
            data.remove("timestampMillis");
            var object = value.path("object").asText();
            var topic = (isRecorded ? translate(object) : object) + " " + type;
            var list = all.computeIfAbsent(topic, _ -> new ArrayList<>());
            if (type.equals("IceCandidateFound")) {
                candidate(data, list);
            } else {
                list.add(data);
            }
        }
        all.values().removeIf(List::isEmpty);
        return all;
    }

    /// One for each section: Kurento has many, of TCP and of RTCP's own port.
    private static void candidate(ObjectNode data, List<JsonNode> list) {
        var candidate = (ObjectNode) data.path("candidate");
        var text = candidate.path("candidate").asText();
        assertThat(text).matches("candidate:\\d+ [12] (UDP|TCP) \\d+ \\S+ \\d+ typ host.*");
        candidate.put("candidate", "a candidate");
        boolean isNew =
                list.stream()
                        .noneMatch(one ->
                                one.path("candidate")
                                        .path("sdpMid")
                                        .equals(candidate.path("sdpMid")));
        if (isNew) {
            list.add(data);
            list.sort(
                    Comparator.comparing(
                            one -> one.path("candidate").path("sdpMLineIndex").asInt()));
        }
    }

    /// Each that is named is one that there is.
    @Test
    void theReadmeNamesNoOthers() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var table = readme.substring(readme.indexOf("## Where it does otherwise"));
        var named =
                Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                        .matcher(table)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.allOf(Difference.class).stream().map(one -> one.name).toList());
    }
}
