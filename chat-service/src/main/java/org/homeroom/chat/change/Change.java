package org.homeroom.chat.change;

import java.util.UUID;
import org.homeroom.chat.message.Lanes;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.message.PostTitle;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// What somebody wants changed of a message.
///
/// @param number the message's
public record Change(ConversationId conversation, long number, AccountId by, Deed deed)
        implements Lanes.Item {

    public sealed interface Deed {}

    /// It says something else.
    ///
    /// @param clientId the editor's own name for this edit: tried again, it does not undo what came
    ///   after it
    /// @param title of a post; null for every other message
    public record Edit(UUID clientId, @Nullable PostTitle title, MessageText text)
            implements Deed {}

    /// It is gone, but for its place.
    public record Delete() implements Deed {}

    /// As [Delete], because somebody reported it: by whoever settles that, who need not be in the
    /// conversation, nor is it asked here whether they may.
    public record Remove() implements Deed {}

    /// @param present whether the reaction is to be there
    public record React(Emoji emoji, boolean present) implements Deed {}

    /// @param present whether it is to be pinned
    public record Pin(boolean present) implements Deed {}

    /// Of a post.
    ///
    /// @param allowed whether it is to take comments; those that it has stay
    public record Comments(boolean allowed) implements Deed {}

    private record Name(AccountId by, long number, UUID clientId) {}

    /// Only edits have names. All others are done again if they are asked for again: between two
    /// that look the same, one may stand that undoes the first.
    @Override
    public Object key() {
        return deed instanceof Edit edit ? new Name(by, number, edit.clientId) : new Object();
    }
}
