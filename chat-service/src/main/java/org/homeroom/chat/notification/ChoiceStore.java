package org.homeroom.chat.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.chat.notification.ConversationNotifications.Level;
import org.homeroom.chat.notification.ConversationNotifications.Mute;
import org.homeroom.platform.event.ChatEvent.ChoicesChanged;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// What people want to be notified of. It is kept here so that all of their devices agree, and they
/// are told at once.
@ApplicationScoped
public class ChoiceStore {
    /// What [#of] reads, of a member that a query calls `me`, in a conversation that it calls `c`.
    public static final String COLUMNS =
            """
            COALESCE(me.level, CASE c.kind WHEN 'channel' THEN 'mentions' ELSE 'all' END) AS level,
            me.muted_until, me.favourite, me.archived_up_to\
            """;

    private static final String IN_CONVERSATION =
            """
            SELECT %s FROM member me JOIN conversation c ON c.id = me.conversation_id
            WHERE me.conversation_id = $1 AND me.account_id = $2
            """
                    .formatted(COLUMNS);

    private static final String CHOOSE_IN_CONVERSATION =
            """
            WITH chosen AS (
                UPDATE member me SET level = $3, muted_until = $4, favourite = $5,
                       archived_up_to = CASE WHEN $6::bigint IS NOT NULL THEN LEAST($6::bigint, c.last_number) END,
                       changed = pg_current_xact_id()
                FROM conversation c
                WHERE me.conversation_id = $1 AND me.account_id = $2 AND c.id = me.conversation_id
                RETURNING me.conversation_id, me.account_id, me.archived_up_to
            ), told AS (
                INSERT INTO unpublished (conversation_id, reader_id, first_number, last_number, tried_at)
                SELECT conversation_id, account_id, 0, 0, $7 FROM chosen RETURNING id
            )
            SELECT told.id, chosen.archived_up_to FROM told, chosen
            """;

    private static final String SETTINGS =
            "SELECT notifications::text FROM preference WHERE account_id = $1 AND notifications IS NOT NULL";

    private static final String CHOOSE_SETTINGS =
            """
            WITH chosen AS (
                INSERT INTO preference (account_id, notifications) VALUES ($1, $2::text::jsonb)
                ON CONFLICT (account_id) DO UPDATE SET notifications = excluded.notifications
            )
            INSERT INTO unpublished (reader_id, first_number, last_number, tried_at) VALUES ($1, 0, 0, $3) RETURNING id
            """;

    private final Pool pool;
    private final PublicationStore publications;
    private final ObjectMapper json;
    private final Clock clock;

    ChoiceStore(Pool pool, PublicationStore publications, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.publications = publications;
        this.json = json;
        this.clock = clock;
    }

    /// A row with [#COLUMNS].
    public static ConversationNotifications of(Row row) {
        var mutedUntil = row.getOffsetDateTime("muted_until");
        return new ConversationNotifications(
                Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                mutedUntil == null ? null : muted(mutedUntil.toInstant()),
                row.getBoolean("favourite"),
                row.getLong("archived_up_to"));
    }

    private static Mute muted(Instant until) {
        return new Mute(until.equals(PageKey.LATEST) ? null : until);
    }

    /// Empty for somebody who is not in the conversation.
    public Uni<Optional<ConversationNotifications>> get(
            ConversationId conversation, AccountId account) {
        return pool.preparedQuery(IN_CONVERSATION)
                .execute(Tuple.of(conversation.value(), account.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(ChoiceStore::of)
                                .findFirst());
    }

    /// @return what is kept now: nobody puts away what was not said yet. Empty for somebody who is
    ///   not in the conversation
    Uni<Optional<ConversationNotifications>> choose(
            ConversationId conversation, AccountId account, ConversationNotifications chosen) {
        return pool.preparedQuery(CHOOSE_IN_CONVERSATION)
                .execute(
                        Tuple.tuple()
                                .addUUID(conversation.value())
                                .addUUID(account.value())
                                .addString(chosen.level().name().toLowerCase(Locale.ROOT))
                                .addOffsetDateTime(until(chosen.mute()))
                                .addBoolean(chosen.favourite())
                                .addLong(chosen.archivedUpTo())
                                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .findFirst()
                                .map(row -> {
                                    publications.publish(
                                            row.getLong("id"),
                                            List.of(new ChoicesChanged(account, conversation)));
                                    return new ConversationNotifications(
                                            chosen.level(),
                                            chosen.mute(),
                                            chosen.favourite(),
                                            row.getLong("archived_up_to"));
                                }));
    }

    private static @Nullable OffsetDateTime until(@Nullable Mute mute) {
        if (mute == null) {
            return null;
        }
        return (mute.until() == null ? PageKey.LATEST : mute.until()).atOffset(ZoneOffset.UTC);
    }

    public Uni<NotificationSettings> settings(AccountId account) {
        return pool.preparedQuery(SETTINGS)
                .execute(Tuple.of(account.value()))
                .map(rows ->
                        rows.size() == 0
                                ? NotificationSettings.UNCHOSEN
                                : read(rows.iterator().next().getString(0)));
    }

    private NotificationSettings read(String text) {
        try {
            return json.readValue(text, NotificationSettings.class);
        } catch (JsonProcessingException notOurs) {
            throw new UncheckedIOException("what was stored", notOurs);
        }
    }

    Uni<Void> choose(AccountId account, NotificationSettings chosen) {
        String text;
        try {
            text = json.writeValueAsString(chosen);
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
        return pool.preparedQuery(CHOOSE_SETTINGS)
                .execute(Tuple.of(account.value(), text, clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(rows ->
                        publications.publish(
                                rows.iterator().next().getLong("id"),
                                List.of(new ChoicesChanged(account, null))))
                .replaceWithVoid();
    }
}
