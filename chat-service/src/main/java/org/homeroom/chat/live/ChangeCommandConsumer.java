package org.homeroom.chat.live;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.change.Change;
import org.homeroom.chat.change.ChangeResult;
import org.homeroom.chat.change.ChangeStore;
import org.homeroom.chat.change.Emoji;
import org.homeroom.chat.live.ChatCommand.ChangeMessage;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.message.PostTitle;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.Answer;

/// Carries out what a client asks to be changed of a message.
@Singleton
class ChangeCommandConsumer {
    private final ChangeStore changes;

    ChangeCommandConsumer(ChangeStore changes) {
        this.changes = changes;
    }

    Uni<Answer> handle(AccountId by, ChangeMessage command) {
        return switch (command) {
            case ChatCommand.EditMessage edit -> edit(by, edit);
            case ChatCommand.DeleteMessage _ -> make(by, command, new Change.Delete());
            case ChatCommand.SetReaction(_, _, _, var emoji, var present) ->
                    Emoji.of(emoji)
                            .map(one -> make(by, command, new Change.React(one, present)))
                            .orElseGet(() -> refused(Emoji.problem()));
            case ChatCommand.SetPin(_, _, _, var present) ->
                    make(by, command, new Change.Pin(present));
            case ChatCommand.SetComments(_, _, _, var allowed) ->
                    make(by, command, new Change.Comments(allowed));
        };
    }

    private Uni<Answer> edit(AccountId by, ChatCommand.EditMessage command) {
        var title = command.title();
        var fault = title == null ? null : PostTitle.problemOf(title).orElse(null);
        if (fault != null) {
            return refused(fault);
        }
        return switch (MessageText.check(command.text())) {
            case MessageText.Checked.Bad(var problem) -> refused(problem);
            case MessageText.Checked.Good(var text) ->
                    make(
                            by,
                            command,
                            new Change.Edit(
                                    command.clientId(),
                                    title == null ? null : new PostTitle(title),
                                    text));
        };
    }

    private Uni<Answer> make(AccountId by, ChangeMessage command, Change.Deed deed) {
        return changes.make(new Change(command.conversation(), command.number(), by, deed))
                .map(result ->
                        switch (result) {
                            case ChangeResult.Done(var change) ->
                                    Answer.done(
                                            new ChatFrame.Result.Changed(
                                                    command.conversation(),
                                                    command.number(),
                                                    change));
                            case ChangeResult.Refused(var reason) ->
                                    Answer.refused(problem(reason));
                            case ChangeResult.TooManyWaiting() ->
                                    Answer.refused(
                                            Problem.retry(
                                                    CommonProblem.BUSY,
                                                    "More changes come in than can be stored.",
                                                    Duration.ofSeconds(1)));
                        });
    }

    private static Problem problem(ChangeResult.Refusal reason) {
        return switch (reason) {
            case NOT_A_MEMBER ->
                    Problem.of(
                            ChatProblem.CONVERSATION_NOT_FOUND,
                            "There is no such conversation, or you are not in it.");
            case NO_SUCH_MESSAGE ->
                    Problem.of(
                            ChatProblem.MESSAGE_NOT_FOUND,
                            "There is no message of that number, or it is not for you.");
            case NOT_ALLOWED ->
                    Problem.of(
                            CommonProblem.NOT_ALLOWED,
                            "Only who wrote a message edits it; only who answers for the channel"
                                    + " pins, or deletes what others wrote, or switches comments on"
                                    + " their posts.");
            case ARCHIVED ->
                    Problem.of(ChatProblem.CHANNEL_ARCHIVED, "Nothing changes here any more.");
            case CLOSED -> ChatSocket.closed();
            case DELETED -> Problem.of(ChatProblem.MESSAGE_DELETED, "The message is deleted.");
            case WRONG_KIND ->
                    Problem.of(
                            ChatProblem.WRONG_KIND,
                            "Posts have a title and comments, other messages have none.");
            case MENTIONS_EVERYBODY ->
                    Problem.of(CommonProblem.NOT_ALLOWED, "You may not mention everybody here.");
            case TOO_MANY_REACTIONS ->
                    Problem.of(
                            ChatProblem.TOO_MANY_REACTIONS,
                            "A message has at most 20 different reactions.");
            case TOO_MANY_PINS ->
                    Problem.of(
                            ChatProblem.TOO_MANY_PINS,
                            "At most 50 messages of a conversation are pinned.");
            case CLIENT_ID_REUSED ->
                    Problem.of(
                            ChatProblem.CLIENT_ID_REUSED,
                            "Another edit of the message has this client id already.");
        };
    }

    private static Uni<Answer> refused(Problem problem) {
        return Uni.createFrom().item(Answer.refused(problem));
    }
}
