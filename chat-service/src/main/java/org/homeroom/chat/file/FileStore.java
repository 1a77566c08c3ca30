package org.homeroom.chat.file;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.id.IdSource;

/// What is known of files: whose they are, how far they have come, who may see them.
@ApplicationScoped
class FileStore {
    /// What a file counts at least, so that nobody has millions of empty ones.
    private static final long LEAST_COUNTED = 4096;

    private static final String COUNTED = "GREATEST(%s, " + LEAST_COUNTED + ")";

    /// Room for it is taken at the beginning: two uploads at once do not both get the last of it.
    /// No row if there is none.
    private static final String CREATE =
            """
            WITH counted AS (
                INSERT INTO file_usage AS u (account_id, bytes)
                SELECT $2, %1$s
                WHERE %1$s <= $6 AND $7 > (
                    SELECT count(*) FROM file
                    WHERE owner_id = $2 AND finished_at IS NULL AND removed_at IS NULL)
                ON CONFLICT (account_id) DO UPDATE SET bytes = u.bytes + excluded.bytes
                WHERE u.bytes + excluded.bytes <= $6
                RETURNING 1
            )
            INSERT INTO file (id, owner_id, name, bytes, expires_at)
            SELECT $1, $2, $3, $4, $5 FROM counted
            RETURNING id
            """
                    .formatted(COUNTED.formatted("$4::bigint"));

    private static final String USED =
            "SELECT COALESCE((SELECT bytes FROM file_usage WHERE account_id = $1), 0) AS used";

    private static final String UPLOAD =
            """
            SELECT id, name, stored, bytes, expires_at, pieces, finished_at IS NOT NULL AS finished FROM file
            WHERE id = $1 AND owner_id = $2 AND removed_at IS NULL
            """;

    /// Of two that store the same stretch at once, on whatever replica, one does.
    private static final String ADD_PIECE =
            """
            WITH moved AS (
                UPDATE file SET stored = stored + $4, pieces = pieces + 1, expires_at = $6
                WHERE id = $1 AND owner_id = $2 AND stored = $3 AND stored + $4 <= bytes AND removed_at IS NULL
                RETURNING id
            )
            INSERT INTO file_piece (file_id, first_byte, bytes, object) SELECT id, $3, $4, $5 FROM moved
            """;

    private static final String FINISH =
            """
            UPDATE file SET finished_at = $2, type = $3, width = $4, height = $5, placeholder = $6
            WHERE id = $1 AND finished_at IS NULL AND removed_at IS NULL AND stored = bytes
            """;

    /// Files of others that somebody keeps as their own, under names that are given. Their bytes
    /// stay where they are: who has a copy has its pieces too, of the same objects. Those that
    /// there are already are left; if there is no room for the others, none of them is made.
    private static final String COPY =
            """
            WITH source AS (
                SELECT wanted.copy_id, f.* FROM unnest($1::uuid[], $2::uuid[]) AS wanted (file_id, copy_id)
                JOIN file f ON f.id = wanted.file_id
                WHERE f.finished_at IS NOT NULL AND f.removed_at IS NULL
                  AND NOT EXISTS (SELECT FROM file known WHERE known.id = wanted.copy_id)
                FOR SHARE OF f
            ), counted AS (
                INSERT INTO file_usage AS u (account_id, bytes)
                SELECT $3, total.bytes FROM (SELECT sum(%s)::bigint AS bytes FROM source) AS total
                WHERE total.bytes <= $4
                ON CONFLICT (account_id) DO UPDATE SET bytes = u.bytes + excluded.bytes
                WHERE u.bytes + excluded.bytes <= $4
                RETURNING 1
            ), copied AS (
                INSERT INTO file (id, owner_id, name, bytes, stored, pieces, expires_at, finished_at, type,
                                  width, height, placeholder, content_id)
                SELECT copy_id, $3, name, bytes, stored, pieces, $5, $5, type, width, height, placeholder,
                       COALESCE(content_id, id)
                FROM source, counted
            )
            INSERT INTO file_piece (file_id, first_byte, bytes, object)
            SELECT source.copy_id, p.first_byte, p.bytes, p.object
            FROM source JOIN file_piece p ON p.file_id = source.id, counted
            """
                    .formatted(COUNTED.formatted("bytes"));

