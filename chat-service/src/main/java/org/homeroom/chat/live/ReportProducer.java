package org.homeroom.chat.live;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.homeroom.chat.report.ReportStore;
import org.homeroom.chat.report.ReportStore.Viewer;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.socket.Peer;
import org.jboss.logging.Logger;

/// Tells those who answer for what was reported how much of it waits for them.
@Singleton
class ReportProducer {
    private static final Logger LOG = Logger.getLogger(ReportProducer.class);

    private final Audience<Peer> audience;
    private final ReportStore reports;
    private final FrameProducer frames;

    ReportProducer(Audience<Peer> audience, ReportStore reports, FrameProducer frames) {
        this.audience = audience;
        this.reports = reports;
        this.frames = frames;
    }

    /// Something was reported in a conversation, or settled.
    void changed(ConversationId conversation) {
        reports.leaders(conversation)
                .flatMap(leaders ->
                        tell(
                                Stream.concat(
                                                leaders.stream()
                                                        .flatMap(leader ->
                                                                audience
                                                                        .ofAccount(leader)
                                                                        .stream()),
                                                audience.all().stream()
                                                        .filter(ReportProducer::isAdministrator))
                                        .collect(Collectors.toSet()),
                                true))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("reports not told: %s", failure.getMessage()));
    }

    /// Tells somebody who has come of what waits, if anything does.
    void welcome(Peer peer) {
        tell(Set.of(peer), false)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("reports not told: %s", failure.getMessage()));
    }

    private Uni<Void> tell(Collection<Peer> peers, boolean evenNone) {
        var byViewer = peers.stream().collect(Collectors.groupingBy(ReportProducer::viewer));
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var each : byViewer.entrySet()) {
            all =
                    all.chain(() ->
                            reports.count(each.getKey())
                                    .invoke(open -> {
                                        if (open > 0 || evenNone) {
                                            frames.tell(
                                                    each.getValue(),
                                                    new ChatFrame.ReportsChanged(open));
                                        }
                                    })
                                    .replaceWithVoid());
        }
        return all;
    }

    private static Viewer viewer(Peer peer) {
        AccountId account = peer.principal().account();
        return new Viewer(account, isAdministrator(peer));
    }

    private static boolean isAdministrator(Peer peer) {
        return peer.principal().roles().contains("administrator");
    }
}
