package org.homeroom.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.homeroom.chat.person.People;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.AccountProfileEvent.Findable;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;
import org.jspecify.annotations.Nullable;

/// People for a test: their profiles come over Kafka as auth-service would send them.
public final class Classroom {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Classroom() {}

    /// @param server the replica they are at, `http://host:port`; null for the service under test
    public record Person(AccountId id, String name, @Nullable URI server) {
        public Person(AccountId id, String name) {
            this(id, name, null);
        }

        /// The same person, at some replica.
        public Person at(URI replica) {
            return new Person(id, name, replica);
        }

        public String token() {
            return TestTokens.of(id, name);
        }

        public RequestSpecification rest() {
            return rest(token());
        }

        private RequestSpecification rest(String token) {
            var request = server == null ? given() : given().baseUri(server.toString());
            return request.auth().oauth2(token).contentType("application/json");
        }

        public JsonNode get(String path) {
            return json(rest().get(path).then().statusCode(200).extract().asString());
        }

        /// The slug of the refusal.
        public String problem(int status, String path) {
            return slug(rest().get(path).then().statusCode(status).extract().path("type"));
        }

        /// Connects, and hears everything from here on: a command is answered only when it does.
        public TestSocket socket() {
            var url = server == null ? socketUrl() : server.resolve("/ws/chat");
            var socket = TestSocket.open(url, token());
            socket.ask("ping", "");
            return socket;
        }

        /// A new channel of theirs, as a teacher of the school.
        public ConversationId channel(String name, String access) {
            return ConversationId.fromString(
                    rest(TestTokens.of(id, this.name, "student", "teacher"))
                            .body(
                                    Map.of(
                                            "name",
                                            name,
                                            "description",
                                            "",
                                            "access",
                                            access,
                                            "announcementsOnly",
                                            false))
                            .post("/api/conversations/channels")
                            .then()
                            .statusCode(201)
                            .extract()
                            .<String>path("id"));
        }

        /// A new group with others.
        public ConversationId group(Person... others) {
            var people = Stream.of(others).map(other -> other.id.toString()).toList();
            var body = new HashMap<String, Object>();
            body.put("people", people);
            body.put("name", null);
            return ConversationId.fromString(
                    rest().body(body)
                            .post("/api/conversations/groups")
                            .then()
                            .statusCode(201)
                            .extract()
                            .<String>path("id"));
        }

        /// Asks to give somebody a role; oneself, to join.
        public Response seat(ConversationId conversation, Person other, String role) {
            return rest().body(Map.of("role", role)).put(memberPath(conversation, other));
        }

        /// Asks to remove somebody, or to leave.
        public Response unseat(ConversationId conversation, Person other) {
            return rest().delete(memberPath(conversation, other));
        }

        private static String memberPath(ConversationId conversation, Person other) {
            return "/api/conversations/%s/members/%s".formatted(conversation, other.id);
        }

        /// The direct conversation with somebody.
        public ConversationId with(Person other) {
            var id =
                    rest().body(Map.of("with", other.id.toString()))
                            .post("/api/conversations")
                            .then()
                            .extract()
                            .<String>path("id");
            return ConversationId.fromString(id);
        }

        /// All messages of a conversation, page by page.
        public List<JsonNode> history(ConversationId conversation) {
            var messages = new ArrayList<JsonNode>();
            JsonNode page;
            do {
                var last = messages.isEmpty() ? 0 : messages.getLast().path("number").asLong();
                page =
                        get(
                                "/api/conversations/%s/messages?limit=100&after=%d"
                                        .formatted(conversation, last));
                page.path("messages").forEach(messages::add);
            } while (page.path("hasAfter").asBoolean());
            return messages;
        }
    }

    public static URI socketUrl() {
        return URI.create("http://localhost:" + RestAssured.port + "/ws/chat");
    }

    /// Somebody new, known to the service.
    public static Person person(String name) {
        await().atMost(PATIENCE)
                .until(() -> given().get("/q/health/ready").statusCode(), code -> code == 200);
        var person = new Person(new AccountId(UuidCreator.getTimeOrderedEpoch()), name);
        rename(person, 1, name);
        return person;
    }

    /// Gives somebody another name and waits until the service knows.
    public static void rename(Person person, long revision, String name) {
        tell(new ProfileChanged(person.id, revision, name, "en", "", null, Findable.EVERYONE));
    }

    /// Publishes what became of an account and waits until the service knows.
    public static void tell(AccountProfileEvent event) {
        bean(EventPublisher.class).publish(Topic.ACCOUNT_PROFILES, event).await().atMost(PATIENCE);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> bean(People.class).revisionOf(event.account()) >= event.revision());
    }

    /// JSON members of a `message.send`.
    public static String message(ConversationId conversation, UUID clientId, String text) {
        try {
            return "\"conversation\":\"%s\",\"clientId\":\"%s\",\"text\":%s"
                    .formatted(conversation, clientId, JSON.writeValueAsString(text));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// JSON members of a `post.send`.
    public static String post(ConversationId conversation, UUID clientId, String title) {
        return message(conversation, clientId, "text of " + title)
                + ",\"title\":\"%s\",\"commentsAllowed\":true".formatted(title);
    }

    /// JSON members of a `comment.send`.
    public static String comment(
            ConversationId conversation, UUID clientId, long post, String text) {
        return message(conversation, clientId, text) + ",\"post\":" + post;
    }

    /// The number that an answer gives.
    public static long numberIn(JsonNode answer) {
        if (!answer.path("type").asText().equals("ok")) {
            throw new AssertionError(answer.toString());
        }
        return answer.at("/result/number").asLong();
    }

    /// Sends a message nobody has sent before and waits for its number.
    public static long say(TestSocket socket, ConversationId conversation, String text) {
        var answer = socket.ask("message.send", message(conversation, UUID.randomUUID(), text));
        if (!answer.path("type").asText().equals("ok")) {
            throw new AssertionError(answer.toString());
        }
        return answer.at("/result/number").asLong();
    }

    /// The frame that tells of a message.
    public static Predicate<JsonNode> sent(ConversationId conversation, long number) {
        return frame ->
                frame.path("type").asText().equals("message.sent")
                        && frame.path("conversation").asText().equals(conversation.toString())
                        && frame.at("/message/number").asLong() == number;
    }

    /// JSON members of a `read`.
    public static String upTo(ConversationId conversation, long number) {
        return "\"conversation\":\"%s\",\"number\":%d".formatted(conversation, number);
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException bad) {
            throw new UncheckedIOException(bad);
        }
    }

    public static String slug(String problemType) {
        return problemType.substring(problemType.lastIndexOf(':') + 1);
    }

    /// Asks to hear from now on where these people are, and nobody else.
    public static JsonNode watch(TestSocket socket, Person... people) {
        return watch(socket, Stream.of(people).map(person -> person.id().toString()).toList());
    }

    /// As above, of people of whom only the ids are known.
    public static JsonNode watch(TestSocket socket, Collection<String> ids) {
        var accounts =
                ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
        return socket.ask("presence.watch", "\"accounts\":" + accounts);
    }

    public static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
