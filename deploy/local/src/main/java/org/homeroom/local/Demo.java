package org.homeroom.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.homeroom.embedded.Mailbox;

/// Makes a class to look at: a teacher, eight students and what they wrote to each other, in
/// English and in Chinese.
///
/// It uses the public address and the mailbox only, as people do. Made twice, it is there once:
/// accounts are signed in to if they exist, and each message keeps its client id, by which
/// chat-service knows it again.
final class Demo {
    private final URI address;
    private final Mailbox mailbox;
    private final StackListener listener;

    Demo(URI address, Mailbox mailbox, StackListener listener) {
        this.address = address;
        this.mailbox = mailbox;
        this.listener = listener;
    }

    /// The contents of `demo-class.json`.
    record Classroom(
            @JsonProperty(required = true) String password,
            @JsonProperty(required = true) List<Person> people,
            @JsonProperty(required = true) List<Talk> talks) {
        static Classroom load() throws IOException {
            try (var json = Demo.class.getResourceAsStream("demo-class.json")) {
                return new ObjectMapper().readValue(json, Classroom.class);
            }
        }
    }

    /// @param key the part of the address before the @
    /// @param language `en` or `zh-Hant-TW`
    record Person(String key, String name, String language) {
        String email() {
            return key + "@homeroom.example";
        }
    }

    /// A conversation of two.
    ///
    /// @param unread how many of the last messages the receiver has not read
    record Talk(List<String> between, int unread, List<Line> lines) {}

    /// A message; `from` is a person's key.
    record Line(String from, String text) {}

    /// @throws StackException if an account cannot be signed in to (its password was changed), or a
    ///   service refuses
    void make() throws IOException, InterruptedException {
        var classroom = Classroom.load();
        var clients = new HashMap<String, DemoClient>();
        try {
            for (var person : classroom.people()) {
                listener.note("  " + person.name() + "  " + person.email());
                clients.put(
                        person.key(),
                        DemoClient.signIn(address, mailbox, person, classroom.password()));
            }
            for (var talk : classroom.talks()) {
                write(talk, clients);
            }
        } finally {
            clients.values().forEach(DemoClient::close);
        }
        listener.note("Each of them signs in with the password " + classroom.password());
    }

    private static void write(Talk talk, Map<String, DemoClient> clients)
            throws InterruptedException, IOException {
        var first = client(clients, talk.between().getFirst());
        var second = client(clients, talk.between().getLast());
        var conversation = first.openConversation(second.account());
        var number = 0L;
        for (int i = 0; i < talk.lines().size(); i++) {
            var line = talk.lines().get(i);
            var sender = client(clients, line.from());
            number = sender.send(conversation, clientId(talk, i), line.text());
            sender.markRead(conversation, number);
        }
        var receiver =
                talk.lines().getLast().from().equals(talk.between().getFirst()) ? second : first;
        receiver.markRead(conversation, number - talk.unread());
    }

    private static DemoClient client(Map<String, DemoClient> clients, String key) {
        return Objects.requireNonNull(clients.get(key), key);
    }

    /// The same for the same line, so that it is never sent twice.
    private static UUID clientId(Talk talk, int line) {
        var name = "homeroom-demo/%s/%d".formatted(String.join("/", talk.between()), line);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
