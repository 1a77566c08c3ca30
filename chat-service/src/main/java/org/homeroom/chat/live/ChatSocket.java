package org.homeroom.chat.live;

import io.quarkus.security.Authenticated;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.conversation.ConversationStore;
import org.homeroom.chat.message.MessageStore;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.message.Send;
import org.homeroom.chat.message.SendResult;
import org.homeroom.chat.presence.PresenceProducer;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.Answer;
import org.homeroom.platform.socket.Peer;
import org.homeroom.platform.socket.SocketConfig;
import org.homeroom.platform.socket.SocketHandler;
import org.homeroom.platform.socket.SocketServer;
import org.homeroom.platform.socket.Sockets;
import org.jboss.logging.Logger;

/// `/ws/chat`: a person's live line to their conversations. Carries out what a client asks; what
/// happens elsewhere comes in by [ChatEventConsumer].
@WebSocket(path = "/ws/chat")
@Authenticated
class ChatSocket implements SocketHandler<ChatCommand> {
    private static final Logger LOG = Logger.getLogger(ChatSocket.class);

    private final SocketServer<ChatCommand> frames;
    private final Audience<Peer> audience;
    private final MessageStore messages;
    private final ConversationStore conversations;
    private final PresenceProducer presence;
    private final EventPublisher events;
    private final Principals principals;
    private final int pingAfterSeconds;

    ChatSocket(
            Sockets sockets,
            SocketConfig limits,
            Audience<Peer> audience,
            MessageStore messages,
            ConversationStore conversations,
            PresenceProducer presence,
            EventPublisher events,
            Principals principals) {
        this.frames = sockets.serve(ChatCommand.class, this);
        this.audience = audience;
        this.messages = messages;
        this.conversations = conversations;
        this.presence = presence;
        this.events = events;
        this.principals = principals;
        // Two chances to be heard before the silence is too long.
        this.pingAfterSeconds = Math.toIntExact(limits.silence().toSeconds() / 2 - 5);
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        return frames.open(connection, principals.current());
    }

