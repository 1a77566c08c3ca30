package org.homeroom.engine.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.homeroom.engine.MediaEngine;
import org.homeroom.engine.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kurento.client.IceCandidate;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaFlowState;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaState;
import org.kurento.client.MediaType;
import org.kurento.client.PassThrough;
import org.kurento.client.RTCInboundRTPStreamStats;
import org.kurento.client.RTCOutboundRTPStreamStats;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/// Kurento's own client, as it comes, and real browsers.
class KurentoClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static TestBrowser browser;
    private MediaEngine engine;
    private KurentoClient client;
    private MediaPipeline pipeline;

    @BeforeAll
    static void launch() {
        browser = new TestBrowser();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @BeforeEach
    void start() throws IOException {
        engine = MediaEngine.start(MediaEngine.Config.onLoopback());
        client = KurentoClient.create(engine.address().toString());
        pipeline = client.createMediaPipeline();
    }

    @AfterEach
    void stop() throws IOException {
        client.destroy();
        engine.close();
        browser.empty();
    }

    private WebRtcEndpoint endpoint() {
        return new WebRtcEndpoint.Builder(pipeline).build();
    }

    /// As an application does it: candidates come and go one by one, both ways.
    private static Page joins(WebRtcEndpoint endpoint, String script) {
        var page = browser.newPage();
        negotiates(endpoint, page, script);
        return page;
    }

    private static void negotiates(WebRtcEndpoint endpoint, Page page, String script) {
        BlockingQueue<IceCandidate> candidates = new LinkedBlockingQueue<>();
        endpoint.addIceCandidateFoundListener(found -> candidates.add(found.getCandidate()));
        var offer = (String) page.evaluate(script);
        TestBrowser.answer(page, endpoint.processOffer(offer));
        endpoint.gatherCandidates();
        // one of each section, in the order in which the client's threads tell them
        for (var candidate : List.of(next(candidates), next(candidates))) {
            page.evaluate(
                    "candidate => peer.addIceCandidate(candidate)",
                    Map.of(
                            "candidate",
                            candidate.getCandidate(),
                            "sdpMid",
                            candidate.getSdpMid(),
                            "sdpMLineIndex",
                            candidate.getSdpMLineIndex()));
        }
        endpoint.addIceCandidate(
                new IceCandidate("candidate:1 1 UDP 2122194687 127.0.0.1 9 typ host", "0", 0));
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            var one = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(one).isNotNull();
            return one;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void oneSeesAndHearsThemselves() {
        var endpoint = endpoint();
        endpoint.connect(endpoint);
        var page =
                joins(
                        endpoint,
                        TestBrowser.SENDS.replace(
                                "window.peer = new RTCPeerConnection()",
                                """
                                window.peer = new RTCPeerConnection()
                                peer.ontrack = ({ track }) => {
                                  const element = document.createElement(track.kind)
                                  element.autoplay = true
                                  element.srcObject = new MediaStream([track])
                                  document.body.append(element)
                                }
                                """));

        TestBrowser.seesAndHears(page);
    }

    @Test
    void eightSeeAndHearOne() {
        var teacher = endpoint();
        joins(teacher, TestBrowser.SENDS);
        var students = new ArrayList<Page>();
        for (int i = 0; i < 8; i++) {
            var student = endpoint();
            teacher.connect(student);
            students.add(joins(student, TestBrowser.WATCHES));
        }

        students.forEach(TestBrowser::seesAndHears);

        assertThat(teacher.getSinkConnections()).hasSize(24);
        assertThat(teacher.getStats().values())
                .hasSize(2)
                .allSatisfy(stats ->
                        assertThat(stats)
                                .isInstanceOfSatisfying(
                                        RTCInboundRTPStreamStats.class,
                                        in -> assertThat(in.getPacketsReceived()).isPositive()));
    }

    /// Each sends once and has an endpoint for each of the others, as in Kurento's group calls.
    @Test
    void sixSeeAndHearEachOther() {
        var senders = new ArrayList<WebRtcEndpoint>();
        for (int i = 0; i < 6; i++) {
            senders.add(endpoint());
            joins(senders.get(i), TestBrowser.SENDS);
        }
        var watchers = new ArrayList<Page>();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                if (i != j) {
                    var incoming = endpoint();
                    senders.get(j).connect(incoming);
                    watchers.add(joins(incoming, TestBrowser.WATCHES));
                }
            }
        }

        watchers.forEach(TestBrowser::seesAndHears);
        assertThat(engine.lines()).isEqualTo(36);
        pipeline.release();
        assertThat(engine.lines()).isZero();
    }

    @Test
    void whoWatchesIsShownAnotherThroughWhatPassesOn() {
        var ana = endpoint();
        var ben = endpoint();
        joins(ana, TestBrowser.SENDS);
        joins(ben, TestBrowser.SENDS);
        var through = new PassThrough.Builder(pipeline).build();
        var student = endpoint();
        through.connect(student);
        ana.connect(through);
        var page = joins(student, TestBrowser.WATCHES);
        TestBrowser.seesAndHears(page);

        ben.connect(through);
        TestBrowser.seesAndHears(page);

        assertThat(ana.getSinkConnections()).as("a sink has one source").isEmpty();
        ben.disconnect(through, MediaType.VIDEO);
        await().atMost(PATIENCE).until(() -> !student.isMediaFlowingIn(MediaType.VIDEO));
        assertThat(student.isMediaFlowingIn(MediaType.AUDIO)).isTrue();
        assertThat(student.getStats().values())
                .anyMatch(RTCOutboundRTPStreamStats.class::isInstance);
    }

    @Test
    void whoIsKilledIsNoticedAndTheOthersGoOn() {
        var ana = endpoint();
        var ben = endpoint();
        var said = new CopyOnWriteArrayList<String>();
        ana.addMediaStateChangedListener(state -> said.add("media " + state.getNewState()));
        ana.addConnectionStateChangedListener(
                state -> said.add("connection " + state.getNewState()));
        ana.addMediaFlowOutStateChangedListener(
                flow -> said.add(flow.getMediaType() + " " + flow.getState()));
        ana.addNewCandidatePairSelectedListener(
                pair -> said.add("path " + pair.getCandidatePair().getStreamId()));
        ana.addIceComponentStateChangedListener(state -> said.add("ice " + state.getState()));
        var page = joins(ana, TestBrowser.SENDS);
        joins(ben, TestBrowser.SENDS);
        var watchesBen = endpoint();
        ben.connect(watchesBen);
        var student = joins(watchesBen, TestBrowser.WATCHES);
        TestBrowser.seesAndHears(student);
        await().atMost(PATIENCE)
                .until(() ->
                        said.containsAll(
                                List.of(
                                        "VIDEO " + MediaFlowState.FLOWING,
                                        "AUDIO " + MediaFlowState.FLOWING)));
        // in no order that can be relied on: the client tells it on threads of its own
        assertThat(said)
                .contains(
                        "ice GATHERING",
                        "path 1",
                        "ice CONNECTED",
                        "ice READY",
                        "connection CONNECTED",
                        "media CONNECTED");

        page.close();

        await().atMost(PATIENCE).until(() -> said.contains("media " + MediaState.DISCONNECTED));
        assertThat(said)
                .contains(
                        "VIDEO " + MediaFlowState.NOT_FLOWING,
                        "AUDIO " + MediaFlowState.NOT_FLOWING);
        TestBrowser.seesAndHears(student);
        ana.release();
    }

    @Test
    void twoClientsUseWhatEitherMade() {
        var teacher = endpoint();
        joins(teacher, TestBrowser.SENDS);
        var other = KurentoClient.create(engine.address().toString());
        try {
            var same = other.getById(pipeline.getId(), MediaPipeline.class);
            var student = new WebRtcEndpoint.Builder(same).build();
            other.getById(teacher.getId(), WebRtcEndpoint.class).connect(student);
            TestBrowser.seesAndHears(joins(student, TestBrowser.WATCHES));
            assertThat(pipeline.getChildren()).hasSize(2);

            other.destroy();
            await().atMost(PATIENCE).until(() -> pipeline.getChildren().size() == 1);
        } finally {
            other.destroy();
        }
        assertThatThrownBy(() -> new org.kurento.client.Composite.Builder(pipeline).build())
                .isInstanceOfSatisfying(
                        KurentoServerException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(40_108));
    }

    /// Not of Kurento's, so by a client that asks for what it likes.
    @Test
    void whoSpeaksIsTold() {
        try (var own = new TestClient(engine.address())) {
            own.calls("subscribe", "object", pipeline.getId(), "type", "ActiveSpeakerChanged");
            var muted = endpoint();
            joins(
                    muted,
                    TestBrowser.SENDS.replace(
                            "peer.addTrack(track, media)",
                            "{ track.enabled = false; peer.addTrack(track, media) }"));
            var beeps = endpoint();
            joins(beeps, TestBrowser.SENDS);

            await().atMost(PATIENCE).until(() -> !own.events.isEmpty());
            assertThat(own.events)
                    .extracting(event ->
                            event.path("params")
                                    .path("value")
                                    .path("data")
                                    .path("speaker")
                                    .asText())
                    .containsOnly(beeps.getId());
        }
    }

    /// The socket breaks; the client comes back by itself and goes on with the same session.
    @Test
    void aSocketThatBreaksIsResumed() throws IOException {
        try (var cable = new TestCable(engine.address().getPort())) {
            var own = KurentoClient.create("ws://localhost:" + cable.port() + "/kurento");
            try {
                var room = own.createMediaPipeline();
                var teacher = new WebRtcEndpoint.Builder(room).build();
                var flows = new CopyOnWriteArrayList<MediaFlowState>();
                teacher.addMediaFlowOutStateChangedListener(flow -> flows.add(flow.getState()));
                var student = new WebRtcEndpoint.Builder(room).build();
                teacher.connect(student);
                var page = joins(teacher, TestBrowser.SENDS);
                var watching = joins(student, TestBrowser.WATCHES);
                TestBrowser.seesAndHears(watching);

                cable.breaks();

                TestBrowser.seesAndHears(watching);
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> room.getChildren().size() == 2);
                page.close();
                await().atMost(PATIENCE).until(() -> flows.contains(MediaFlowState.NOT_FLOWING));
                var late = new WebRtcEndpoint.Builder(room).build();
                assertThat(late.getMediaPipeline().getId()).isEqualTo(room.getId());
            } finally {
                own.destroy();
            }
        }
    }
}
