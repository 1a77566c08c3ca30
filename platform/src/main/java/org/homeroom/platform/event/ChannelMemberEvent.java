package org.homeroom.platform.event;

import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// On `channel-members`: who is in which channel as what, and what a channel is called. The last
/// event of a key is its state.
public sealed interface ChannelMemberEvent extends Event {
    ConversationId channel();

    /// Counts the changes of the channel; a reader drops what is not newer than what it has under
    /// the same key.
    long revision();

    /// Somebody is in the channel. Keys carry the member, or one record would have to list them all
    /// and be written anew for each who joins.
    @EventType("org.homeroom.channel.member-changed")
    record MemberChanged(ConversationId channel, AccountId account, MemberRole role, long revision)
            implements ChannelMemberEvent {
        @Override
        public String key() {
            return memberKey(channel, account);
        }
    }

    /// Somebody is no longer in the channel. Stays for good, so that a reader who begins late does
    /// not take an older record of theirs for the last.
    @EventType("org.homeroom.channel.member-removed")
    record MemberRemoved(ConversationId channel, AccountId account, long revision)
            implements ChannelMemberEvent {
        @Override
        public String key() {
            return memberKey(channel, account);
        }
    }

    /// @param name 1–80 characters, for people to read
    /// @param archived whether nothing new may begin in it
    @EventType("org.homeroom.channel.channel-changed")
    record ChannelChanged(ConversationId channel, String name, boolean archived, long revision)
            implements ChannelMemberEvent {
        @Override
        public String key() {
            return channel.toString();
        }
    }

    private static String memberKey(ConversationId channel, AccountId account) {
        return channel + "/" + account;
    }
}
