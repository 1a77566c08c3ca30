package org.homeroom.engine.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Which packets of a source did not come, and when each is asked for (again).
final class MissingPackets {
    /// Of one packet.
    static final int MOST_ASKED = 10;

    /// In packets. Who misses more than this is helped sooner by a new picture.
    static final int MOST = 250;

    private static final class Missing {
        int asked;
        long askedAt;
    }

    private final TreeMap<Long, Missing> missing = new TreeMap<>();
    private long highest = -1;
    private boolean isLost;

    /// Counts a packet, be it new, late or sent again.
    void received(long index) {
        if (highest >= 0 && index > highest + 1) {
            if (index - highest > MOST) {
                missing.clear();
                isLost = true;
            } else {
                for (long between = highest + 1; between < index; between++) {
                    missing.put(between, new Missing());
                }
                giveUpTheOldest();
            }
        }
        if (index > highest) {
            highest = index;
        } else {
            missing.remove(index);
        }
    }

    private void giveUpTheOldest() {
        while (missing.size() > MOST) {
            missing.pollFirstEntry();
            isLost = true;
        }
    }

    /// What is to be asked for now: what was never asked for, and what was one round trip ago and
    /// more.
    ///
    /// @param roundTrip in nanoseconds
    /// @return indices, in their order
    List<Long> due(long now, long roundTrip) {
        var due = new ArrayList<Long>();
        var all = missing.entrySet().iterator();
        while (all.hasNext()) {
            var entry = all.next();
            var one = entry.getValue();
            if (one.asked > 0 && now - one.askedAt < roundTrip) {
                continue;
            }
            if (one.asked == MOST_ASKED) {
                all.remove();
                isLost = true;
                continue;
            }
            one.asked++;
            one.askedAt = now;
            due.add(entry.getKey());
        }
        return due;
    }

    /// Whether a packet was given up since this was asked the last time: only a new picture helps.
    boolean takeLost() {
        boolean was = isLost;
        isLost = false;
        return was;
    }

    /// A picture began that needs none of what is missing before it.
    void keyFrame(long index) {
        missing.headMap(index).clear();
        isLost = false;
    }
}
