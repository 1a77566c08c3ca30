package org.homeroom.chat.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.change.Change;
import org.homeroom.chat.change.Change.Deed;
import org.homeroom.chat.change.Emoji;
import org.homeroom.chat.message.MessageText;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.OtherServices;
import org.homeroom.platform.test.ServiceProcess;
import org.homeroom.platform.test.TestSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The guarantees of the whole, of two replicas as they ship, which are killed in turn while people
/// write, edit, delete, react, pin, read, mark as unread, come and go, many at once, each with two
/// clients, on lines that break, and that delay, double, reorder and lose what they carry. Whatever
/// is not answered is asked for again. At the end every client holds what a fresh load shows at the
/// other replica, which is what was acknowledged; nothing is lost or doubled, no number is skipped,
/// nobody heard what their membership did not allow, and Activity has what concerns somebody and
/// counts what of it is unread.
///
/// What is asked is the same in every run of a seed, but for numbers: a command is for the third
/// last message, whichever that is. When it arrives, and what a kill meets, is not.
class TwoReplicasIT {
    /// Stated, so that a failure can be had again.
    private static final long SEED = 20_261_123;

    private static final int STEPS = 10_000;
    private static final int KILLS = 4;

    /// Steps that are under way together.
    private static final int AT_ONCE = 80;

    /// What a socket is sent before another is opened: at 250 it would be told to slow down.
    private static final int FRAMES_A_SOCKET = 150;

    private static final int MESSAGES_BACK = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> EMOJI = List.of("👍", "❤️", "😂", "🎉");

    private enum Kind {
        DIRECT,
        GROUP,
        CHANNEL
    }

    /// What somebody may have heard of a conversation.
    private record Allowed(Set<Long> numbers, Set<Long> changes) {
        Allowed() {
            this(new HashSet<>(), new HashSet<>());
        }

        private static void grow(Set<Long> known, long from, long to) {
            for (var each = from; each <= to; each++) {
                known.add(each);
            }
        }
    }

    /// A conversation, and what is known of it.
    private static final class Place {
        final ConversationId id;
        final Kind kind;
        final Set<Person> members;
        final Acknowledged acknowledged = new Acknowledged();
        final Map<Person, Allowed> allowed = new HashMap<>();
        long lastNumber;
        long lastChange;

        Place(ConversationId id, Kind kind, List<Person> members) {
            this.id = id;
            this.kind = kind;
            this.members = new HashSet<>(members);
        }

        Allowed allowed(Person one) {
            return allowed.computeIfAbsent(one, none -> new Allowed());
        }

        /// So much has happened, while those were in, or came or went.
        void happened(long number, long change, Set<Person> present) {
            for (var one : present) {
                Allowed.grow(allowed(one).numbers, lastNumber + 1, number);
                Allowed.grow(allowed(one).changes, lastChange + 1, change);
            }
            lastNumber = Math.max(lastNumber, number);
            lastChange = Math.max(lastChange, change);
        }

        /// Who comes into a channel may see all of it, and hear late of what was before.
        void entered(Person one) {
            if (members.add(one) && kind == Kind.CHANNEL) {
                Allowed.grow(allowed(one).numbers, 1, lastNumber);
                Allowed.grow(allowed(one).changes, 1, lastChange);
            }
        }
    }

    /// One of a person's clients.
    private static final class Device {
        final Person owner;
        final Mirror mirror;

        /// What befalls its line. Its own, so that what happens to come has no say in what is
        /// asked.
        final Random line;

        int replica;
        int used;

        Device(Person owner, Mirror mirror, Random line) {
            this.owner = owner;
            this.mirror = mirror;
            this.line = line;
        }
    }

    /// A step that is under way: asked for again until there is an answer.
    private static final class Asked {
        final Person by;
        final Place place;
        final String type;
        final String fields;
        final Meaning means;
        final Runnable unanswered;
        TestSocket socket;
        long ref;
        @Nullable JsonNode answer;

        Asked(
                Person by,
                Place place,
                String type,
                String fields,
                Meaning means,
                Runnable unanswered) {
            this.by = by;
            this.place = place;
            this.type = type;
            this.fields = fields;
            this.means = means;
            this.unanswered = unanswered;
        }

