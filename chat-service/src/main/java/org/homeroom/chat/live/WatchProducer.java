package org.homeroom.chat.live;

import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.homeroom.chat.block.BlockStore;
import org.homeroom.chat.conversation.ConversationView.Presence;
import org.homeroom.chat.conversation.MemberStore;
import org.homeroom.chat.person.People;
import org.homeroom.chat.presence.PresenceBoard;
import org.homeroom.chat.presence.PresenceBoard.Whereabouts;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.socket.Peer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells each socket where those are whom its page shows, as far as its person meets them somewhere
/// and neither blocks the other: see docs/adr/0036-presence-of-whom-a-page-shows.md.
@Singleton
class WatchProducer {
    private static final Logger LOG = Logger.getLogger(WatchProducer.class);

    /// Several times as many rows as a page holds of a windowed list.
    static final int MOST = 100;

    private final Audience<Peer> audience;
    private final MemberStore members;
    private final BlockStore blocks;
    private final People people;
    private final PresenceBoard board;
    private final FrameProducer frames;

    /// Orders what is read of blocks: who asks later knows of everything that was told before.
    private final AtomicLong readings = new AtomicLong();

    WatchProducer(
            Audience<Peer> audience,
            MemberStore members,
            BlockStore blocks,
            People people,
            PresenceBoard board,
            FrameProducer frames) {
        this.audience = audience;
        this.members = members;
        this.blocks = blocks;
        this.people = people;
        this.board = board;
        this.frames = frames;
    }

    /// The socket shows these people from now on, at most [#MOST], and nobody else. Completes once
    /// it was told where those are whom it did not show before. Of those whom its person does not
    /// meet, or who are nobody, nothing is said: one looks like the other.
    Uni<Void> watch(Peer peer, Set<AccountId> accounts) {
        var unknown = audience.watch(peer, accounts);
        if (unknown.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var reading = readings.incrementAndGet();
        return blocks.between(peer.principal().account(), unknown)
                .map(hidden ->
                        unknown.stream()
                                .filter(account ->
                                        audience.allow(
                                                peer, account, reading, !hidden.contains(account)))
                                .collect(toSet()))
                .flatMap(fresh -> tell(peer, fresh));
    }

    /// Somebody may have blocked somebody, or taken it back.
    void blocksChanged(AccountId account) {
        var showing = Set.copyOf(audience.showing(account));
        var own = Set.copyOf(audience.ofAccount(account));
        var others = new HashSet<AccountId>();
        showing.forEach(peer -> others.add(peer.principal().account()));
        own.forEach(peer -> others.addAll(audience.watchedBy(peer)));
        others.remove(account);
        if (others.isEmpty()) {
            return;
        }
        var reading = readings.incrementAndGet();
        blocks.between(account, others)
                .subscribe()
                .with(
                        hidden -> {
                            for (var peer : showing) {
                                var viewer = peer.principal().account();
                                allow(peer, account, reading, !hidden.contains(viewer));
                            }
                            for (var peer : own) {
                                for (var other : audience.watchedBy(peer)) {
                                    allow(peer, other, reading, !hidden.contains(other));
                                }
                            }
                        },
                        // Whoever may not be seen any more must not be.
                        failure -> {
                            LOG.warnf("blocks not read: %s", failure.getMessage());
                            showing.forEach(peer -> audience.allow(peer, account, reading, false));
                            own.forEach(peer ->
                                    audience.watchedBy(peer)
                                            .forEach(other ->
                                                    audience.allow(peer, other, reading, false)));
                        });
    }

    private void allow(Peer peer, AccountId account, long reading, boolean isAllowed) {
        if (audience.allow(peer, account, reading, isAllowed)) {
            tellLater(peer, Set.of(account));
        }
    }

    /// Somebody is met by these sockets who perhaps was not before: those that show them are told
    /// where they are.
    void met(List<Peer> peers, AccountId account) {
        peers.forEach(peer -> tellLater(peer, Set.of(account)));
    }

    /// The socket is in one more conversation, and perhaps meets somebody there whom it shows
    /// already.
    void joined(Peer peer) {
        tellLater(peer, audience.watchedBy(peer));
    }

    /// Somebody is not where they were.
    void moved(PresenceBoard.Change change) {
        frames.tell(
                audience.watching(change.account()),
                new ChatFrame.PresenceChanged(
                        change.account(),
                        Presence.of(change.state()),
                        change.state() == State.OFFLINE ? change.at() : null));
    }

    private void tellLater(Peer peer, Set<AccountId> accounts) {
        tell(peer, accounts)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("presence not told: %s", failure.getMessage()));
    }

    private Uni<Void> tell(Peer peer, Set<AccountId> accounts) {
        var told =
                accounts.stream()
                        .filter(account -> audience.isWatching(peer, account))
                        .collect(toSet());
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return members.lastSeen(told)
                .invoke(seen -> told.forEach(account -> tell(peer, account, seen)))
                .replaceWithVoid();
    }

    /// What changed while it was told is told again, for the change's own frame may have come
    /// before.
    private void tell(Peer peer, AccountId account, Map<AccountId, Instant> seen) {
        Whereabouts told;
        do {
            if (!audience.isWatching(peer, account)) {
                return;
            }
            told = whereabouts(account, seen.get(account));
            frames.tell(
                    peer,
                    new ChatFrame.PresenceChanged(
                            account, Presence.of(told.state()), told.lastSeenAt()));
        } while (!whereabouts(account, seen.get(account)).equals(told));
    }

    private Whereabouts whereabouts(AccountId account, @Nullable Instant stored) {
        return people.get(account).isDeleted() ? Whereabouts.OF_NOBODY : board.of(account, stored);
    }
}