    private static final String COPIES =
            "SELECT count(*) FROM file WHERE id = ANY ($1::uuid[]) AND owner_id = $2 AND removed_at IS NULL";

    /// `f` is what is sent with no message, or with one that the reader may see.
    private static final String MAY_SEE =
            """
            f.finished_at IS NOT NULL AND f.removed_at IS NULL AND CASE
                WHEN EXISTS (SELECT FROM message_file WHERE file_id = f.id) THEN EXISTS (
                    SELECT FROM message_file sent
                    JOIN member me ON me.conversation_id = sent.conversation_id
                    WHERE sent.file_id = f.id AND me.account_id = $2 AND me.first_number <= sent.number)
                ELSE f.owner_id = $2 END
            """;

    private static final String SEEN =
            """
            SELECT f.id, f.name, f.type, f.bytes, f.width, f.height, f.placeholder FROM file f
            WHERE f.id = ANY ($1::uuid[]) AND %s
            """
                    .formatted(MAY_SEE);

    private static final String PIECE =
            """
            SELECT p.first_byte, p.bytes, p.object, COALESCE(f.content_id, f.id) AS content_id FROM file f
            JOIN file_piece p ON p.file_id = f.id AND p.first_byte <= $3
            WHERE f.id = $1 AND %s
            ORDER BY p.first_byte DESC LIMIT 1
            """
                    .formatted(MAY_SEE);

    private static final String PIECES =
            """
            SELECT p.first_byte, p.bytes, p.object, COALESCE(f.content_id, f.id) AS content_id
            FROM file f JOIN file_piece p ON p.file_id = f.id WHERE f.id = $1 ORDER BY p.first_byte
            """;

    private static final String CONTENT =
            "SELECT COALESCE(content_id, id) AS content_id FROM file WHERE id = $1";

    private static final String UNCOUNT =
            """
            UPDATE file_usage u SET bytes = u.bytes - freed.bytes
            FROM (SELECT owner_id, sum(%s)::bigint AS bytes FROM removed GROUP BY owner_id) AS freed
            WHERE u.account_id = freed.owner_id
            """
                    .formatted(COUNTED.formatted("bytes"));

    private static final String REMOVE =
            """
            WITH removed AS (
                UPDATE file f SET removed_at = $3
                WHERE id = $1 AND owner_id = $2 AND removed_at IS NULL
                  AND NOT EXISTS (SELECT FROM message_file WHERE file_id = f.id)
                RETURNING owner_id, bytes
            )
            """
                    + UNCOUNT;

    /// What was sent after this statement began to look fails it as a whole, by the reference to
    /// `sendable_by`; it is called again.
    private static final String REMOVE_ORPHANS =
            """
            WITH removed AS (
                UPDATE file SET removed_at = $1
                WHERE id IN (
                    SELECT id FROM file f
                    WHERE removed_at IS NULL AND (
                        finished_at IS NULL AND expires_at < $1
                        OR finished_at < $2 AND NOT EXISTS (SELECT FROM message_file WHERE file_id = f.id))
                    LIMIT 100 FOR UPDATE SKIP LOCKED)
                RETURNING owner_id, bytes
            ), uncounted AS (
            """
                    + UNCOUNT
                    + ") SELECT count(*) FROM removed";

