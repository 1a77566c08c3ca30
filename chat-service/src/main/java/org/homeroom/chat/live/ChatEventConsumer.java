package org.homeroom.chat.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.homeroom.chat.conversation.ConversationStore;
import org.homeroom.chat.conversation.ConversationView.Presence;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.person.People;
import org.homeroom.chat.presence.PresenceBoard;
import org.homeroom.chat.presence.PresenceProducer;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.PresenceEvent;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.kafka.EventReaders;
import org.homeroom.platform.socket.Peer;
import org.jboss.logging.Logger;

/// Turns what happens anywhere in the suite into frames for this replica's sockets. Each frame is
/// encoded once, however many hear it.
@ApplicationScoped
class ChatEventConsumer {
    private static final Logger LOG = Logger.getLogger(ChatEventConsumer.class);

    private final Audience<Peer> audience;
    private final ConversationStore conversations;
    private final People people;
    private final PresenceBoard board;
    private final PresenceProducer presence;
    private final Clock clock;
    private final ObjectWriter json;

    ChatEventConsumer(
            Audience<Peer> audience,
            ConversationStore conversations,
            People people,
            PresenceBoard board,
            PresenceProducer presence,
            Clock clock,
            ObjectMapper json) {
        this.audience = audience;
        this.conversations = conversations;
        this.people = people;
        this.board = board;
        this.presence = presence;
        this.clock = clock;
        this.json = json.writerFor(ChatFrame.class);
    }

    @Produces
    @Singleton
    static Audience<Peer> audience() {
        return new Audience<>();
    }

    void start(@Observes StartupEvent event, EventReaders readers) {
        readers.readModel(
                Topic.ACCOUNT_PROFILES, profile -> people.apply(profile, this::profileChanged));
        readers.readModel(Topic.PRESENCE, this::presenceChanged);
        readers.fanOut(Topic.CHAT_EVENTS, this::happened);
    }

    private void happened(ChatEvent event) {
        switch (event) {
            case ChatEvent.MessageSent sent ->
                    tellConversation(
                            sent, new ChatFrame.MessageSent(sent.conversation(), Message.of(sent)));
            case ChatEvent.TypingChanged(var conversation, var account, var active) ->
                    tellConversation(event, new ChatFrame.Typing(conversation, account, active));
            case ChatEvent.ReadMarkerMoved moved -> readMarkerMoved(moved);
            case ChatEvent.ConversationOpened opened -> opened(opened);
        }
    }

    private void tellConversation(ChatEvent event, ChatFrame frame) {
        var text = encode(frame);
        audience.ofConversation(event.conversation(), peer -> peer.send(text));
    }

    /// The reader's own devices learn what is left unread; everybody else only where the marker is.
    private void readMarkerMoved(ChatEvent.ReadMarkerMoved moved) {
        var others =
                encode(
                        new ChatFrame.Read(
                                moved.conversation(), moved.account(), moved.number(), null));
        audience.ofConversation(
                moved.conversation(),
                peer -> {
                    if (!isOf(peer, moved.account())) {
                        peer.send(others);
                    }
                });
        if (!audience.hasListeners(moved.account())) {
            return;
        }
        conversations
                .unread(moved.conversation(), moved.account())
                .subscribe()
                .with(
                        unread -> {
                            var own =
                                    encode(
                                            new ChatFrame.Read(
                                                    moved.conversation(),
                                                    moved.account(),
                                                    moved.number(),
                                                    unread));
                            audience.ofAccount(moved.account(), peer -> peer.send(own));
                        },
                        failure -> LOG.warnf("read marker not told: %s", failure.getMessage()));
    }

    private void opened(ChatEvent.ConversationOpened opened) {
        for (var member : opened.members()) {
            if (!audience.hasListeners(member)) {
                continue;
            }
            // In before it is told of, so that nothing said in it is missed.
            audience.ofAccount(
                    member, peer -> audience.join(peer, opened.conversation(), opened.members()));
            conversations
                    .view(opened.conversation(), member)
                    .subscribe()
                    .with(
                            view ->
                                    view.ifPresent(seen -> {
                                        var frame = encode(new ChatFrame.ConversationOpened(seen));
                                        audience.ofAccount(member, peer -> peer.send(frame));
                                    }),
                            failure ->
                                    LOG.warnf(
                                            "opened conversation not told: %s",
                                            failure.getMessage()));
        }
    }

    private void profileChanged(ProfileChanged profile) {
        var frame = encode(new ChatFrame.ProfileChanged(profile.account(), profile.name()));
        audience.ofAcquaintances(profile.account(), peer -> peer.send(frame));
    }

    private void presenceChanged(PresenceEvent event) {
        tellPresence(board.apply(event, clock.instant()), presence.isOwn(event));
    }

    @Scheduled(every = "5s")
    void forgetDeadReplicas() {
        tellPresence(board.expire(clock.instant()), true);
    }

    /// @param remember whether it is on this replica to store when somebody was last seen
    private void tellPresence(List<PresenceBoard.Change> changes, boolean remember) {
        for (var change : changes) {
            var isOffline = change.state() == State.OFFLINE;
            if (isOffline && remember) {
                conversations
                        .seen(change.account(), change.at())
                        .subscribe()
                        .with(
                                done -> {},
                                failure ->
                                        LOG.warnf("last seen not kept: %s", failure.getMessage()));
            }
            var frame =
                    encode(
                            new ChatFrame.PresenceChanged(
                                    change.account(),
                                    Presence.of(change.state()),
                                    isOffline ? change.at() : null));
            audience.ofAcquaintances(change.account(), peer -> peer.send(frame));
        }
    }

    private static boolean isOf(Peer peer, AccountId account) {
        return peer.principal().account().equals(account);
    }

    private String encode(ChatFrame frame) {
        try {
            return json.writeValueAsString(frame);
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }
}
