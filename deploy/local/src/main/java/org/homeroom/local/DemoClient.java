package org.homeroom.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.homeroom.embedded.Mailbox;
import org.jspecify.annotations.Nullable;

/// One person of the demo class, signed in: the requests and the chat socket of `docs/protocols`.
final class DemoClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    private final URI address;
    private final String token;
    private final UUID account;
    private final Answers answers = new Answers();
    private final AtomicInteger lastRef = new AtomicInteger();
    private @Nullable WebSocket socket;

    private DemoClient(URI address, JsonNode session) {
        this.address = address;
        this.token = session.get("accessToken").asText();
        this.account = UUID.fromString(session.get("account").get("id").asText());
    }

    /// Signs a person in, who is registered first if need be.
    static DemoClient signIn(URI address, Mailbox mailbox, Demo.Person person, String password)
            throws IOException, InterruptedException {
        var credentials =
                JSON.createObjectNode().put("email", person.email()).put("password", password);
        var tried = post(address, "/api/auth/sign-in", credentials, null);
        if (tried.statusCode() != 200) {
            register(address, mailbox, person, password);
            tried = post(address, "/api/auth/sign-in", credentials, null);
        }
        return new DemoClient(address, json(tried, 200));
    }

    private static void register(URI address, Mailbox mailbox, Demo.Person person, String password)
            throws IOException, InterruptedException {
        var mailsBefore = mailbox.mailsTo(person.email()).size();
        var form =
                JSON.createObjectNode()
                        .put("email", person.email())
                        .put("name", person.name())
                        .put("password", password)
                        .put("language", person.language());
        // Whoever has terms of use set has the class agree to them.
        var policy = json(send(address, "GET", "/api/auth/policy", null, null), 200);
        if (policy.has("terms")) {
            form.set("terms", policy.get("terms"));
        }
        json(post(address, "/api/auth/register", form, null), 202);
        try {
            mailbox.await(_ -> mailbox.mailsTo(person.email()).size() > mailsBefore, LIMIT);
        } catch (TimeoutException e) {
            throw new StackException(
                    "No mail came for %s, whose account may have another password than the demo's."
                            .formatted(person.email()),
                    e);
        }
        var token =
                mailbox.mailsTo(person.email()).getLast().links().stream()
                        .filter(link -> link.contains("/verify/"))
                        .map(link -> link.replaceFirst(".*/verify/", ""))
                        .findFirst()
                        .orElseThrow(() ->
                                new StackException(
                                        "The mail to %s has no link to follow: the account may have another password than the demo's."
                                                .formatted(person.email())));
        json(
                post(
                        address,
                        "/api/auth/verify",
                        JSON.createObjectNode().put("token", token),
                        null),
                200);
    }

    UUID account() {
        return account;
    }

    /// Finds or opens the conversation with another person, and returns its id.
    UUID openConversation(UUID with) throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("with", with.toString());
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var answer = post(address, "/api/conversations", body, token);
            // chat-service hears of a new account over Kafka, a moment later.
            if (answer.statusCode() != 404 || System.nanoTime() > deadline) {
                return UUID.fromString(json(answer, 200, 201).get("id").asText());
            }
            Thread.sleep(100);
        }
    }

    /// Sends a message, or finds the one that was sent with this client id, and returns its number.
    long send(UUID conversation, UUID clientId, String text) throws InterruptedException {
        var command =
                JSON.createObjectNode()
                        .put("type", "message.send")
                        .put("conversation", conversation.toString())
                        .put("clientId", clientId.toString())
                        .put("text", text);
        return ask(command).path("result").path("number").asLong();
    }

    /// Finds the channel of this name that the person is in, or creates it, and returns its id.
    ///
    /// @throws StackException if the person may not create channels: the first account of an
    ///   installation is its administrator, and that was somebody else
    UUID openChannel(Demo.Channel channel) throws IOException, InterruptedException {
        var mine = json(send("GET", "/api/conversations?limit=100", null), 200);
        for (var conversation : mine.get("conversations")) {
            if (conversation.get("kind").asText().equals("channel")
                    && conversation.get("name").asText().equals(channel.name())) {
                return UUID.fromString(conversation.get("id").asText());
            }
        }
        var terms =
                JSON.createObjectNode()
                        .put("name", channel.name())
                        .put("description", channel.description())
                        .put("access", channel.access())
                        .put("announcementsOnly", channel.announcementsOnly());
        var answer = post(address, "/api/conversations/channels", terms, token);
        if (answer.statusCode() == 403) {
            throw new StackException(
                    "The demo's class needs an administrator of its own, and somebody else is the administrator here: "
                            + "./homeroom up goes on without it, ./homeroom up --fresh --demo begins anew and forgets everything.");
        }
        var created = json(answer, 201);
        return UUID.fromString(created.get("id").asText());
    }

    /// Lets somebody in, who may be in already.
    void seat(UUID channel, UUID account) throws IOException, InterruptedException {
        var path = "/api/conversations/%s/members/%s".formatted(channel, account);
        json(send("PUT", path, JSON.createObjectNode().put("role", "member")), 200);
    }

    /// Writes a post, or finds the one that has this client id, and returns its number.
    long post(UUID channel, UUID clientId, Demo.Post post) throws InterruptedException {
        var command =
                JSON.createObjectNode()
                        .put("type", "post.send")
                        .put("conversation", channel.toString())
                        .put("clientId", clientId.toString())
                        .put("title", post.title())
                        .put("text", post.text())
                        .put("commentsAllowed", !post.closed());
        return ask(command).path("result").path("number").asLong();
    }

    /// Comments on a post, or finds the comment that has this client id, and returns its number.
    long comment(UUID channel, UUID clientId, long post, @Nullable Long replyTo, String text)
            throws InterruptedException {
        var command =
                JSON.createObjectNode()
                        .put("type", "comment.send")
                        .put("conversation", channel.toString())
                        .put("clientId", clientId.toString())
                        .put("post", post)
                        .put("text", text);
        if (replyTo != null) {
            command.put("replyTo", replyTo);
        }
        return ask(command).path("result").path("number").asLong();
    }

    void markRead(UUID conversation, long number) throws InterruptedException {
        ask(
                JSON.createObjectNode()
                        .put("type", "read")
                        .put("conversation", conversation.toString())
                        .put("number", number));
    }

    private JsonNode ask(ObjectNode command) throws InterruptedException {
        var ref = lastRef.incrementAndGet();
        var answer = answers.expect(ref);
        try {
            connected().sendText(command.put("ref", ref).toString(), true).get();
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StackException(
                    "The demo's %s was not answered: %s."
                            .formatted(command.get("type").asText(), e.getMessage()),
                    e);
        }
    }

    private WebSocket connected() throws InterruptedException, ExecutionException {
        var open = socket;
        if (open == null) {
            var authorization = "quarkus-http-upgrade#Authorization#Bearer " + token;
            open =
                    HTTP.newWebSocketBuilder()
                            .header("Origin", address.toString())
                            .subprotocols("bearer-token-carrier", encoded(authorization))
                            .connectTimeout(LIMIT)
                            .buildAsync(
                                    URI.create("ws://" + address.getAuthority() + "/ws/chat"),
                                    answers)
                            .get();
            socket = open;
        }
        return open;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> send(String method, String path, @Nullable ObjectNode body)
            throws IOException, InterruptedException {
        return send(address, method, path, body, token);
    }

    private static HttpResponse<String> post(
            URI address, String path, ObjectNode body, @Nullable String token)
            throws IOException, InterruptedException {
        return send(address, "POST", path, body, token);
    }

    private static HttpResponse<String> send(
            URI address,
            String method,
            String path,
            @Nullable ObjectNode body,
            @Nullable String token)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .header("Origin", address.toString())
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer, int... expected) throws IOException {
        for (int status : expected) {
            if (answer.statusCode() == status) {
                return answer.body().isBlank()
                        ? JSON.createObjectNode()
                        : JSON.readTree(answer.body());
            }
        }
        throw new StackException(
                "%s answered the demo with %d: %s"
                        .formatted(
                                answer.uri().getPath(),
                                answer.statusCode(),
                                answer.body().strip()));
    }

    @Override
    public void close() {
        var open = socket;
        if (open != null) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .exceptionally(_ -> null)
                    .join();
        }
    }

    /// Hands each `ok` and `error` to whoever asked.
    private static final class Answers implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
        private final StringBuilder frame = new StringBuilder();

        CompletableFuture<JsonNode> expect(int ref) {
            var answer = new CompletableFuture<JsonNode>();
            waiting.put(ref, answer);
            return answer;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            frame.append(part);
            if (last) {
                try {
                    hear(JSON.readTree(frame.toString()));
                } catch (IOException e) {
                    failAll(e);
                }
                frame.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void hear(JsonNode message) {
            var asker = waiting.remove(message.path("ref").asInt(-1));
            if (asker == null) {
                return;
            }
            if (message.path("type").asText().equals("ok")) {
                asker.complete(message);
            } else {
                asker.completeExceptionally(new StackException(message.toString()));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            failAll(new IOException("the socket was closed with " + status + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            failAll(error);
        }

        private void failAll(Throwable reason) {
            waiting.values().forEach(answer -> answer.completeExceptionally(reason));
        }
    }
}