        void askAt(Device device) {
            socket = device.mirror.socket();
            device.used++;
            ref = socket.send(type, fields);
        }
    }

    private interface Meaning {
        /// @param number of the message or the change
        void of(long number);
    }

    /// A socket that somebody has or had, and how far what came over it was looked at.
    private static final class Line {
        final Person owner;
        final TestSocket socket;
        final Map<Long, JsonNode> answers = new HashMap<>();
        int answersLooked;
        int heardLooked;
        boolean isBroken;

        Line(Person owner, TestSocket socket) {
            this.owner = owner;
            this.socket = socket;
        }

        @Nullable JsonNode answerTo(long ref) {
            var frames = socket.frames();
            for (var frame : frames.subList(answersLooked, frames.size())) {
                if (frame.has("ref")) {
                    answers.put(frame.path("ref").asLong(), frame);
                }
            }
            answersLooked = frames.size();
            return answers.get(ref);
        }
    }

    private final Random random = new Random(SEED);
    private final CRC32 commands = new CRC32();
    private final List<ServiceProcess> replicas =
            List.of(
                    new ServiceProcess("replica-1", "replicas", Map.of()),
                    new ServiceProcess("replica-2", "replicas", Map.of()));
    private final List<Person> everybody = new ArrayList<>();
    private final Map<Person, List<Device>> devices = new LinkedHashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<TestSocket, Line> lines = new LinkedHashMap<>();
    private final Map<Person, Integer> heard = new HashMap<>();
    private Person mei;
    private List<Person> others;
    private int steps;
    private int kills;
    private int unanswered;

    @Test
    void everyClientEndsWithWhatWasAcknowledged() throws Exception {
        try (var first = replicas.getFirst();
                var second = replicas.getLast()) {
            first.start();
            second.start();
            // Its topics are there when it is ready.
            first.awaitReady();
            introduce("Mei", "Leo", "Ana", "Eva", "Bob");
            second.awaitReady();
            begin();
            while (steps < STEPS) {
                comeAndGo();
                happened(place -> place.members);
                breakLines();
                var asked = ask();
                disturb();
                var removed = removeSomebody();
                learn(asked, removed);
                happened(place -> {
                    var present = new HashSet<>(place.members);
                    if (removed != null && place.kind == Kind.CHANNEL) {
                        present.add(removed);
                    }
                    return present;
                });
                requireAllowed();
                devices().forEach(device -> device.mirror.stumble(device.line));
            }
            replicas.forEach(ServiceProcess::awaitReady);
            for (var one : everybody) {
                var own = devices.get(one);
                for (var i = 0; i < own.size(); i++) {
                    connect(own.get(i), i);
                    requireFresh(own.get(i), replicas.get(1 - i));
                }
            }
            happened(place -> place.members);
            requireAllowed();
            requireTruth();
            lines.keySet().forEach(TestSocket::close);
        }
        System.out.printf(
                "seed %d: %,d steps (%08x), %d kills, %d answers that did not come, %s%n",
                SEED,
                steps,
                commands.getValue(),
                kills,
                unanswered,
                places.stream()
                        .map(place ->
                                "%s %d messages %d changes"
                                        .formatted(place.kind, place.lastNumber, place.lastChange))
                        .toList());
    }

    /// Publishes profiles as auth-service does.
    private void introduce(String... names) {
        for (var name : names) {
            var one = new Person(new AccountId(UuidCreator.getTimeOrderedEpoch()), name);
            everybody.add(one);
            OtherServices.say(
                    Topic.ACCOUNT_PROFILES,
                    new ProfileChanged(one.id(), 1, name, "en", null, null, null));
        }
        mei = everybody.getFirst();
        others = List.copyOf(everybody.subList(1, everybody.size()));
    }

