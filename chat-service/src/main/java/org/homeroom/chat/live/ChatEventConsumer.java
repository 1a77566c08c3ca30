package org.homeroom.chat.live;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.homeroom.chat.block.BlockStore;
import org.homeroom.chat.conversation.ConversationStore;
import org.homeroom.chat.conversation.MemberStore;
import org.homeroom.chat.conversation.MemberStore.Seat;
import org.homeroom.chat.conversation.PreferenceStore;
import org.homeroom.chat.message.Mentions;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.notification.ActivityStore.Place;
import org.homeroom.chat.notification.ChoiceStore;
import org.homeroom.chat.person.People;
import org.homeroom.chat.person.Person;
import org.homeroom.chat.presence.PresenceBoard;
import org.homeroom.chat.presence.PresenceProducer;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.kafka.EventReaders;
import org.homeroom.platform.socket.Peer;
import org.jboss.logging.Logger;

/// Turns what happens anywhere in the suite into frames for this replica's sockets.
@ApplicationScoped
class ChatEventConsumer {
    private static final Logger LOG = Logger.getLogger(ChatEventConsumer.class);

    private static final Uni<Void> NOTHING = Uni.createFrom().voidItem();

    private final Audience<Peer> audience;
    private final ConversationStore conversations;
    private final MemberStore members;
    private final PreferenceStore preferences;
    private final MembershipConsumer memberships;
    private final ChoiceStore choices;
    private final BlockStore blocks;
    private final ActivityProducer activity;
    private final ReportProducer reports;
    private final WatchProducer watches;
    private final People people;
    private final PresenceBoard board;
    private final Clock clock;
    private final FrameProducer frames;

    ChatEventConsumer(
            Audience<Peer> audience,
            ConversationStore conversations,
            MemberStore members,
            PreferenceStore preferences,
            MembershipConsumer memberships,
            ChoiceStore choices,
            BlockStore blocks,
            ActivityProducer activity,
            ReportProducer reports,
            WatchProducer watches,
            People people,
            PresenceBoard board,
            Clock clock,
            FrameProducer frames) {
        this.audience = audience;
        this.conversations = conversations;
        this.members = members;
        this.preferences = preferences;
        this.memberships = memberships;
        this.choices = choices;
        this.blocks = blocks;
        this.activity = activity;
        this.reports = reports;
        this.watches = watches;
        this.people = people;
        this.board = board;
        this.clock = clock;
        this.frames = frames;
    }

    @Produces
    @Singleton
    static Audience<Peer> audience() {
        return new Audience<>();
    }

    void start(@Observes StartupEvent event, EventReaders readers, PresenceProducer presence) {
        readers.readModel(
                Topic.ACCOUNT_PROFILES, profile -> people.apply(profile, this::profileChanged));
        readers.readModel(
                Topic.PRESENCE,
                said -> presenceChanged(board.apply(said, clock.instant()), presence.isOwn(said)));
        readers.fanOut(Topic.CHAT_EVENTS, this::happened);
    }

    private void happened(ChatEvent event) {
        switch (event) {
            case ChatEvent.MessageSent sent -> sent(sent);
            case ChatEvent.MessageChanged changed -> changed(changed);
            case ChatEvent.ReactionChanged reacted -> reacted(reacted);
            case ChatEvent.MessagesChanged(var conversation, var lastChange) -> {
                frames.tell(
                        audience.ofConversation(conversation),
                        new ChatFrame.MessagesChanged(conversation, lastChange));
                activity.touch(new Place(conversation, null));
            }
            case ChatEvent.TypingChanged(var conversation, var account, var active) ->
                    frames.tell(
                            audience.meeting(conversation, account),
                            new ChatFrame.Typing(conversation, account, active));
            case ChatEvent.ReadMarkerMoved moved -> readMarkerMoved(moved);
            case ChatEvent.ConversationOpened opened -> opened(opened);
            case ChatEvent.MemberChanged changed -> {
                memberships.memberChanged(changed);
                activity.touch(changed.account());
            }
            case ChatEvent.ConversationChanged changed -> memberships.conversationChanged(changed);
            case ChatEvent.ChoicesChanged changed -> choicesChanged(changed);
            case ChatEvent.ReportsChanged(var conversation) -> reports.changed(conversation);
        }
    }

    private void sent(ChatEvent.MessageSent sent) {
        if (sent.post() != null
                || sent.replyTo() != null
                || sent.call() != null && sent.call().isMissed()
                || Mentions.in(sent.text()).any()) {
            activity.touch(new Place(sent.conversation(), sent.number()));
        }
        memberships.upTo(
                sent.conversation(),
                requireNonNullElse(sent.revision(), 0L),
                () ->
                        frames.tell(
                                audience.hearing(sent.conversation(), sent.number()),
                                new ChatFrame.MessageSent(sent.conversation(), Message.of(sent))));
    }

    private void changed(ChatEvent.MessageChanged changed) {
        var message = changed.message();
        activity.touch(new Place(changed.conversation(), message.number()));
        memberships.upTo(
                changed.conversation(),
                requireNonNullElse(message.revision(), 0L),
                () ->
                        frames.tell(
                                audience.hearing(changed.conversation(), message.number()),
                                new ChatFrame.MessageChanged(
                                        changed.conversation(),
                                        changed.change(),
                                        Message.of(message))));
    }

