package org.homeroom.chat.export;

import java.time.Instant;
import java.time.ZoneId;
import org.homeroom.chat.membership.Terms;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// What is exported, as of when, and for whom.
///
/// @param archivedAt null if it is not
/// @param lastNumber messages up to this one are exported, each as it is when its turn comes
/// @param lastChange what has a higher change was changed while the export was made
/// @param language of the page
/// @param zone in which the page gives times
record Exported(
        ConversationId channel,
        Terms.Channel terms,
        Instant createdAt,
        @Nullable Instant archivedAt,
        int memberCount,
        long lastNumber,
        long lastChange,
        AccountId by,
        Instant at,
        PageLanguage language,
        ZoneId zone) {}
