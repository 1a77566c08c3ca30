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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.conversation.ConversationStore;
import org.homeroom.chat.conversation.MemberStore;
import org.homeroom.chat.forward.ForwardStore;
import org.homeroom.chat.forward.ForwardStore.Forwarding;
import org.homeroom.chat.message.Content;
import org.homeroom.chat.message.MessageStore;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.message.PostTitle;
import org.homeroom.chat.message.Send;
import org.homeroom.chat.message.SendResult;
import org.homeroom.chat.person.People;
import org.homeroom.chat.presence.PresenceProducer;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.Answer;
import org.homeroom.platform.socket.CloseCode;
import org.homeroom.platform.socket.Peer;
import org.homeroom.platform.socket.SocketHandler;
import org.homeroom.platform.socket.SocketServer;
import org.homeroom.platform.socket.Sockets;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `/ws/chat`: a person's live line to their conversations. Carries out what a client asks; what
/// happens elsewhere comes in by [ChatEventConsumer].
@WebSocket(path = "/ws/chat")
@Authenticated
class ChatSocket implements SocketHandler<ChatCommand> {
    private static final Logger LOG = Logger.getLogger(ChatSocket.class);

    private final SocketServer<ChatCommand> frames;
    private final Audience<Peer> audience;
    private final MessageStore messages;
    private final ForwardStore forwards;
    private final ChangeCommandConsumer changes;
    private final ConversationStore conversations;
    private final MemberStore members;
    private final People people;
    private final WelcomeProducer welcome;
    private final PresenceProducer presence;
    private final WatchProducer watches;
    private final EventPublisher events;
    private final Principals principals;

