package org.homeroom.chat.membership;

import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// What a refusal is called on the wire.
public final class Refusals {
    private Refusals() {}

    public static Problem problem(Refusal reason) {
        return switch (reason) {
            case NOT_A_MEMBER ->
                    Problem.of(
                            ChatProblem.CONVERSATION_NOT_FOUND,
                            "There is no such conversation, or you are not in it.");
            case NOT_ALLOWED ->
                    Problem.of(CommonProblem.NOT_ALLOWED, "Your role here does not allow this.");
            case WRONG_KIND ->
                    Problem.of(
                            ChatProblem.WRONG_KIND,
                            "There is nothing of the sort in this kind of conversation.");
            case ARCHIVED ->
                    Problem.of(
                            ChatProblem.CHANNEL_ARCHIVED,
                            "The channel is archived: nothing changes in it any more.");
            case FULL ->
                    Problem.of(
                            ChatProblem.CONVERSATION_FULL,
                            "As many people are in it as there may be.");
            case LAST_OWNER ->
                    Problem.of(
                            ChatProblem.LAST_OWNER,
                            "A channel keeps an owner: make somebody else one first.");
            case INVITER_MAY_NOT ->
                    Problem.of(
                            ChatProblem.INVITATION_INVALID,
                            "The invitation was used up, is too old or was taken back.");
        };
    }
}
