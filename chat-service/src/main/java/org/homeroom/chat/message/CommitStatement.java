package org.homeroom.chat.message;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Numbers, stores and marks a group in one statement: all of it happens or nothing does, so no
/// number is ever skipped. No row comes back, and nothing has happened, if there is no such
/// conversation of the kind or one of the senders is not in it.
///
/// It is as long as the group needs. Most groups are plain messages, and PostgreSQL spends more on
/// planning for posts, calls and files that are not there than on storing the messages; worse, it
/// takes the long statement for one that is worth planning anew every time.
///
/// The parameters are those that every statement has, and then of each part that it has:
///
/// | | |
/// |---|---|
/// | `$1` | the conversation |
/// | `$2` | how many messages |
/// | `$3` | sent at |
/// | `$4…$8` | ids, senders, client ids, texts, and what they reply to, in order |
/// | `$9` | whether the conversation is to be a channel |
/// | `$10` | the revision by which the senders were judged; null leaves it to this statement, for which membership is all that matters then |
/// | `$11` | the last deletion by which they were judged, or null |
/// | posts | titles, whether comments are allowed, the posts commented on, moments as media and position, in order |
/// | calls | the place of the message, whom it calls, who wrote it; once, what stands for everybody |
/// | files | of each message, null for none |
/// | cards | of each message what it has of a call, null for none; who missed that call, null for nobody |
/// | forwards | of each message who said it first, null for those who say it themselves |
///
/// The update may have to wait for another one of the row, and then looks again at that row and at
/// nothing else: that the revision is still the one of its beginning shows that the members that it
/// has seen still are. In the same way the last deletion shows that no message was deleted since
/// that is now answered.
///
/// Of those whom a message calls members count. They, and who wrote what it answers or missed the
/// call, find it in Activity. That each file is the sender's own, finished, there and in no other
/// message is a matter of references: one that is not fails everything.
///
/// @param posts whether there may be posts and comments
/// @param answers whether a message answers another one
/// @param calls whether a message calls somebody
/// @param files whether a message has files
/// @param cards whether a message is what is left of a call
/// @param forwards whether a message was said elsewhere before
record CommitStatement(
        boolean posts,
        boolean answers,
        boolean calls,
        boolean files,
        boolean cards,
        boolean forwards) {
    private static final int COMMON = 11;
    private static final int OF_POSTS = 5;
    private static final int OF_CALLS = 4;

    private static final List<String> TEXTS =
            IntStream.range(0, 64)
                    .mapToObj(bits ->
                            new CommitStatement(
                                            (bits & 1) != 0,
                                            (bits & 2) != 0,
                                            (bits & 4) != 0,
                                            (bits & 8) != 0,
                                            (bits & 16) != 0,
                                            (bits & 32) != 0)
                                    .compose())
                    .toList();

    String sql() {
        return TEXTS.get(
                (posts ? 1 : 0)
                        + (answers ? 2 : 0)
                        + (calls ? 4 : 0)
                        + (files ? 8 : 0)
                        + (cards ? 16 : 0)
                        + (forwards ? 32 : 0));
    }

    private String compose() {
        var firstCall = COMMON + (posts ? OF_POSTS : 0);
        var firstFile = firstCall + (calls ? OF_CALLS : 0);
        var firstCard = firstFile + (files ? 1 : 0);
        var firstForward = firstCard + (cards ? 2 : 0);
        return NUMBERED
                + stored(firstFile, firstCard, firstForward)
                + (posts ? ACTIVE : "")
                + (calls ? CALLED.formatted(numbers(firstCall, OF_CALLS)) : "")
                + (calls || answers || cards ? concerned(firstCard) : "")
                + (files ? ATTACHED.formatted(firstFile + 1) : "")
                + MARKED
                + (files ? FILES_TOLD : "")
                + " FROM numbered, marked";
    }

    private static Object[] numbers(int after, int count) {
        return IntStream.rangeClosed(after + 1, after + count).boxed().toArray();
    }

    private String stored(int firstFile, int firstCard, int firstForward) {
        return """
        , stored AS (
            INSERT INTO message (conversation_id, number, id, sender_id, client_id, text, sent_at, reply_to%s%s%s%s)
            SELECT $1, base + new.place, new.id, new.sender_id, new.client_id, new.text, $3, new.reply_to%s%s%s%s
            FROM numbered, unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::bigint[]%s%s%s%s)
                WITH ORDINALITY AS new (id, sender_id, client_id, text, reply_to%s%s%s%s, place)
            %s
        )
        """
                .formatted(
                        posts
                                ? ", title, comments_allowed, post_number, moment_media, moment_position, active_number"
                                : "",
                        files ? ", files" : "",
                        cards ? ", call, is_uncounted" : "",
                        forwards ? ", forwarded" : "",
                        posts
                                ? """
                                , new.title, new.comments_allowed, new.post_number, new.moment_media, new.moment_position,
                                CASE WHEN new.title IS NOT NULL THEN base + new.place END\
                                """
                                : "",
                        files ? ", " + FILES : "",
                        cards ? ", new.call, new.call IS NOT NULL AND new.missed_by IS NULL" : "",
                        forwards ? ", new.forwarded" : "",
                        posts
                                ? ", $12::text[], $13::boolean[], $14::bigint[], $15::text[], $16::bigint[]"
                                : "",
                        files ? ", $%d::text[]".formatted(firstFile + 1) : "",
                        cards
                                ? ", $%d::jsonb[], $%d::uuid[]"
                                        .formatted(firstCard + 1, firstCard + 2)
                                : "",
                        forwards ? ", $%d::jsonb[]".formatted(firstForward + 1) : "",
                        posts
                                ? ", title, comments_allowed, post_number, moment_media, moment_position"
                                : "",
                        files ? ", files" : "",
                        cards ? ", call, missed_by" : "",
                        forwards ? ", forwarded" : "",
                        files ? "RETURNING number, files" : "");
    }

    private String concerned(int firstCard) {
        return """
        , concerned AS (
            INSERT INTO activity (account_id, conversation_id, number, by_id, at)
            SELECT who.account_id, $1, who.number, who.sender_id, $3 FROM (%s) AS who
            WHERE who.account_id <> who.sender_id
        )
        """
                .formatted(
                        Stream.of(
                                        calls
                                                ? "SELECT account_id, number, sender_id FROM called"
                                                : "",
                                        answers ? answered() : "",
                                        cards ? MISSED.formatted(firstCard + 2) : "")
                                .filter(part -> !part.isEmpty())
                                .collect(joining(" UNION ")));
    }

    private String answered() {
        return """
        SELECT answered.sender_id AS account_id, base + new.place AS number, new.sender_id
        FROM numbered, unnest($5::uuid[], $8::bigint[]%s) WITH ORDINALITY AS new (sender_id, reply_to%s, place)
        JOIN message answered ON answered.conversation_id = $1 AND answered.number IN (new.reply_to%s)\
        """
                .formatted(
                        posts ? ", $14::bigint[]" : "",
                        posts ? ", post_number" : "",
                        posts ? ", new.post_number" : "");
    }

    /// The same for bare messages of several conversations, none of which is a channel. Those of
    /// which no row comes back are as they were.
    ///
    /// `$1` the conversations, `$2` how many messages of each, `$3` sent at; of each message `$4`
    /// its conversation, `$5` its place there from 1, `$6` its id, `$7` sender, `$8` client id and
    /// `$9` text. Rows are locked in one order, so that two of these never wait for each other.
    static final String TOGETHER =
            """
            WITH asked AS (
                SELECT c.id, c.revision, new.size
                FROM unnest($1::uuid[], $2::bigint[]) AS new (id, size)
                JOIN conversation c ON c.id = new.id AND c.kind <> 'channel' AND NOT c.is_closed
                WHERE NOT EXISTS (
                    SELECT FROM unnest($4::uuid[], $7::uuid[]) AS sender (conversation_id, id)
                    WHERE sender.conversation_id = new.id
                      AND NOT EXISTS (SELECT FROM member WHERE conversation_id = sender.conversation_id
                                                           AND account_id = sender.id))
            ), locked AS (
                SELECT id FROM conversation WHERE id IN (SELECT id FROM asked) ORDER BY id FOR NO KEY UPDATE
            ), numbered AS (
                UPDATE conversation c
                SET last_number = c.last_number + asked.size, last_at = GREATEST(c.last_at, $3),
                    changed = pg_current_xact_id()
                FROM asked JOIN locked ON locked.id = asked.id
                WHERE c.id = asked.id AND c.revision = asked.revision
                RETURNING c.id, c.revision, c.last_number - asked.size AS base, c.last_number
            ), stored AS (
                INSERT INTO message (conversation_id, number, id, sender_id, client_id, text, sent_at)
                SELECT numbered.id, base + new.place, new.id, new.sender_id, new.client_id, new.text, $3
                FROM numbered JOIN unnest($4::uuid[], $5::bigint[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[])
                    AS new (conversation_id, place, id, sender_id, client_id, text) ON new.conversation_id = numbered.id
            ), marked AS (
                INSERT INTO unpublished (conversation_id, first_number, last_number, tried_at)
                SELECT id, base + 1, last_number, $3 FROM numbered
                RETURNING id, conversation_id
            )
            SELECT numbered.id, base, revision, marked.id AS publication
            FROM numbered JOIN marked ON marked.conversation_id = numbered.id
            """;

    private static final String NUMBERED =
            """
            WITH numbered AS (
                UPDATE conversation
                SET last_number = last_number + $2, last_at = GREATEST(last_at, $3), changed = pg_current_xact_id()
                WHERE id = $1 AND (kind = 'channel') = $9
                  AND revision = COALESCE($10::bigint, (SELECT revision FROM conversation WHERE id = $1))
                  -- What was judged may stand in a closed one too, as what is left of a call does.
                  AND ($10::bigint IS NOT NULL OR NOT is_closed)
                  AND last_deletion = COALESCE($11::bigint, last_deletion)
                  AND NOT EXISTS (
                    SELECT FROM unnest($5::uuid[]) AS sender (id)
                    WHERE NOT EXISTS (SELECT FROM member WHERE conversation_id = $1 AND account_id = sender.id))
                RETURNING last_number - $2 AS base, revision
            )
            """;

    private static final String FILES =
            """
            CASE WHEN new.files IS NOT NULL THEN (
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                           'id', f.id, 'name', f.name, 'type', f.type, 'bytes', f.bytes,
                           'width', f.width, 'height', f.height, 'placeholder', f.placeholder))
                       ORDER BY named.place)
                FROM unnest(new.files::uuid[]) WITH ORDINALITY AS named (id, place)
                JOIN file f ON f.id = named.id) END\
            """;

    private static final String ACTIVE =
            """
            , active AS (
                UPDATE message p SET active_number = latest.number
                FROM (SELECT new.post_number, max(base + place) AS number
                      FROM numbered, unnest($14::bigint[]) WITH ORDINALITY AS new (post_number, place)
                      WHERE new.post_number IS NOT NULL GROUP BY new.post_number) AS latest
                WHERE p.conversation_id = $1 AND p.number = latest.post_number
            )
            """;

    private static final String CALLED =
            """
            , called AS (
                INSERT INTO mention (conversation_id, account_id, number, sender_id)
                SELECT $1, new.account_id, base + new.place, new.sender_id
                FROM numbered, unnest($%d::bigint[], $%d::uuid[], $%d::uuid[]) AS new (place, account_id, sender_id)
                WHERE new.account_id = $%d
                   OR EXISTS (SELECT FROM member WHERE conversation_id = $1 AND account_id = new.account_id)
                RETURNING account_id, number, sender_id
            )
            """;

    private static final String ATTACHED =
            """
            , attached AS (
                INSERT INTO message_file (file_id, sender_id, conversation_id, number)
                SELECT named.id, new.sender_id, $1, base + new.place
                FROM numbered, unnest($5::uuid[], $%d::text[]) WITH ORDINALITY AS new (sender_id, files, place),
                     unnest(new.files::uuid[]) AS named (id)
            )
            """;

    private static final String MISSED =
            """
            SELECT new.missed_by AS account_id, base + new.place AS number, new.sender_id
            FROM numbered, unnest($5::uuid[], $%d::uuid[]) WITH ORDINALITY AS new (sender_id, missed_by, place)
            WHERE new.missed_by IS NOT NULL\
            """;

    private static final String MARKED =
            """
            , marked AS (
                INSERT INTO unpublished (conversation_id, first_number, last_number, tried_at)
                SELECT $1, base + 1, base + $2, $3 FROM numbered
                RETURNING id
            )
            SELECT base, revision, marked.id AS publication
            """;

    private static final String FILES_TOLD =
            ", (SELECT jsonb_object_agg(number, files) FROM stored WHERE files IS NOT NULL) AS files";
}