    /// Neither may have heard of everybody yet.
    private void begin() {
        var atFirst = mei.at(replicas.getFirst().address());
        var atSecond = mei.at(replicas.getLast().address());
        var group =
                await().atMost(PATIENCE)
                        .ignoreExceptionsMatching(AssertionError.class::isInstance)
                        .until(
                                () -> atFirst.group(others.toArray(Person[]::new)),
                                found -> found != null);
        var direct = atFirst.with(others.getFirst());
        var channel = atFirst.channel("7B", "open");
        for (var one : others) {
            await().atMost(PATIENCE)
                    .until(
                            () -> atSecond.seat(channel, one, "member").statusCode(),
                            status -> status == 200);
        }
        places.add(new Place(direct, Kind.DIRECT, List.of(mei, others.getFirst())));
        places.add(new Place(group, Kind.GROUP, everybody));
        places.add(new Place(channel, Kind.CHANNEL, everybody));
        for (var one : everybody) {
            var own = new ArrayList<Device>();
            for (var i = 0; i < replicas.size(); i++) {
                var at = one.at(replicas.get(i).address());
                var line = new Random(SEED + devices.size() * 10L + i);
                own.add(new Device(one, Mirror.loaded(at), line));
            }
            devices.put(one, own);
            for (var i = 0; i < own.size(); i++) {
                connect(own.get(i), i);
            }
        }
    }

    @Test
    void aPageHearsOfThoseWhomItShowsAtWhicheverReplicaTheyAre() {
        try (var first = replicas.getFirst();
                var second = replicas.getLast()) {
            first.start();
            second.start();
            first.awaitReady();
            introduce("Mei", "Leo", "Ana");
            second.awaitReady();
            var leo = others.getFirst().at(second.address());
            var ana = others.getLast().at(second.address());
            var atFirst = mei.at(first.address());
            for (var other : List.of(leo, ana)) {
                await().atMost(PATIENCE)
                        .ignoreExceptionsMatching(AssertionError.class::isInstance)
                        .until(() -> atFirst.with(other), found -> found != null);
            }
            try (var meis = atFirst.socket();
                    var leos = leo.socket();
                    var anas = ana.socket()) {
                Classroom.watch(meis, leo);
                meis.expect(presence(leo, "online"));
                leos.ask("presence", "\"state\":\"away\"");
                anas.ask("presence", "\"state\":\"away\"");
                meis.expect(presence(leo, "away"));
                leos.close();
                meis.expect(presence(leo, "offline"));
                assertThat(meis.frames("presence"))
                        .noneMatch(presence(ana, "online").or(presence(ana, "away")));
                Classroom.watch(meis, ana);
                meis.expect(presence(ana, "away"));
            }
        }
    }

    private static Predicate<JsonNode> presence(Person person, String state) {
        return frame ->
                frame.path("type").asText().equals("presence")
                        && frame.path("account").asText().equals(person.id().toString())
                        && frame.path("state").asText().equals(state);
    }

    private List<Device> devices() {
        return devices.values().stream().flatMap(List::stream).toList();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void command(String form, Object... what) {
        commands.update(form.formatted(what).getBytes(UTF_8));
        steps++;
    }

    /// One that can be reached, rather the wanted one.
    private int reachable(int wanted) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(
                        () ->
                                replicas.get(wanted).isReady()
                                        ? wanted
                                        : replicas.get(1 - wanted).isReady() ? 1 - wanted : -1,
                        found -> found >= 0);
    }

    private Person at(Person one, int wanted) {
        return one.at(replicas.get(reachable(wanted)).address());
    }

    private void disconnect(Device device) {
        var socket = device.mirror.socket();
        if (socket != null) {
            lines.get(socket).isBroken = true;
            device.mirror.disconnect();
        }
    }

    private void connect(Device device, int wanted) {
        disconnect(device);
        device.replica = reachable(wanted);
        device.mirror.connect(device.owner.at(replicas.get(device.replica).address()));
        device.used = 0;
        var socket = device.mirror.socket();
        lines.put(socket, new Line(device.owner, socket));
    }

    private static boolean isConnected(Device device) {
        var socket = device.mirror.socket();
        return socket != null && socket.isOpen();
    }

    /// One of the person's that has a line, rather the wanted one.
    private Device line(Person by, int wanted) {
        var own = devices.get(by);
        var found = isConnected(own.get(wanted)) ? own.get(wanted) : own.get(1 - wanted);
        if (!isConnected(found)) {
            connect(found, found.replica);
        }
        return found;
    }

