package org.homeroom.chat.live;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.homeroom.chat.block.BlockStore;
import org.homeroom.chat.conversation.MemberStore;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.person.People;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.socket.Peer;
import org.homeroom.platform.socket.SocketConfig;

/// What a socket is told when it opens, and from when on it hears what happens.
@Singleton
class WelcomeProducer {
    /// A client gives up after as long.
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Audience<Peer> audience;
    private final MemberStore members;
    private final BlockStore blocks;
    private final People people;
    private final ActivityProducer activity;
    private final ReportProducer reports;
    private final FrameProducer frames;
    private final int pingAfterSeconds;

    WelcomeProducer(
            Audience<Peer> audience,
            MemberStore members,
            BlockStore blocks,
            People people,
            ActivityProducer activity,
            ReportProducer reports,
            FrameProducer frames,
            SocketConfig limits) {
        this.audience = audience;
        this.members = members;
        this.blocks = blocks;
        this.people = people;
        this.activity = activity;
        this.reports = reports;
        this.frames = frames;
        // Two chances to be heard before the silence is too long.
        this.pingAfterSeconds = Math.toIntExact(limits.silence().toSeconds() / 2 - 5);
    }

    /// Says hello, and then who everybody is. When it completes, the socket hears of everything
    /// that its person may know; fails if the database cannot be asked.
    Uni<Void> welcome(Peer peer) {
        var account = peer.principal().account();
        frames.tell(peer, new ChatFrame.Hello(account, pingAfterSeconds, MessageText.MAX_BYTES));
        // Heard of by account before the conversations are read: one that is opened meanwhile comes
        // by either way.
        audience.arrive(peer, account);
        return blocks.blockedBy(account)
                .invoke(blocked -> frames.tell(peer, new ChatFrame.BlocksChanged(blocked)))
                .chain(() -> members.circleOf(account))
                .ifNoItem()
                .after(WITHIN)
                .fail()
                .invoke(circle -> {
                    circle.seats().forEach((id, seat) -> audience.join(peer, id, seat));
                    circle.everybody().forEach(person -> introduce(peer, person));
                    activity.touch(account);
                    reports.welcome(peer);
                })
                .replaceWithVoid();
    }

    /// Profiles have no history to resume from: what they are is told whole. What changed while it
    /// was told is told again, for the change's own frame may have come before.
    private void introduce(Peer peer, AccountId account) {
        Person person;
        do {
            person = people.get(account);
            frames.tell(peer, ChatFrame.ProfileChanged.of(person));
        } while (!people.get(account).equals(person));
    }
}
