package org.homeroom.chat.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.homeroom.platform.id.ConversationId;

/// Sends that wait for their place: one queue for each conversation in which a group is being
/// committed, so that the next group gathers meanwhile. Safe for threads.
///
/// A conversation has a lane from its first send until [#isDone] finds nobody waiting; all that
/// time exactly one committer takes groups from it.
final class Lanes {
    /// A send, and where its sender looks for what became of it.
    record Waiting(Send send, CompletableFuture<SendResult> result) {}

    /// @param isFirst whether the caller has to commit the conversation's groups, since nobody does
    record Entry(CompletableFuture<SendResult> result, boolean isFirst) {}

    private final int most;
    // Both guarded by this. In the order of arrival, each send once.
    private final Map<ConversationId, Map<Send.Key, Waiting>> lanes = new HashMap<>();
    private int waiting;

    /// @param most sends that may wait in all lanes together; 1 or more
    Lanes(int most) {
        this.most = most;
    }

    /// Takes the last place of the conversation's lane, unless a try of the same send waits there
    /// already: both then come to the same.
    synchronized Entry add(Send send) {
        var lane = lanes.get(send.conversation());
        var twin = lane == null ? null : lane.get(send.key());
        if (twin != null) {
            return twin.send.isSameAs(send)
                    ? new Entry(twin.result, false)
                    : refused(new SendResult.ClientIdReused());
        }
        if (waiting >= most) {
            return refused(new SendResult.TooManyWaiting());
        }
        var isFirst = lane == null;
        if (lane == null) {
            lane = new LinkedHashMap<>();
            lanes.put(send.conversation(), lane);
        }
        var added = new Waiting(send, new CompletableFuture<>());
        lane.put(send.key(), added);
        waiting++;
        return new Entry(added.result, isFirst);
    }

    private static Entry refused(SendResult result) {
        return new Entry(CompletableFuture.completedFuture(result), false);
    }

    /// Takes those who have waited longest out of the lane, in their order.
    ///
    /// @param largest how many at most
    synchronized List<Waiting> take(ConversationId conversation, int largest) {
        var taken = new ArrayList<Waiting>();
        var queue = lanes.getOrDefault(conversation, Map.of()).values().iterator();
        while (queue.hasNext() && taken.size() < largest) {
            taken.add(queue.next());
            queue.remove();
        }
        waiting -= taken.size();
        return taken;
    }

    /// Whether nobody waits any more. Then the lane is gone, and the next send is a first one
    /// again.
    synchronized boolean isDone(ConversationId conversation) {
        return lanes.computeIfPresent(conversation, (same, lane) -> lane.isEmpty() ? null : lane)
                == null;
    }
}
