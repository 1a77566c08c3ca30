package org.homeroom.bench;

import static org.homeroom.bench.ChatScenario.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.homeroom.bench.Crowd.Member;
import org.homeroom.local.LocalStack;

/// What two people have said to each other in half a year, all of it sent as people send: short
/// lines and long ones, lists and tables, code, pictures, and emoji in answer. One of the two has
/// an account that a browser can sign in with.
final class LongConversation {
    static final int MESSAGES = 10_000;

    private static final String EMAIL = "reader@bench.example";
    private static final long SEED = 20_261_123;
    private static final int IN_FLIGHT = 100;
    private static final int PICTURE_EVERY = 40;
    private static final int REACTION_EVERY = 6;
    private static final List<String> EMOJI = List.of("👍", "🎉", "❤️", "😂");

    private static final List<String> LINES =
            List.of(
                    "Did you get question three?",
                    "Mine grew towards the window, 往光的方向長。",
                    "我們明天十點在圖書館前面集合，記得帶筆記本跟上次的實驗報告。",
                    "ok",
                    "好的，謝謝！",
                    "The lab opens at nine, and the microscopes are only there until noon, so whoever comes late "
                            + "works with the drawings of the others.");

    private static final List<String> LONG =
            List.of(
                    "**Photosynthesis**, what to learn:\n\n- light reactions\n- the *Calvin* cycle\n- why leaves are green\n\n> 光合作用把光能變成化學能。",
                    "| part | where | makes |\n|---|---|---|\n| light reactions | thylakoid | ATP |\n| Calvin cycle | stroma | sugar |",
                    "It works like this:\n\n```java\nfor (var leaf : leaves) {\n    if (leaf.isGreen()) {\n        count++; // and so on\n    }\n}\n```",
                    "1. measure the stem\n2. note the day\n3. water it\n\n- [x] Monday\n- [ ] Tuesday\n\nSee https://example.org/plants for how others did it.");

    private final LocalStack stack;
    private final Path home;
    private final Vertx vertx;
    private final Random random = new Random(SEED);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String id = "";

    /// @param home of the stack, where its secrets lie
    LongConversation(LocalStack stack, Path home, Vertx vertx) {
        this.stack = stack;
        this.home = home;
        this.vertx = vertx;
    }

    String id() {
        return id;
    }

    /// Whose browser it is to be read in.
    String email() {
        return EMAIL;
    }

    void fill() throws Exception {
        var crowd = new Crowd(stack, home);
        var reader = Account.signUp(stack, EMAIL, "Reader");
        var other = crowd.members(1).getFirst();
        id = crowd.conversation(reader, other);
        var client = vertx.createWebSocketClient();
        var service = stack.serviceAddress("chat-service");
        var lines = new ArrayList<ChatLine>();
        for (var member : List.of(reader, other)) {
            lines.add(await(ChatLine.open(client, service, stack.address(), member.token())));
        }
        say(lines, List.of(reader, other));
        react(lines);
        await(lines.getFirst().ask(command("read").put("number", MESSAGES)));
        spreadOverDays();
        for (var line : lines) {
            await(line.close());
        }
    }

    private JsonObject command(String type) {
        return new JsonObject().put("type", type).put("conversation", id);
    }

    /// Each says some lines before the other does.
    private void say(List<ChatLine> lines, List<Member> members) throws Exception {
        var sent = new ArrayList<Future<Void>>();
        for (var i = 0; i < MESSAGES; i++) {
            var who = i / 4 % 2;
            var message = command("message.send").put("clientId", UUID.randomUUID().toString());
            if (i % PICTURE_EVERY == 0) {
                message.put("text", "")
                        .put("files", new JsonArray().add(upload(members.get(who), i)));
            } else {
                var among = i % 7 == 0 ? LONG : LINES;
                message.put("text", among.get(random.nextInt(among.size())));
            }
            sent.add(lines.get(who).ask(message));
            if (sent.size() == IN_FLIGHT) {
                await(Future.all(sent));
                sent.clear();
            }
        }
        await(Future.all(sent));
    }

    private void react(List<ChatLine> lines) throws Exception {
        for (var number = 1; number <= MESSAGES; number += REACTION_EVERY) {
            await(
                    lines.get(number % 2)
                            .ask(
                                    command("reaction.set")
                                            .put("number", number)
                                            .put("emoji", EMOJI.get(random.nextInt(EMOJI.size())))
                                            .put("present", true)));
        }
    }

    /// Sent within a minute, they would all stand under one day.
    private void spreadOverDays() throws Exception {
        var pool = ChatDatabase.open(stack, home, vertx, 1);
        await(
                pool.preparedQuery(
                                """
                                UPDATE message
                                SET sent_at = now() - ($2 - number) / 4 * interval '100 minutes' - ($2 - number) % 4 * interval '20 seconds'
                                WHERE conversation_id = $1
                                """)
                        .execute(Tuple.of(UUID.fromString(id), (long) MESSAGES)));
        await(pool.close());
    }

    /// @return the id of a picture that can be sent
    private String upload(Member by, int number) throws IOException, InterruptedException {
        var picture = picture(number);
        var name = Base64.getEncoder().encodeToString("leaf.png".getBytes(StandardCharsets.UTF_8));
        var begun =
                send(
                        request("/api/files", "application/offset+octet-stream")
                                .header("Authorization", "Bearer " + by.token())
                                .header("Tus-Resumable", "1.0.0")
                                .header("Upload-Length", Integer.toString(picture.length))
                                .header("Upload-Metadata", "filename " + name)
                                .POST(BodyPublishers.ofByteArray(picture)),
                        201);
        return begun.headers()
                .firstValue("Location")
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .orElseThrow();
    }

    /// One of its own colours, lying or standing.
    private static byte[] picture(int number) throws IOException {
        var isLying = number % (2 * PICTURE_EVERY) == 0;
        var image =
                new BufferedImage(
                        isLying ? 800 : 450, isLying ? 450 : 800, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setPaint(
                new GradientPaint(
                        0,
                        0,
                        Color.getHSBColor(number / 1000f, 0.6f, 0.9f),
                        image.getWidth(),
                        image.getHeight(),
                        Color.getHSBColor(number / 700f, 0.8f, 0.4f)));
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private HttpRequest.Builder request(String path, String contentType) {
        return HttpRequest.newBuilder(stack.address().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", contentType);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }
}