    @OnTextMessage
    Uni<Void> text(String text, WebSocketConnection connection) {
        return frames.text(connection, text);
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer frame, WebSocketConnection connection) {
        frames.binary(connection);
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> close(WebSocketConnection connection) {
        frames.close(connection);
        return Uni.createFrom().voidItem();
    }

    @OnError
    Uni<Void> error(WebSocketConnection connection, Throwable failure) {
        return frames.error(connection, failure);
    }

    @Override
    public Uni<Void> opened(Peer peer) {
        var account = peer.principal().account();
        peer.send(
                frames.encode(
                        new ChatFrame.Hello(account, pingAfterSeconds, MessageText.MAX_BYTES)));
        // Heard of by account before the conversations are read: one that is opened meanwhile comes
        // by either way.
        audience.arrive(peer, account);
        presence.set(account, peer, State.ONLINE);
        return conversations
                .conversationsOf(account)
                .invoke(all -> all.forEach((id, members) -> audience.join(peer, id, members)))
                .replaceWithVoid();
    }

    @Override
    public void closed(Peer peer) {
        audience.leave(peer);
        presence.gone(peer.principal().account(), peer);
    }

    @Override
    public Uni<Answer> handle(Peer peer, ChatCommand command) {
        return switch (command) {
            case ChatCommand.SendMessage send -> send(peer, send);
            case ChatCommand.SetTyping typing -> setTyping(peer, typing);
            case ChatCommand.MarkRead read -> markRead(peer, read);
            case ChatCommand.SetPresence set -> setPresence(peer, set);
            case ChatCommand.Resume resume -> resume(peer, resume);
        };
    }

    private Uni<Answer> send(Peer peer, ChatCommand.SendMessage command) {
        return switch (MessageText.check(command.text())) {
            case MessageText.Checked.Bad(var problem) -> refused(problem);
            case MessageText.Checked.Good(var text) ->
                    ifMember(
                            peer,
                            command.conversation(),
                            () ->
                                    messages.send(
                                                    new Send(
                                                            command.conversation(),
                                                            peer.principal().account(),
                                                            command.clientId(),
                                                            text))
                                            .map(result -> sent(command.conversation(), result)));
        };
    }

    private static Answer sent(ConversationId conversation, SendResult result) {
        return switch (result) {
            case SendResult.Sent(var number, var id, var sentAt) ->
                    Answer.done(new ChatFrame.Result.Sent(conversation, number, id, sentAt));
            case SendResult.ClientIdReused() ->
                    Answer.refused(
                            Problem.of(
                                    ChatProblem.CLIENT_ID_REUSED,
                                    "Another message of yours has this client id already."));
        };
    }

    private Uni<Answer> setTyping(Peer peer, ChatCommand.SetTyping command) {
        return ifMember(
                peer,
                command.conversation(),
                () -> {
                    tell(
                            new ChatEvent.TypingChanged(
                                    command.conversation(),
                                    peer.principal().account(),
                                    command.active()));
                    return Uni.createFrom().item(Answer.DONE);
                });
    }

    private Uni<Answer> markRead(Peer peer, ChatCommand.MarkRead command) {
        if (command.number() < 0) {
            return refused(Problem.of(CommonProblem.INVALID_REQUEST, "“number” is less than 0."));
        }
        var reader = peer.principal().account();
        return conversations
                .markRead(command.conversation(), reader, command.number())
                .map(marked ->
                        switch (marked) {
                            case MOVED -> {
                                tell(
                                        new ChatEvent.ReadMarkerMoved(
                                                command.conversation(), reader, command.number()));
                                yield Answer.DONE;
                            }
                            case STOOD_THERE -> Answer.DONE;
                            case NO_SUCH_MESSAGE ->
                                    Answer.refused(
                                            Problem.of(
                                                    ChatProblem.MESSAGE_NOT_FOUND,
                                                    "No message has that number yet."));
                            case NOT_A_MEMBER -> Answer.refused(notFound());
                        });
    }

    private Uni<Answer> setPresence(Peer peer, ChatCommand.SetPresence command) {
        return switch (command.state()) {
            case ONLINE -> present(peer, State.ONLINE);
            case AWAY -> present(peer, State.AWAY);
            case OFFLINE ->
                    refused(
                            Problem.of(
                                    CommonProblem.INVALID_REQUEST,
                                    "“state” is “online” or “away”; to be offline, close."));
        };
    }

    private Uni<Answer> present(Peer peer, State state) {
        presence.set(peer.principal().account(), peer, state);
        return Uni.createFrom().item(Answer.DONE);
    }

    private Uni<Answer> resume(Peer peer, ChatCommand.Resume command) {
        // The digits of a transaction number, which is an unsigned 64-bit one.
        if (!command.cursor().matches("[0-9]{1,19}")) {
            return refused(cursorUnknown());
        }
        return conversations
                .changedSince(peer.principal().account(), command.cursor())
                .map(resumed ->
                        switch (resumed) {
                            case ConversationStore.Resumed.Changes(var cursor, var changed) ->
                                    Answer.done(new ChatFrame.Result.Resumed(cursor, changed));
                            case ConversationStore.Resumed.TooFar() ->
                                    Answer.refused(cursorUnknown());
                        });
    }

    /// What the audience does not know yet may be seconds old and known to the database.
    private Uni<Answer> ifMember(
            Peer peer, ConversationId conversation, java.util.function.Supplier<Uni<Answer>> then) {
        if (audience.isIn(peer, conversation)) {
            return then.get();
        }
        return conversations
                .isMember(conversation, peer.principal().account())
                .flatMap(member -> member ? then.get() : refused(notFound()));
    }

    private void tell(ChatEvent event) {
        events.publish(Topic.CHAT_EVENTS, event)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf("event not published: %s", failure.getMessage()));
    }

    private static Uni<Answer> refused(Problem problem) {
        return Uni.createFrom().item(Answer.refused(problem));
    }

    private static Problem notFound() {
        return Problem.of(
                ChatProblem.CONVERSATION_NOT_FOUND,
                "There is no such conversation, or you are not in it.");
    }

    private static Problem cursorUnknown() {
        return Problem.of(
                ChatProblem.CURSOR_UNKNOWN,
                "The cursor is unknown or too old: load the list of conversations.");
    }
}
