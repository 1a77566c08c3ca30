package org.homeroom.platform.event;

import java.util.List;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// On `direct-conversations`: which two people have one, and who of them may call the other. The
/// last event of a key is its state.
public sealed interface DirectConversationEvent extends Event {
    ConversationId conversation();

    @Override
    default String key() {
        return conversation().toString();
    }

    /// @param people the two
    /// @param revision counts up; a reader drops what is not newer
    @EventType("org.homeroom.direct-conversation.changed")
    record DirectConversationChanged(ConversationId conversation, List<Side> people, long revision)
            implements DirectConversationEvent {
        public DirectConversationChanged {
            people = List.copyOf(people);
        }
    }

    /// @param mayCall whether this person may call the other
    record Side(AccountId account, boolean mayCall) {}
}
