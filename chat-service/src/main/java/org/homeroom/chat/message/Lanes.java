package org.homeroom.chat.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.trace.Origin;

/// What waits to be stored: one queue for each conversation in which a group is being committed, so
/// that the next group gathers meanwhile. Safe for threads.
///
/// A conversation has a lane from its first item until [#isDone] finds nobody waiting; all that
/// time exactly one committer takes groups from it.
///
/// @param <T> what waits
/// @param <R> what it comes to
public final class Lanes<T extends Lanes.Item, R> {
    /// Something to be stored in a conversation.
    public interface Item {
        ConversationId conversation();

        /// What this has in common with other tries of the same, and with nothing else.
        Object key();
    }

    /// An item, and where whoever brought it looks for what became of it.
    ///
    /// @param origin what it was brought for
    public record Waiting<T, R>(T item, CompletableFuture<R> result, Origin origin) {}

    /// @param isFirst whether the caller has to commit the conversation's groups, since nobody does
    record Entry<R>(CompletableFuture<R> result, boolean isFirst) {}

    private final int most;
    private final R whenFull;
    private final R whenReused;
    // Both guarded by this. In the order of arrival, each item once.
    private final Map<ConversationId, Map<Object, Waiting<T, R>>> lanes = new HashMap<>();
    private int waiting;

    /// @param most items that may wait in all lanes together; 1 or more
    /// @param whenFull what more of them come to
    /// @param whenReused what comes of another item under the key of one that waits
    public Lanes(int most, R whenFull, R whenReused) {
        this.most = most;
        this.whenFull = whenFull;
        this.whenReused = whenReused;
    }

    /// Takes the last place of the conversation's lane, unless a try of the same waits there
    /// already: both then come to the same.
    synchronized Entry<R> add(T item) {
        var key = item.key();
        var lane = lanes.get(item.conversation());
        var twin = lane == null ? null : lane.get(key);
        if (twin != null) {
            return twin.item.equals(item) ? new Entry<>(twin.result, false) : refused(whenReused);
        }
        if (waiting >= most) {
            return refused(whenFull);
        }
        var isFirst = lane == null;
        if (lane == null) {
            lane = new LinkedHashMap<>();
            lanes.put(item.conversation(), lane);
        }
        var added = new Waiting<>(item, new CompletableFuture<R>(), Origin.current());
        lane.put(key, added);
        waiting++;
        return new Entry<>(added.result, isFirst);
    }

    private Entry<R> refused(R result) {
        return new Entry<>(CompletableFuture.completedFuture(result), false);
    }

    /// Takes those that have waited longest out of the lane, in their order.
    ///
    /// @param largest how many at most
    synchronized List<Waiting<T, R>> take(ConversationId conversation, int largest) {
        var taken = new ArrayList<Waiting<T, R>>();
        var queue = lanes.getOrDefault(conversation, Map.of()).values().iterator();
        while (queue.hasNext() && taken.size() < largest) {
            taken.add(queue.next());
            queue.remove();
        }
        waiting -= taken.size();
        return taken;
    }

    /// Whether nobody waits any more. Then the lane is gone, and the next item is a first one
    /// again.
    synchronized boolean isDone(ConversationId conversation) {
        return lanes.computeIfPresent(conversation, (same, lane) -> lane.isEmpty() ? null : lane)
                == null;
    }
}
