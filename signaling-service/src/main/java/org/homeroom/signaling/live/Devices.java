package org.homeroom.signaling.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.platform.socket.TokenBucket;
import org.homeroom.signaling.call.Seat;

/// Whose devices are connected to this replica. Safe for threads.
///
/// @param <L> one open socket
final class Devices<L> {
    /// @param seats calls in which the socket sits, or has sat
    /// @param reported calls of which it has said how they were
    /// @param candidates how many it may still send; used by its own event loop only
    record Place(
            AccountId account,
            DeviceId device,
            Seat.Socket socket,
            Set<CallId> seats,
            Set<CallId> reported,
            TokenBucket candidates) {
        Seat seat() {
            return Seat.at(device, socket);
        }
    }

    private final Map<L, Place> places = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<L>> byAccount = new ConcurrentHashMap<>();

    void attach(L line, Place place) {
        places.put(line, place);
        byAccount.compute(
                place.account(),
                (same, lines) -> {
                    var present = lines == null ? ConcurrentHashMap.<L>newKeySet() : lines;
                    present.add(line);
                    return present;
                });
    }

    /// @return where it was; empty if it never said
    Optional<Place> detach(L line) {
        var place = Optional.ofNullable(places.remove(line));
        place.ifPresent(left ->
                byAccount.computeIfPresent(
                        left.account(),
                        (same, lines) -> {
                            lines.remove(line);
                            return lines.isEmpty() ? null : lines;
                        }));
        return place;
    }

    Optional<Place> of(L line) {
        return Optional.ofNullable(places.get(line));
    }

    Collection<L> of(AccountId account) {
        return byAccount.getOrDefault(account, Set.of());
    }

    /// More than one for a moment, when it has connected anew and the end of the line before is not
    /// known yet.
    List<L> of(AccountId account, DeviceId device) {
        return of(account).stream()
                .filter(line -> of(line).filter(at -> at.device().equals(device)).isPresent())
                .toList();
    }
}
