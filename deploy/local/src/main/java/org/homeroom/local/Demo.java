package org.homeroom.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.homeroom.embedded.Mailbox;

/// Makes a class to look at: a teacher, eight students, what they wrote to each other and the
/// channels of the class, in English and in Chinese.
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
            @JsonProperty(required = true) List<Talk> talks,
            @JsonProperty(required = true) List<Channel> channels) {
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

    /// A channel of the first person, who is the first of the installation and so may create one.
    ///
    /// @param access `open` or `private`
    /// @param members keys of those who are in it besides
    /// @param read how many of its messages everybody has read
    record Channel(
            String name,
            String description,
            String access,
            boolean announcementsOnly,
            List<String> members,
            long read,
            List<Post> posts) {}

    /// A post, and what became of it.
    record Post(String from, String title, String text, boolean closed, List<Comment> comments) {
        Post {
            comments = comments == null ? List.of() : List.copyOf(comments);
        }
    }

    /// A comment on a post, or a reply to one.
    ///
    /// @param reply to which of the post's comments, from 1; 0 for none
    record Comment(String from, String text, int reply) {}

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
            var owner = client(clients, classroom.people().getFirst().key());
            for (var channel : classroom.channels()) {
                write(channel, owner, clients);
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

    private static void write(Channel channel, DemoClient owner, Map<String, DemoClient> clients)
            throws InterruptedException, IOException {
        var id = owner.openChannel(channel);
        for (var key : channel.members()) {
            owner.seat(id, client(clients, key).account());
        }
        for (var post : channel.posts()) {
            var name = "%s/%s".formatted(channel.name(), post.title());
            var number = client(clients, post.from()).post(id, clientId(name), post);
            var comments = new ArrayList<Long>();
            for (var comment : post.comments()) {
                var replyTo = comment.reply() == 0 ? null : comments.get(comment.reply() - 1);
                comments.add(
                        client(clients, comment.from())
                                .comment(
                                        id,
                                        clientId(name + "/" + comments.size()),
                                        number,
                                        replyTo,
                                        comment.text()));
            }
        }
        owner.markRead(id, channel.read());
        for (var key : channel.members()) {
            client(clients, key).markRead(id, channel.read());
        }
    }

    private static DemoClient client(Map<String, DemoClient> clients, String key) {
        return Objects.requireNonNull(clients.get(key), key);
    }

    /// The same for the same line, so that it is never sent twice.
    private static UUID clientId(Talk talk, int line) {
        return clientId("%s/%d".formatted(String.join("/", talk.between()), line));
    }

    private static UUID clientId(String place) {
        var name = "homeroom-demo/" + place;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