    /// One after the other, and without waiting for anybody to have heard of it.
    private void comeAndGo() {
        var before = new HashMap<Place, Set<Person>>();
        places.forEach(place -> before.put(place, new HashSet<>(place.members)));
        for (var i = random.nextInt(4); i > 0; i--) {
            var one = pick(others);
            var place = places.get(1 + random.nextInt(2));
            var replica = random.nextInt(2);
            if (place.members.contains(one)) {
                unseat(place, place.kind == Kind.GROUP ? one : mei, one, replica);
            } else {
                at(mei, replica).seat(place.id, one, "member").then().statusCode(200);
                place.entered(one);
                command("seat %s %s", place.kind, one.name());
            }
        }
        happened(place -> {
            var present = new HashSet<>(place.members);
            present.addAll(before.get(place));
            return present;
        });
    }

    private void unseat(Place place, Person by, Person one, int replica) {
        if (place.members.remove(one)) {
            at(by, replica).unseat(place.id, one).then().statusCode(204);
            command("unseat %s %s", place.kind, one.name());
        }
    }

    private void breakLines() {
        for (var device : devices()) {
            if (device.used > FRAMES_A_SOCKET) {
                connect(device, device.replica);
            }
        }
        var device = devices.get(pick(everybody)).get(random.nextInt(2));
        var replica = random.nextInt(2);
        switch (random.nextInt(4)) {
            case 0 -> {
                disconnect(device);
                command("disconnect %s", device.owner.name());
            }
            case 1 -> {
                connect(device, replica);
                command("connect %s %d", device.owner.name(), replica);
            }
            default -> {}
        }
    }

    /// While commands are under way: now and then a line breaks, and a few times a replica dies.
    private void disturb() {
        var device = devices.get(pick(everybody)).get(random.nextInt(2));
        if (random.nextInt(3) == 0) {
            disconnect(device);
            command("break %s", device.owner.name());
        }
        if (kills < KILLS && steps > (kills + 1) * STEPS / (KILLS + 1)) {
            var victim = kills % replicas.size();
            replicas.get(1 - victim).awaitReady();
            replicas.get(victim).kill();
            kills++;
            command("kill %d", victim);
            devices().stream().filter(each -> each.replica == victim).forEach(this::disconnect);
            replicas.get(victim).start();
        }
    }

    /// Somebody is removed while all that is under way.
    private @Nullable Person removeSomebody() {
        var chosen = pick(others);
        var replica = random.nextInt(2);
        var channel = places.getLast();
        if (random.nextInt(4) > 0 || !channel.members.contains(chosen)) {
            return null;
        }
        unseat(channel, mei, chosen, replica);
        return chosen;
    }

    private List<Asked> ask() {
        var asked = new ArrayList<Asked>();
        for (var i = 0; i < AT_ONCE; i++) {
            var place = pick(places);
            var by = pick(everybody);
            var device = line(by, random.nextInt(2));
            var back = random.nextInt(MESSAGES_BACK);
            var chance = random.nextInt(100);
            var number = Math.max(1, place.lastNumber - back);
            if (chance < 40 || place.lastNumber == 0) {
                send(asked, place, by, device, number);
            } else if (chance < 42) {
                device.mirror
                        .socket()
                        .send("unread", "\"conversation\":\"%s\"".formatted(place.id));
                device.used++;
                command("unread %s %s", by.name(), place.kind);
            } else if (chance < 48) {
                device.mirror.socket().send("read", upTo(place.id, number));
                device.used++;
                command("read %s %s %d", by.name(), place.kind, back);
            } else {
                change(asked, place, by, device, number, deed(chance, place));
                command("change %s %s %d %d", by.name(), place.kind, back, chance);
            }
        }
        return asked;
    }

