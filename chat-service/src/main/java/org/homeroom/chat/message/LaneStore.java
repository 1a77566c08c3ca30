package org.homeroom.chat.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import org.homeroom.chat.message.Lanes.Waiting;
import org.homeroom.platform.id.ConversationId;

/// Commits what waits in lanes, a group of each conversation at a time.
///
/// While one group is being committed the next one gathers, so the row lock of the conversation is
/// taken once a group instead of once an item, and a lone item waits for nothing. Between replicas
/// that row lock keeps the order.
public final class LaneStore<T extends Lanes.Item, R> {
    /// Stores a group and completes the results. If it fails, those that are not complete fail with
    /// it.
    public interface Commit<T, R> {
        Uni<Void> of(
                SqlConnection connection, ConversationId conversation, List<Waiting<T, R>> group);
    }

    private final Pool pool;
    private final Lanes<T, R> lanes;
    private final int largestGroup;
    private final Commit<T, R> commit;

    public LaneStore(Pool pool, Lanes<T, R> lanes, int largestGroup, Commit<T, R> commit) {
        this.pool = pool;
        this.lanes = lanes;
        this.largestGroup = largestGroup;
        this.commit = commit;
    }

    /// Stores an item after those that came before it, at once, whether or not the result is
    /// subscribed to; fails if the database could not be asked, and then it may or may not be
    /// stored.
    public Uni<R> store(T item) {
        var entry = lanes.add(item);
        if (entry.isFirst()) {
            commitNextGroup(item.conversation());
        }
        return Uni.createFrom().completionStage(entry.result());
    }

    /// Takes the group only when there is a connection for it: what arrives while all are in use
    /// joins in.
    private void commitNextGroup(ConversationId conversation) {
        pool.withConnection(
                        connection -> {
                            var group = lanes.take(conversation, largestGroup);
                            return commit.of(connection, conversation, group)
                                    .onFailure()
                                    .recoverWithUni(failure -> {
                                        failAll(group, failure);
                                        return Uni.createFrom().voidItem();
                                    });
                        })
                .onFailure()
                .invoke(noConnection ->
                        failAll(lanes.take(conversation, largestGroup), noConnection))
                .onTermination()
                .invoke(() -> {
                    if (!lanes.isDone(conversation)) {
                        commitNextGroup(conversation);
                    }
                })
                .subscribe()
                .with(done -> {}, told -> {});
    }

    private static <T, R> void failAll(List<Waiting<T, R>> group, Throwable failure) {
        group.forEach(waiting -> waiting.result().completeExceptionally(failure));
    }
}