    ChatSocket(
            Sockets sockets,
            Audience<Peer> audience,
            MessageStore messages,
            ForwardStore forwards,
            ChangeCommandConsumer changes,
            ConversationStore conversations,
            MemberStore members,
            People people,
            WelcomeProducer welcome,
            PresenceProducer presence,
            WatchProducer watches,
            EventPublisher events,
            Principals principals) {
        this.frames = sockets.serve(ChatCommand.class, this);
        this.audience = audience;
        this.messages = messages;
        this.forwards = forwards;
        this.changes = changes;
        this.conversations = conversations;
        this.members = members;
        this.people = people;
        this.welcome = welcome;
        this.presence = presence;
        this.watches = watches;
        this.events = events;
        this.principals = principals;
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

    /// Commands wait for the end of this, so that what a `resume` does not tell is told live.
    @Override
    public Uni<Void> opened(Peer peer) {
        presence.set(peer.principal().account(), peer, State.ONLINE);
        return welcome.welcome(peer)
                .onFailure()
                .invoke(failure -> {
                    LOG.warnf("socket closed, it would hear nothing: %s", failure.toString());
                    peer.close(CloseCode.INTERNAL_ERROR);
                })
                .onFailure()
                .recoverWithNull();
    }

    @Override
    public void closed(Peer peer) {
        audience.leave(peer);
        presence.gone(peer.principal().account(), peer);
    }

    @Override
    public Uni<Answer> handle(Peer peer, ChatCommand command) {
        return switch (command) {
            case ChatCommand.SendMessage(
                            _,
                            var conversation,
                            var clientId,
                            var text,
                            var replyTo,
                            var files) ->
                    send(
                            peer,
                            conversation,
                            clientId,
                            text,
                            null,
                            files,
                            good -> new Content.Plain(good, replyTo));
            case ChatCommand.SendPost post -> sendPost(peer, post);
            case ChatCommand.SendComment(
                            _,
                            var conversation,
                            var clientId,
                            var post,
                            var text,
                            var replyTo,
                            var moment,
                            var files) ->
                    send(
                            peer,
                            conversation,
                            clientId,
                            text,
                            moment,
                            files,
                            good -> new Content.Comment(post, replyTo, good, moment));
            case ChatCommand.ForwardMessage forward -> forward(peer, forward);
            case ChatCommand.ChangeMessage change ->
                    changes.handle(peer.principal().account(), change);
            case ChatCommand.SetTyping typing -> setTyping(peer, typing);
            case ChatCommand.MarkRead read -> markRead(peer, read);
            case ChatCommand.MarkUnread(_, var conversation) ->
                    members.markUnread(conversation, peer.principal().account())
                            .map(marked -> marked(marked, "Nobody else has written here."));
            case ChatCommand.SetPresence set -> setPresence(peer, set);
            case ChatCommand.WatchPresence(_, var accounts) -> watchPresence(peer, accounts);
            case ChatCommand.Resume resume -> resume(peer, resume);
        };
    }

    private Uni<Answer> send(
            Peer peer,
            ConversationId conversation,
            UUID clientId,
            String text,
            @Nullable Moment moment,
            @Nullable List<FileId> named,
            Function<MessageText, Content> content) {
        if (clientId.version() == CallCard.VERSION_OF_NAMES) {
            return refused(nameOfOurs());
        }
        var fault = Optional.ofNullable(moment).flatMap(Moment::fault);
        if (fault.isPresent()) {
            return refused(
                    Problem.of(CommonProblem.INVALID_REQUEST, "“moment” " + fault.get() + "."));
        }
        var files = named == null ? new ArrayList<FileId>() : named;
        if (files.size() > Send.MOST_FILES
                || files.contains(null)
                || new HashSet<>(files).size() < files.size()) {
            return refused(
                    Problem.of(
                            CommonProblem.INVALID_REQUEST,
                            "“files” has more than %d, or one twice.".formatted(Send.MOST_FILES)));
        }
        var checked = files.isEmpty() ? MessageText.check(text) : MessageText.checkBeside(text);
        return switch (checked) {
            case MessageText.Checked.Bad(var problem) -> refused(problem);
            case MessageText.Checked.Good(var good) ->
                    send(
                            peer,
                            new Send(
                                    conversation,
                                    peer.principal().account(),
                                    clientId,
                                    content.apply(good),
                                    files));
        };
    }

    private Uni<Answer> forward(Peer peer, ChatCommand.ForwardMessage command) {
        if (command.clientId().version() == CallCard.VERSION_OF_NAMES) {
            return refused(nameOfOurs());
        }
        var title = command.title();
        var fault = title == null ? null : PostTitle.problemOf(title).orElse(null);
        if (fault != null) {
            return refused(fault);
        }
        return forwards.prepare(
                        peer.principal().account(),
                        new ForwardStore.Source(command.from(), command.number()),
                        command.conversation(),
                        command.clientId(),
                        title == null ? null : new PostTitle(title))
                .flatMap(forwarding ->
                        switch (forwarding) {
                            case Forwarding.Ready(var send) -> send(peer, send);
                            case Forwarding.Done(var sent) ->
                                    Uni.createFrom().item(sent(command.conversation(), sent));
                            case Forwarding.Refused(var problem) -> refused(problem);
                        });
    }

    private Uni<Answer> sendPost(Peer peer, ChatCommand.SendPost command) {
        return PostTitle.problemOf(command.title())
                .map(ChatSocket::refused)
                .orElseGet(() ->
                        send(
                                peer,
                                command.conversation(),
                                command.clientId(),
                                command.text(),
                                command.moment(),
                                command.files(),
                                text ->
                                        new Content.Post(
                                                new PostTitle(command.title()),
                                                text,
                                                command.commentsAllowed(),
                                                command.moment())));
    }

    /// To people who are all gone nothing is sent any more; what was sent before keeps its answer.
    private Uni<Answer> send(Peer peer, Send send) {
        var others = audience.othersIn(peer, send.conversation());
        if (!others.isEmpty() && others.stream().allMatch(one -> people.get(one).isDeleted())) {
            return messages.firstAnswer(send)
                    .map(first ->
                            first.map(result -> sent(send.conversation(), result))
                                    .orElseGet(() -> Answer.refused(recipientDeleted())));
        }
        return messages.send(send).map(result -> sent(send.conversation(), result));
    }

    private static Problem nameOfOurs() {
        return Problem.of(
                CommonProblem.INVALID_REQUEST,
                "“clientId” is a UUID of version 8: those are not for clients to give.");
    }

    private static Problem recipientDeleted() {
        return Problem.of(
                ChatProblem.RECIPIENT_DELETED,
                "This account was deleted: nobody would read the message.");
    }

    private static Answer sent(ConversationId conversation, SendResult result) {
        return switch (result) {
            case SendResult.Sent(var number, var id, var sentAt) ->
                    Answer.done(new ChatFrame.Result.Sent(conversation, number, id, sentAt));
            case SendResult.NotAMember() -> Answer.refused(notFound());
            case SendResult.Refused(var reason) -> Answer.refused(problem(reason));
            case SendResult.ClientIdReused() ->
                    Answer.refused(
                            Problem.of(
                                    ChatProblem.CLIENT_ID_REUSED,
                                    "Another message of yours has this client id already."));
            case SendResult.TooManyWaiting() ->
                    Answer.refused(
                            Problem.retry(
                                    CommonProblem.BUSY,
                                    "More messages come in than can be stored.",
                                    Duration.ofSeconds(1)));
        };
    }

    private static Problem problem(SendResult.Refusal reason) {
        return switch (reason) {
            case WRONG_KIND ->
                    Problem.of(
                            ChatProblem.WRONG_KIND,
                            "A channel has posts and comments; everything else has messages.");
            case NOT_ALLOWED ->
                    Problem.of(CommonProblem.NOT_ALLOWED, "You may not post in this channel.");
            case ARCHIVED ->
                    Problem.of(ChatProblem.CHANNEL_ARCHIVED, "Nothing is written here any more.");
            case CLOSED -> closed();
            case NO_SUCH_MESSAGE ->
                    Problem.of(
                            ChatProblem.MESSAGE_NOT_FOUND,
                            "There is no such post, or no such comment on it to reply to.");
            case DELETED ->
                    Problem.of(
                            ChatProblem.MESSAGE_DELETED,
                            "What you comment on, or reply to, was deleted.");
            case MENTIONS_EVERYBODY ->
                    Problem.of(CommonProblem.NOT_ALLOWED, "You may not mention everybody here.");
            case COMMENTS_CLOSED ->
                    Problem.of(ChatProblem.COMMENTS_CLOSED, "This post takes no comments.");
            case NO_SUCH_FILE ->
                    Problem.of(
                            ChatProblem.FILE_NOT_FOUND,
                            "There is no such file, or it is not yours.");
            case NO_SUCH_MEDIA ->
                    Problem.of(
                            ChatProblem.FILE_NOT_FOUND,
                            "There is no such video or sound in this channel.");
            case FILE_UNFINISHED ->
                    Problem.of(ChatProblem.UPLOAD_UNFINISHED, "Not all of the file is here yet.");
            case FILE_SENT ->
                    Problem.of(
                            ChatProblem.FILE_SENT,
                            "A file goes with one message, and this one did.");
        };
    }

    /// To both of the two the same: which of them blocks the other is for one of them to know.
    static Problem closed() {
        return Problem.of(
                ChatProblem.CONVERSATION_CLOSED,
                "Nothing can be written in this conversation at the moment.");
    }

    private Uni<Answer> setTyping(Peer peer, ChatCommand.SetTyping command) {
        var typer = peer.principal().account();
        return isMember(peer, command.conversation())
                .map(isMember -> {
                    if (!isMember) {
                        return Answer.refused(notFound());
                    }
                    events.publish(
                                    Topic.CHAT_EVENTS,
                                    new ChatEvent.TypingChanged(
                                            command.conversation(), typer, command.active()))
                            .subscribe()
                            .with(
                                    done -> {},
                                    failure ->
                                            LOG.debugf(
                                                    "typing not told: %s", failure.getMessage()));
                    return Answer.DONE;
                });
    }

    /// What the audience does not know yet may be seconds old and known to the database.
    private Uni<Boolean> isMember(Peer peer, ConversationId conversation) {
        return audience.isIn(peer, conversation)
                ? Uni.createFrom().item(true)
                : members.isMember(conversation, peer.principal().account());
    }

    private Uni<Answer> markRead(Peer peer, ChatCommand.MarkRead command) {
        if (command.number() < 1) {
            return refused(Problem.of(CommonProblem.INVALID_REQUEST, "“number” is less than 1."));
        }
        return members.markRead(
                        command.conversation(), peer.principal().account(), command.number())
                .map(marked -> marked(marked, "No message has that number yet."));
    }

    private static Answer marked(MemberStore.Marked marked, String noSuchMessage) {
        return switch (marked) {
            case MOVED, STOOD_THERE -> Answer.DONE;
            case NO_SUCH_MESSAGE ->
                    Answer.refused(Problem.of(ChatProblem.MESSAGE_NOT_FOUND, noSuchMessage));
            case NOT_A_MEMBER -> Answer.refused(notFound());
        };
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

    private Uni<Answer> watchPresence(Peer peer, List<AccountId> accounts) {
        var once = new HashSet<>(accounts);
        if (accounts.size() > WatchProducer.MOST
                || once.contains(null)
                || once.size() < accounts.size()) {
            return refused(
                    Problem.of(
                            CommonProblem.INVALID_REQUEST,
                            "“accounts” has more than %d, or one twice."
                                    .formatted(WatchProducer.MOST)));
        }
        return watches.watch(peer, once).replaceWith(Answer.DONE);
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
                            case ConversationStore.Resumed.Changes(
                                            var cursor,
                                            var changed,
                                            var left) ->
                                    Answer.done(
                                            new ChatFrame.Result.Resumed(cursor, changed, left));
                            case ConversationStore.Resumed.TooFar() ->
                                    Answer.refused(cursorUnknown());
                        });
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