    private UUID name() {
        // Of version 4, as clients may have them: the server names what it writes itself by
        // another.
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong());
    }

    private Deed deed(int chance, Place place) {
        if (chance < 62) {
            return new Change.Edit(name(), null, new MessageText(words(place)));
        }
        if (chance < 68) {
            return new Change.Delete();
        }
        return chance < 90
                ? new Change.React(new Emoji(pick(EMOJI)), random.nextInt(3) > 0)
                : new Change.Pin(random.nextBoolean());
    }

    private String words(Place place) {
        var text = "text " + random.nextInt(1_000_000);
        return switch (random.nextInt(6)) {
            case 0 -> text + " <@%s>".formatted(pick(everybody).id());
            case 1 -> place.kind == Kind.CHANNEL ? text : text + " <@channel>";
            default -> text;
        };
    }

    private void send(List<Asked> asked, Place place, Person by, Device device, long numberBefore) {
        var clientId = name();
        var text = words(place);
        var isAbout = random.nextInt(3) == 0 && place.lastNumber > 0;
        var fields = message(place.id, clientId, text);
        Long replyTo = null;
        String type;
        if (place.kind != Kind.CHANNEL) {
            type = "message.send";
            if (isAbout) {
                replyTo = numberBefore;
                fields += ",\"replyTo\":" + replyTo;
            }
        } else {
            type = isAbout ? "comment.send" : "post.send";
            fields +=
                    isAbout
                            ? ",\"post\":" + numberBefore
                            : ",\"title\":\"Title\",\"commentsAllowed\":true";
            fields += moment();
        }
        var answered = replyTo;
        // A send has a name for ever: what was not answered is answered when it is tried again.
        ask(
                asked,
                new Asked(
                        by,
                        place,
                        type,
                        fields,
                        number ->
                                place.acknowledged.sent(clientId, by.id(), text, answered, number),
                        () -> {}),
                device,
                random.nextInt(12) == 0);
        command("%s %s %s %s", type, by.name(), place.kind, isAbout);
    }

    private String moment() {
        return random.nextInt(3) == 0
                ? ",\"moment\":{\"media\":{\"kind\":\"youtube\",\"video\":\"dQw4w9WgXcQ\"},\"position\":%d}"
                        .formatted(random.nextInt(600_000))
                : "";
    }

    private void change(
            List<Asked> asked, Place place, Person by, Device device, long number, Deed deed) {
        var target = upTo(place.id, number);
        var type =
                switch (deed) {
                    case Change.Edit _ -> "message.edit";
                    case Change.Delete() -> "message.delete";
                    case Change.React _ -> "reaction.set";
                    case Change.Pin _ -> "pin.set";
                    case Change.Remove(), Change.Comments _ -> throw new AssertionError(deed);
                };
        var fields =
                switch (deed) {
                    case Change.Edit edit ->
                            message(place.id, edit.clientId(), edit.text().value())
                                    + ",\"number\":"
                                    + number;
                    case Change.Delete() -> target;
                    case Change.React(var emoji, var present) ->
                            target
                                    + ",\"emoji\":\"%s\",\"present\":%s"
                                            .formatted(emoji.value(), present);
                    case Change.Pin(var present) -> target + ",\"present\":" + present;
                    case Change.Remove(), Change.Comments _ -> throw new AssertionError(deed);
                };
        ask(
                asked,
                new Asked(
                        by,
                        place,
                        type,
                        fields,
                        change -> place.acknowledged.done(number, by.id(), deed, change),
                        () -> place.acknowledged.unanswered(number, by.id(), deed)),
                device,
                random.nextInt(12) == 0);
    }

    /// @param isTwice whether it is asked a second time, by the other client, as if no answer came
    private void ask(List<Asked> asked, Asked one, Device device, boolean isTwice) {
        one.askAt(device);
        asked.add(one);
        if (isTwice) {
            var again =
                    new Asked(one.by, one.place, one.type, one.fields, one.means, one.unanswered);
            var own = devices.get(one.by);
            again.askAt(line(one.by, 1 - own.indexOf(device)));
            asked.add(again);
        }
    }

    /// Waits for the answers, asks again for those that do not come, and takes them into the model.
    private void learn(List<Asked> asked, @Nullable Person removed) {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> asked.stream().filter(each -> !isAnswered(each)).toList().isEmpty());
        for (var each : asked) {
            var isIn = each.place.members.contains(each.by);
            var isLeaving = each.by.equals(removed) && each.place.kind == Kind.CHANNEL;
            if (each.answer.path("type").asText().equals("ok")) {
                assertThat(isIn || isLeaving).as("a stranger wrote").isTrue();
                var result = each.answer.path("result");
                var isSent = result.path("kind").asText().equals("sent");
                each.means.of(result.path(isSent ? "number" : "change").asLong());
                continue;
            }
            var problem = each.answer.path("problem").asText();
            if (isIn) {
                assertThat(problem).isIn(Acknowledged.problems().toList());
            } else if (!isLeaving) {
                assertThat(problem).isEqualTo("conversation-not-found");
            }
        }
    }

    private boolean isAnswered(Asked one) {
        if (one.answer == null) {
            var line = lines.get(one.socket);
            // What the line carried before it broke counts.
            var isBroken = line.isBroken || !one.socket.isOpen();
            one.answer = line.answerTo(one.ref);
            if (one.answer == null && isBroken) {
                unanswered++;
                one.unanswered.run();
                one.askAt(line(one.by, 0));
            }
        }
        return one.answer != null;
    }

    /// What has been stored by now was stored while some were present.
    private void happened(Function<Place, Set<Person>> present) {
        var list = at(mei, 0).get("/api/conversations?limit=100").path("conversations");
        for (var place : places) {
            for (var each : list) {
                if (each.path("id").asText().equals(place.id.toString())) {
                    place.happened(
                            each.path("lastNumber").asLong(),
                            each.path("lastChange").asLong(),
                            present.apply(place));
                }
            }
        }
    }

    /// Nobody has heard what was stored while they were not in.
    private void requireAllowed() {
        for (var line : List.copyOf(lines.values())) {
            var frames = line.socket.frames();
            while (line.heardLooked < frames.size()
                    && isAllowed(line, frames.get(line.heardLooked))) {
                line.heardLooked++;
            }
            if (line.isBroken && line.heardLooked == frames.size()) {
                lines.remove(line.socket);
            }
        }
    }

    /// False if it is too early to say: it tells of what happened just now.
    private boolean isAllowed(Line line, JsonNode frame) {
        var type = frame.path("type").asText();
        var isSent = type.equals("message.sent");
        if (!isSent && !type.equals("message.changed") && !type.equals("reaction.changed")) {
            return true;
        }
        var id = frame.path("conversation").asText();
        var place = places.stream().filter(each -> each.id.toString().equals(id)).findFirst().get();
        var told = type.equals("reaction.changed") ? frame : frame.path("message");
        var number = told.path("number").asLong();
        var change = isSent ? 0 : frame.path("change").asLong();
        if (number > place.lastNumber || change > place.lastChange) {
            return false;
        }
        var allowed = place.allowed(line.owner);
        assertThat(allowed.numbers).as("%s heard %s", line.owner.name(), frame).contains(number);
        if (!isSent) {
            assertThat(allowed.changes)
                    .as("%s heard %s", line.owner.name(), frame)
                    .contains(change);
            place.acknowledged.told(frame);
        }
        heard.merge(line.owner, 1, Integer::sum);
        return true;
    }

    private void requireFresh(Device device, ServiceProcess other) {
        var elsewhere = device.owner.at(other.address());
        await().atMost(PATIENCE)
                .pollInSameThread()
                .untilAsserted(() -> {
                    device.mirror.catchUp();
                    assertThat(device.mirror.shown()).isEqualTo(Mirror.loaded(elsewhere).shown());
                    assertThat(device.mirror.shown())
                            .containsAllEntriesOf(Mirror.countedByServer(elsewhere));
                });
        // The last number of Activity that was told is the one that is so.
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var told = device.mirror.socket().frames("activity");
                    assertThat(told).isNotEmpty();
                    assertThat(told.getLast().path("unread"))
                            .isEqualTo(
                                    elsewhere
                                            .get("/api/notifications/activity?limit=1")
                                            .path("unread"));
                });
    }

    private void requireTruth() {
        var mirror = devices.get(mei).getFirst().mirror;
        for (var place : places) {
            place.acknowledged.requireShown(mirror.messages(place.id.toString()), place.lastChange);
            assertThat(place.lastNumber).isGreaterThan(STEPS / 50);
            assertThat(place.lastChange).isGreaterThan(STEPS / 50);
        }
        assertThat(Mirror.activity(at(mei, 1))).isEqualTo(mirror.concerning()).isNotEmpty();
        assertThat(heard.keySet()).containsExactlyInAnyOrderElementsOf(everybody);
        assertThat(kills).isEqualTo(KILLS);
        assertThat(unanswered).as("what broke left nobody waiting").isPositive();
        assertThat(steps).isGreaterThanOrEqualTo(STEPS);
    }
}
