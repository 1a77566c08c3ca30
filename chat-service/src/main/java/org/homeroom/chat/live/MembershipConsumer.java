package org.homeroom.chat.live;

import static java.util.stream.Collectors.toSet;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.homeroom.chat.conversation.ConversationStore;
import org.homeroom.chat.conversation.ConversationStore.SharedTerms;
import org.homeroom.chat.conversation.MemberStore;
import org.homeroom.chat.conversation.MemberStore.Seat;
import org.homeroom.chat.person.People;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.socket.CloseCode;
import org.homeroom.platform.socket.Peer;
import org.jboss.logging.Logger;

/// Keeps this replica's audience with the memberships, so that nobody hears what theirs does not
/// allow: see docs/adr/0010-membership-has-a-revision.md.
@Singleton
class MembershipConsumer {
    private static final Logger LOG = Logger.getLogger(MembershipConsumer.class);

    private final Audience<Peer> audience;
    private final ConversationStore conversations;
    private final MemberStore members;
    private final People people;
    private final WatchProducer watches;
    private final FrameProducer frames;

    MembershipConsumer(
            Audience<Peer> audience,
            ConversationStore conversations,
            MemberStore members,
            People people,
            WatchProducer watches,
            FrameProducer frames) {
        this.audience = audience;
        this.conversations = conversations;
        this.members = members;
        this.people = people;
        this.watches = watches;
        this.frames = frames;
    }

    void memberChanged(ChatEvent.MemberChanged changed) {
        var conversation = changed.conversation();
        var account = changed.account();
        var isIn = changed.role() != null;
        if (!isIn) {
            audience.ofAccount(account)
                    .forEach(peer -> part(peer, conversation, changed.revision()));
        }
        if (!changed.isChannel()) {
            audience.meet(conversation, account, isIn, changed.revision());
        }
        audience.advance(conversation, changed.revision());
        frames.tell(
                audience.ofConversation(conversation),
                new ChatFrame.MemberChanged(
                        conversation,
                        changed.revision(),
                        account,
                        changed.memberCount(),
                        changed.role()));
        if (isIn) {
            seat(changed);
        }
    }

    /// In before the newcomer is told of it, so that nothing said in it is missed.
    private void seat(ChatEvent.MemberChanged changed) {
        var conversation = changed.conversation();
        var account = changed.account();
        if (!changed.isChannel()) {
            introduce(account, conversation);
        }
        var seat =
                new Seat(changed.revision(), changed.revision(), changed.firstNumber(), Map.of());
        var fresh =
                audience.ofAccount(account).stream()
                        .filter(peer -> audience.join(peer, conversation, seat))
                        .toList();
        if (fresh.isEmpty()) {
            return;
        }
        members.seated(conversation, Set.of(account))
                .invoke(seated -> fresh.forEach(peer -> settle(peer, conversation, seated)))
                .chain(() -> conversations.view(conversation, account))
                .subscribe()
                .with(
                        view ->
                                view.ifPresent(seen ->
                                        frames.tell(fresh, new ChatFrame.ConversationOpened(seen))),
                        failure -> giveUp(fresh, failure));
    }

    /// To those who are there already; the newcomer's own sockets see the others in the
    /// conversation that they are told of.
    private void introduce(AccountId newcomer, ConversationId conversation) {
        var others =
                audience.meeting(conversation, newcomer).stream()
                        .filter(peer -> !peer.principal().account().equals(newcomer))
                        .toList();
        frames.tell(others, ChatFrame.ProfileChanged.of(people.get(newcomer)));
        watches.met(others, newcomer);
    }

    void conversationChanged(ChatEvent.ConversationChanged changed) {
        var conversation = changed.conversation();
        audience.advance(conversation, changed.revision());
        if (audience.ofConversation(conversation).isEmpty()) {
            return;
        }
        conversations
                .terms(conversation)
                .subscribe()
                .with(
                        found -> found.ifPresent(terms -> tell(conversation, terms)),
                        failure ->
                                giveUp(
                                        List.copyOf(audience.ofConversation(conversation)),
                                        failure));
    }

    private void tell(ConversationId conversation, SharedTerms terms) {
        var two = terms.direct().keySet();
        var isNew = audience.acquaint(conversation, two, !terms.isClosed(), terms.revision());
        for (var peer : List.copyOf(audience.ofConversation(conversation))) {
            frames.tell(
                    peer,
                    new ChatFrame.ConversationChanged(
                            conversation,
                            terms.revision(),
                            terms.name(),
                            terms.channel(),
                            terms.closedTo(peer.principal().account())));
        }
        if (isNew && !terms.isClosed()) {
            two.forEach(account -> introduce(account, conversation));
        }
    }

    /// Does something once it is known of every listener to the conversation whether they were in
    /// it at the revision. At once, unless a change of membership is still on its way.
    void upTo(ConversationId conversation, long revision, Runnable then) {
        var behind = audience.behind(conversation, revision);
        if (behind.isEmpty()) {
            then.run();
            return;
        }
        members.seated(
                        conversation,
                        behind.stream().map(peer -> peer.principal().account()).collect(toSet()))
                .subscribe()
                .with(
                        seated -> {
                            behind.forEach(peer -> settle(peer, conversation, seated));
                            then.run();
                        },
                        failure -> {
                            giveUp(behind, failure);
                            then.run();
                        });
    }

    private void settle(Peer peer, ConversationId conversation, MemberStore.Seated seated) {
        var seat = seated.seats().get(peer.principal().account());
        if (seat == null) {
            part(peer, conversation, seated.asOf());
        } else {
            audience.join(peer, conversation, seat);
            watches.joined(peer);
        }
    }

    private void part(Peer peer, ConversationId conversation, long revision) {
        if (audience.part(peer, conversation, revision)) {
            frames.tell(peer, new ChatFrame.ConversationLeft(conversation, revision));
        }
    }

    /// Who would miss something comes back and resumes, and hears nothing meanwhile that it may
    /// not.
    private void giveUp(List<Peer> peers, Throwable failure) {
        LOG.warnf("%d sockets closed, they would miss something: %s", peers.size(), failure);
        peers.forEach(peer -> {
            audience.leave(peer);
            peer.close(CloseCode.INTERNAL_ERROR);
        });
    }
}