    private void reacted(ChatEvent.ReactionChanged reacted) {
        activity.touch(new Place(reacted.conversation(), reacted.number()));
        memberships.upTo(
                reacted.conversation(),
                reacted.revision(),
                () ->
                        frames.tell(
                                audience.hearing(reacted.conversation(), reacted.number()),
                                new ChatFrame.ReactionChanged(
                                        reacted.conversation(),
                                        reacted.change(),
                                        reacted.number(),
                                        reacted.account(),
                                        reacted.emoji(),
                                        reacted.present(),
                                        reacted.reactions())));
    }

    /// The reader's own devices learn what is left unread; everybody else only where the marker is.
    private void readMarkerMoved(ChatEvent.ReadMarkerMoved moved) {
        var conversation = moved.conversation();
        var reader = moved.account();
        tellOthers(moved);
        activity.touch(reader);
        if (audience.ofAccount(reader).isEmpty()) {
            return;
        }
        // Where the marker is by now: number and count must belong together.
        members.place(conversation, reader)
                .subscribe()
                .with(
                        found ->
                                found.ifPresent(place ->
                                        frames.tell(
                                                audience.ofAccount(reader),
                                                new ChatFrame.Read(
                                                        conversation,
                                                        reader,
                                                        place.readNumber(),
                                                        place.seenNumber(),
                                                        place.readRevision(),
                                                        place.unread(),
                                                        place.mentions()))),
                        failure -> LOG.warnf("read marker not told: %s", failure.getMessage()));
    }

    /// Those that hold by now, whatever overtook what on its way here.
    private void choicesChanged(ChatEvent.ChoicesChanged changed) {
        var account = changed.account();
        var conversation = changed.conversation();
        if (conversation == null) {
            watches.blocksChanged(account);
        }
        if (audience.ofAccount(account).isEmpty()) {
            return;
        }
        activity.touch(account);
        Uni<Optional<ChatFrame>> chosen =
                conversation == null
                        ? choices.settings(account)
                                .map(ChatFrame.NotificationSettingsChanged::new)
                                .map(Optional::of)
                        : choices.get(conversation, account)
                                .map(found ->
                                        found.map(notifications ->
                                                new ChatFrame.ConversationNotificationsChanged(
                                                        conversation, notifications)));
        chosen.invoke(found ->
                        found.ifPresent(frame -> frames.tell(audience.ofAccount(account), frame)))
                .chain(() -> conversation == null ? tellBlocks(account) : NOTHING)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("choices not told: %s", failure.getMessage()));
    }

    private Uni<Void> tellBlocks(AccountId account) {
        return blocks.blockedBy(account)
                .invoke(blocked ->
                        frames.tell(
                                audience.ofAccount(account), new ChatFrame.BlocksChanged(blocked)))
                .replaceWithVoid();
    }

    /// Those who share their own, of a reader who does.
    private void tellOthers(ChatEvent.ReadMarkerMoved moved) {
        var reader = moved.account();
        var others =
                audience.meeting(moved.conversation(), reader).stream()
                        .filter(peer -> !peer.principal().account().equals(reader))
                        .toList();
        if (others.isEmpty()) {
            return;
        }
        preferences
                .sharing(
                        Stream.concat(
                                        Stream.of(reader),
                                        others.stream().map(peer -> peer.principal().account()))
                                .collect(toSet()))
                .subscribe()
                .with(
                        sharing -> {
                            if (sharing.contains(reader)) {
                                frames.tell(
                                        others.stream()
                                                .filter(peer ->
                                                        sharing.contains(
                                                                peer.principal().account()))
                                                .toList(),
                                        new ChatFrame.Read(
                                                moved.conversation(),
                                                reader,
                                                moved.number(),
                                                null,
                                                null,
                                                null,
                                                null));
                            }
                        },
                        failure -> LOG.warnf("read marker not told: %s", failure.getMessage()));
    }

    private void opened(ChatEvent.ConversationOpened opened) {
        for (var member : opened.members()) {
            var listeners = audience.ofAccount(member);
            if (listeners.isEmpty()) {
                continue;
            }
            // In before it is told of, so that nothing said in it is missed.
            listeners.forEach(peer -> {
                audience.join(peer, opened.conversation(), first(opened));
                watches.joined(peer);
            });
            conversations
                    .view(opened.conversation(), member)
                    .subscribe()
                    .with(
                            view ->
                                    view.ifPresent(seen ->
                                            frames.tell(
                                                    audience.ofAccount(member),
                                                    new ChatFrame.ConversationOpened(seen))),
                            failure ->
                                    LOG.warnf(
                                            "opened conversation not told: %s",
                                            failure.getMessage()));
        }
    }

    /// What everybody's seat was when the conversation was opened. If members have changed since,
    /// the first message shows it.
    private static Seat first(ChatEvent.ConversationOpened opened) {
        return new Seat(0, 0, 1, opened.members().stream().collect(toMap(one -> one, one -> 0L)));
    }

    private void profileChanged(Person person) {
        frames.tell(audience.ofAcquaintances(person.id()), ChatFrame.ProfileChanged.of(person));
    }

    @Scheduled(every = "5s")
    void noticeDeadReplicas() {
        presenceChanged(board.expire(clock.instant()), true);
    }

    /// @param remember whether it is on this replica to store when somebody was last seen
    private void presenceChanged(List<PresenceBoard.Change> changes, boolean remember) {
        for (var change : changes) {
            if (change.state() == State.OFFLINE && remember) {
                members.seen(change.account(), change.at())
                        .subscribe()
                        .with(
                                done -> {},
                                failure ->
                                        LOG.warnf("last seen not kept: %s", failure.getMessage()));
            }
            watches.moved(change);
        }
    }
}
