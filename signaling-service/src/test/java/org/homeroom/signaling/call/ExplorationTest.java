package org.homeroom.signaling.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.signaling.call.Call.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Looks at every state that two or three people, their devices, their sockets and the clock can
/// bring the calls into, however it comes to it.
///
/// Every device sends any command about any call at any time: whatever is sent twice, late or in
/// another order is among that. A socket may end at any moment, with commands of its own still to
/// be carried out after it; that it has ended may be heard at any later time. Frames reach the
/// device that is watched in any order, once or again, and are lost with its socket.
class ExplorationTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(45), Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final UUID REPLICA = new UUID(0, 1);

    /// @param number of all devices, from 0
    private record Device(int number, AccountId person) {
        DeviceId id() {
            return new DeviceId(new UUID(5, number));
        }
    }

    /// Who may call whom.
    private record Line(ConversationId id, AccountId one, AccountId other) {}

    /// @param names that calls may get
    /// @param sockets that a device has, one after the other
    private record Scene(List<Device> devices, List<Line> lines, List<CallId> names, int sockets) {
        AccountId otherOf(Line line, AccountId person) {
            return line.one().equals(person) ? line.other() : line.one();
        }
    }

    /// @param calls those that are not over
    /// @param over names of those that are: nothing becomes of them any more
    /// @param sockets of each device: how many it has had; negative while the last one is closed
    /// @param unheard ends of sockets which the calls have not heard of yet
    private record World(
            Map<CallId, Call> calls,
            Set<CallId> over,
            List<Integer> sockets,
            Set<Integer> unheard) {}

    private static AccountId person(int number) {
        return new AccountId(new UUID(1, number));
    }

    private static CallId name(int number) {
        return new CallId(new UUID(2, number));
    }

    private static Line line(int number, AccountId one, AccountId other) {
        return new Line(new ConversationId(new UUID(3, number)), one, other);
    }

    @Test
    void twoPeopleWithTwoDevicesEach() {
        var ana = person(1);
        var ben = person(2);
        var devices =
                List.of(
                        new Device(0, ana),
                        new Device(1, ana),
                        new Device(2, ben),
                        new Device(3, ben));
        explore(
                new Scene(devices, List.of(line(1, ana, ben)), List.of(name(1), name(2)), 2),
                100_000);
    }

    @Test
    void threePeopleOfWhomTwoCallTheThird() {
        var ana = person(1);
        var ben = person(2);
        var chia = person(3);
        var devices =
                List.of(
                        new Device(0, ana),
                        new Device(1, ben),
                        new Device(2, ben),
                        new Device(3, chia));
        explore(
                new Scene(
                        devices,
                        List.of(line(1, ana, ben), line(2, chia, ben)),
                        List.of(name(1), name(2), name(3)),
                        1),
                10_000);
    }

    private static void explore(Scene scene, int atLeast) {
        var first =
                new World(
                        Map.of(),
                        Set.of(),
                        scene.devices().stream().map(device -> 1).toList(),
                        Set.of());
        var seen = new HashSet<World>(Set.of(first));
        var next = new ArrayDeque<World>(seen);
        var endings = new TreeSet<String>();
        var steps = 0L;
        while (!next.isEmpty()) {
            var world = next.poll();
            holds(scene, world);
            for (var step : steps(scene, world, endings)) {
                steps++;
                if (seen.add(step)) {
                    next.add(step);
                }
            }
        }
        System.out.printf(
                "%d states, %d steps between them, %d devices; endings: %s%n",
                seen.size(), steps, scene.devices().size(), endings);
        assertThat(seen).hasSizeGreaterThan(atLeast);
        assertThat(endings).contains("HungUp", "Lost", "Cancelled", "Declined", "Unanswered");
    }

    /// What is true of every state.
    private static void holds(Scene scene, World world) {
        for (var device : scene.devices()) {
            var seats = 0;
            for (var call : world.calls().values()) {
                seats += call.seats(device.person(), device.id()) ? 1 : 0;
            }
            check(seats < 2, "a device sits in one call at most", world);
        }
        var conversations = new HashSet<ConversationId>();
        for (var call : world.calls().values()) {
            check(
                    conversations.add(call.conversation()),
                    "two people have one call at most",
                    world);
        }
        nobodyIsStuck(scene, world);
    }

    /// Even if nobody does anything any more, each call is over or two people are at it.
    private static void nobodyIsStuck(Scene scene, World world) {
        var later = world;
        for (var socket : world.unheard()) {
            later = hear(later, socket);
        }
        for (var id : world.calls().keySet()) {
            later = carryOut(later, new CallCommand.Expire(id), NOW.plusSeconds(60), null);
        }
        var open = openSockets(scene, later);
        for (var call : later.calls().values()) {
            check(call.state() instanceof State.Connected, "it rings for ever", world);
            for (var person : List.of(call.caller(), call.callee())) {
                var seat = call.seatOf(person).orElseThrow();
                check(open.stream().anyMatch(seat::isAt), "somebody sits at no socket", world);
            }
        }
    }

    /// A million times quicker to say than with a library, when it holds.
    private static void check(boolean holds, String what, World world) {
        if (!holds) {
            throw new AssertionError(what + ": " + world);
        }
    }

    private static List<Seat.Socket> openSockets(Scene scene, World world) {
        return scene.devices().stream()
                .filter(device -> world.sockets().get(device.number()) > 0)
                .map(device -> socket(device, world.sockets().get(device.number())))
                .toList();
    }

    private static Seat.Socket socket(Device device, int ordinal) {
        return new Seat.Socket(REPLICA, 10L * ordinal + device.number());
    }

    private static List<World> steps(Scene scene, World world, Set<String> endings) {
        var steps = new ArrayList<World>();
        for (var device : scene.devices()) {
            var ordinal = world.sockets().get(device.number());
            // Also of a socket that is closed: what it sent last may be carried out afterwards.
            for (var command : commands(scene, world, device, Math.abs(ordinal))) {
                var after = carryOut(world, command, NOW, endings);
                steps.add(ordinal > 0 ? after : unheard(after, device, -ordinal));
            }
            if (ordinal > 0) {
                steps.add(unheard(sockets(world, device, -ordinal), device, ordinal));
            } else if (-ordinal < scene.sockets()) {
                steps.add(connect(world, device, 1 - ordinal));
            }
        }
        for (var socket : world.unheard()) {
            steps.add(hear(world, socket));
        }
        for (var id : world.calls().keySet()) {
            for (var patience : List.of(PATIENCE.caller(), PATIENCE.ring(), PATIENCE.away())) {
                steps.add(carryOut(world, new CallCommand.Expire(id), NOW.plus(patience), endings));
            }
        }
        return steps;
    }

    private static Collection<CallCommand> commands(
            Scene scene, World world, Device device, int ordinal) {
        var seat = Seat.at(device.id(), socket(device, ordinal));
        var commands = new ArrayList<CallCommand>();
        // Names are taken in their order: which is which makes no difference.
        scene.names().stream()
                .filter(name -> !world.calls().containsKey(name) && !world.over().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    for (var line : scene.lines()) {
                        if (Stream.of(line.one(), line.other()).anyMatch(device.person()::equals)) {
                            var other = scene.otherOf(line, device.person());
                            commands.add(
                                    new CallCommand.Start(
                                            name, line.id(), device.person(), other, seat, true));
                        }
                    }
                });
        for (var id : world.calls().keySet()) {
            commands.add(new CallCommand.Answer(id, device.person(), seat, false));
            commands.add(new CallCommand.Answer(id, device.person(), seat, true));
            commands.add(new CallCommand.End(id, device.person(), device.id()));
        }
        return commands;
    }

    /// @param endings to note how calls end in; null not to
    private static World carryOut(
            World world, CallCommand command, Instant now, @Nullable Set<String> endings) {
        var transition =
                new Switchboard(List.copyOf(world.calls().values()), PATIENCE).apply(command, now);
        if (transition.changed().isEmpty()) {
            return world;
        }
        var calls = new TreeMap<CallId, Call>(ExplorationTest::compare);
        calls.putAll(world.calls());
        var over = new HashSet<>(world.over());
        for (var call : transition.changed()) {
            var before = calls.get(call.id());
            // All states have revision 1: how often a call has changed leads nowhere else.
            check(call.revision() == (before == null ? 1 : 2), "each change counts", world);
            check(
                    before == null
                            || call.caller().equals(before.caller())
                                    && call.callee().equals(before.callee()),
                    "it stays the call of the two",
                    world);
            if (call.state() instanceof State.Ended(_, var how)) {
                calls.remove(call.id());
                over.add(call.id());
                if (endings != null) {
                    endings.add(how.getClass().getSimpleName());
                }
            } else {
                calls.put(call.id(), timeless(call));
            }
        }
        return new World(calls, Set.copyOf(over), world.sockets(), world.unheard());
    }

    private static int compare(CallId one, CallId other) {
        return one.value().compareTo(other.value());
    }

    /// When something happened leads nowhere else, so states that differ by it alone are one.
    private static Call timeless(Call call) {
        var state =
                switch (call.state()) {
                    case State.Ringing(_, var waiting) ->
                            new State.Ringing(NOW.plus(PATIENCE.ring()), waiting);
                    case State.Connected(var seat, _) -> new State.Connected(timeless(seat), NOW);
                    case State.Ended ended -> ended;
                };
        return new Call(
                call.id(),
                call.conversation(),
                call.caller(),
                call.callee(),
                call.video(),
                NOW,
                1,
                timeless(call.callerSeat()),
                state);
    }

    private static Seat timeless(Seat seat) {
        return seat.isAway() ? seat.awaySince(NOW) : seat;
    }

    /// A browser connects anew, and takes its seats again.
    private static World connect(World world, Device device, int ordinal) {
        var after = sockets(world, device, ordinal);
        var seat = Seat.at(device.id(), socket(device, ordinal));
        for (var call : world.calls().values()) {
            if (call.seats(device.person(), device.id())) {
                after =
                        carryOut(
                                after,
                                new CallCommand.Return(call.id(), device.person(), seat),
                                NOW,
                                null);
            }
        }
        return after;
    }

    private static World sockets(World world, Device device, int ordinal) {
        var sockets = new ArrayList<>(world.sockets());
        sockets.set(device.number(), ordinal);
        return new World(world.calls(), world.over(), List.copyOf(sockets), world.unheard());
    }

    private static World unheard(World world, Device device, int ordinal) {
        var unheard = new HashSet<>(world.unheard());
        unheard.add(10 * ordinal + device.number());
        return new World(world.calls(), world.over(), world.sockets(), Set.copyOf(unheard));
    }

    /// The service hears that a socket has ended, and tells it to every call.
    private static World hear(World world, int socket) {
        var after = world;
        for (var id : world.calls().keySet()) {
            after =
                    carryOut(
                            after,
                            new CallCommand.Leave(id, new Seat.Socket(REPLICA, socket)),
                            NOW,
                            null);
        }
        var unheard = new HashSet<>(after.unheard());
        unheard.remove(socket);
        return new World(after.calls(), after.over(), after.sockets(), Set.copyOf(unheard));
    }
}