    private static final String REMOVED =
            """
            SELECT id, COALESCE(content_id, id) AS content_id FROM file
            WHERE removed_at < $1 ORDER BY removed_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    /// Of two who forget the last two of one content, the one who comes second sees that nobody
    /// else has it.
    private static final String LOCK_CONTENT =
            "SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))";

    private static final String IS_SHARED =
            "SELECT EXISTS (SELECT FROM file WHERE $1 IN (id, content_id) AND id <> $2) AS is_shared";

    private static final String FORGET = "DELETE FROM file WHERE id = $1";

    /// A stretch of a file, and the object that has it.
    ///
    /// @param content the file by whose name its objects are called: itself, or what it was copied
    ///   from
    record Piece(long first, int bytes, UUID object, FileId content) {}

    /// What became of the wish to have copies.
    enum Copied {
        DONE,
        NO_ROOM,
        /// Not all of them are there any more.
        GONE
    }

    /// What became of the wish to begin an upload.
    sealed interface Created {
        record Begun(FileId id, OffsetDateTime expiresAt) implements Created {}

        /// @param used bytes that the account's files take up
        record NoRoom(long used) implements Created {}

        record TooManyUnfinished() implements Created {}
    }

    private final Pool pool;
    private final Clock clock;
    private final IdSource ids;
    private final FileConfig config;

    FileStore(Pool pool, Clock clock, IdSource ids, FileConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.ids = ids;
        this.config = config;
    }

    Uni<Created> create(AccountId owner, FileName name, long bytes) {
        var id = ids.next();
        var expiresAt = now().plus(config.unfinishedFor());
        return pool.preparedQuery(CREATE)
                .execute(
                        Tuple.tuple()
                                .addUUID(id)
                                .addUUID(owner.value())
                                .addString(name.value())
                                .addLong(bytes)
                                .addOffsetDateTime(expiresAt)
                                .addLong(config.quota().asLongValue())
                                .addLong((long) config.unfinished()))
                .flatMap(rows ->
                        rows.size() == 1
                                ? Uni.createFrom()
                                        .item(new Created.Begun(new FileId(id), expiresAt))
                                : used(owner).map(used -> refused(used, bytes)));
    }

    private Created refused(long used, long bytes) {
        var counted = Math.max(bytes, LEAST_COUNTED);
        return used + counted > config.quota().asLongValue()
                ? new Created.NoRoom(used)
                : new Created.TooManyUnfinished();
    }

    /// Bytes that an account's files take up.
    Uni<Long> used(AccountId owner) {
        return pool.preparedQuery(USED)
                .execute(Tuple.of(owner.value()))
                .map(rows -> rows.iterator().next().getLong("used"));
    }

    /// Empty for what is not there, has ended or is somebody else's.
    Uni<Optional<Upload>> upload(FileId id, AccountId owner) {
        return pool.preparedQuery(UPLOAD)
                .execute(Tuple.of(id.value(), owner.value()))
                .map(rows -> first(rows).map(FileStore::upload).filter(this::isAlive));
    }

    private boolean isAlive(Upload upload) {
        return upload.isFinished() || upload.expiresAt().isAfter(clock.instant());
    }

    private static Upload upload(Row row) {
        return new Upload(
                new FileId(row.getUUID("id")),
                new FileName(row.getString("name")),
                row.getLong("stored"),
                row.getLong("bytes"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getInteger("pieces"),
                row.getBoolean("finished"));
    }

    /// Notes a piece that is in its object.
    ///
    /// @return whether it is part of the file now: the one that goes on where the last one ended
    Uni<Boolean> add(FileId id, AccountId owner, Piece piece) {
        return pool.preparedQuery(ADD_PIECE)
                .execute(
                        Tuple.of(
                                id.value(),
                                owner.value(),
                                piece.first(),
                                piece.bytes(),
                                piece.object(),
                                now().plus(config.unfinishedFor())))
                .map(rows -> rows.rowCount() == 1);
    }

    /// All pieces, in their order.
    Uni<List<Piece>> pieces(FileId id) {
        return pool.preparedQuery(PIECES)
                .execute(Tuple.of(id.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(FileStore::piece)
                                .toList());
    }

    private static Piece piece(Row row) {
        return new Piece(
                row.getLong("first_byte"),
                row.getInteger("bytes"),
                row.getUUID("object"),
                new FileId(row.getUUID("content_id")));
    }

    /// Makes a file that is all here one that can be sent. Again and again: the first time counts.
    Uni<Void> finish(FileId id, FileFindings findings) {
        return pool.preparedQuery(FINISH)
                .execute(
                        Tuple.of(
                                id.value(),
                                now(),
                                findings.type(),
                                findings.width(),
                                findings.height(),
                                findings.placeholder()))
                .replaceWithVoid();
    }

    /// Those among them that the account may see.
    Uni<List<MessageFile>> seenBy(AccountId account, Collection<FileId> files) {
        return pool.preparedQuery(SEEN)
                .execute(
                        Tuple.of(
                                files.stream().map(FileId::value).toArray(UUID[]::new),
                                account.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(FileStore::file)
                                .toList());
    }

    private static MessageFile file(Row row) {
        return new MessageFile(
                new FileId(row.getUUID("id")),
                row.getString("name"),
                row.getString("type"),
                row.getLong("bytes"),
                row.getInteger("width"),
                row.getInteger("height"),
                row.getString("placeholder"));
    }

    /// The piece that has this byte, if the account may see the file at this moment.
    Uni<Optional<Piece>> pieceSeenBy(AccountId account, FileId id, long at) {
        return pool.preparedQuery(PIECE)
                .execute(Tuple.of(id.value(), account.value(), at))
                .map(rows -> first(rows).map(FileStore::piece));
    }

    /// Makes somebody's own copies of files that they may see: who asks has made sure of that.
    ///
    /// @param copies as many names that no other file has; the same again change nothing
    Uni<Copied> copy(AccountId owner, List<FileId> files, List<FileId> copies) {
        var names = copies.stream().map(FileId::value).toArray(UUID[]::new);
        return pool.preparedQuery(COPY)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        files.stream().map(FileId::value).toArray(UUID[]::new))
                                .addArrayOfUUID(names)
                                .addUUID(owner.value())
                                .addLong(config.quota().asLongValue())
                                .addOffsetDateTime(now()))
                .chain(() ->
                        pool.preparedQuery(COPIES)
                                .execute(
                                        Tuple.tuple().addArrayOfUUID(names).addUUID(owner.value())))
                .map(rows -> rows.iterator().next().getLong(0) == names.length)
                .flatMap(areThere ->
                        areThere
                                ? Uni.createFrom().item(Copied.DONE)
                                : areAllThere(files)
                                        .map(there -> there ? Copied.NO_ROOM : Copied.GONE));
    }

    private Uni<Boolean> areAllThere(List<FileId> files) {
        return pool.preparedQuery(
                        "SELECT count(*) FROM file WHERE id = ANY ($1::uuid[]) AND removed_at IS NULL")
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        files.stream().map(FileId::value).toArray(UUID[]::new)))
                .map(rows -> rows.iterator().next().getLong(0) == files.size());
    }

    /// By whose name its objects are called.
    Uni<FileId> content(FileId id) {
        return pool.preparedQuery(CONTENT)
                .execute(Tuple.of(id.value()))
                .map(rows -> first(rows).map(row -> new FileId(row.getUUID(0))).orElse(id));
    }

    /// Takes away what was not sent, finished or not.
    ///
    /// @return whether there was such a file
    Uni<Boolean> remove(FileId id, AccountId owner) {
        return pool.preparedQuery(REMOVE)
                .execute(Tuple.of(id.value(), owner.value(), now()))
                .map(rows -> rows.rowCount() == 1);
    }

    /// Takes away some of what was begun and never finished, or finished and never sent.
    ///
    /// @return how many
    Uni<Integer> removeOrphans() {
        return pool.preparedQuery(REMOVE_ORPHANS)
                .execute(Tuple.of(now(), now().minus(config.unsentFor())))
                .map(rows -> Math.toIntExact(rows.iterator().next().getLong(0)));
    }

    /// Forgets a file that was removed so long ago, when its objects have been cleared away.
    ///
    /// @return whether there was one
    Uni<Boolean> forgetOne(Duration ago, Function<FileId, Uni<Void>> clear) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(REMOVED)
                        .execute(Tuple.of(now().minus(ago)))
                        .map(FileStore::first)
                        .flatMap(found ->
                                found.isEmpty()
                                        ? Uni.createFrom().item(false)
                                        : forget(connection, found.get(), clear)
                                                .replaceWith(true)));
    }

    private static Uni<?> forget(
            SqlConnection connection, Row removed, Function<FileId, Uni<Void>> clear) {
        var id = removed.getUUID("id");
        var content = removed.getUUID("content_id");
        return connection
                .preparedQuery(LOCK_CONTENT)
                .execute(Tuple.of(content))
                .chain(() -> connection.preparedQuery(IS_SHARED).execute(Tuple.of(content, id)))
                .flatMap(rows ->
                        rows.iterator().next().getBoolean("is_shared")
                                ? Uni.createFrom().voidItem()
                                : clear.apply(new FileId(content)))
                .chain(() -> connection.preparedQuery(FORGET).execute(Tuple.of(id)));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    /// PostgreSQL keeps microseconds.
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
