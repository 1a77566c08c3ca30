package org.homeroom.chat.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.json;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.slug;
import static org.homeroom.chat.Classroom.upTo;
import static org.homeroom.chat.file.Tus.expect;
import static org.homeroom.chat.file.Tus.fetch;
import static org.homeroom.chat.file.Tus.header;
import static org.homeroom.chat.file.Tus.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.Database;
import org.homeroom.chat.file.FileServers;
import org.homeroom.chat.file.Tus;
import org.homeroom.chat.ticket.Ticket;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.storage.ObjectStorage;
import org.homeroom.platform.test.Pictures;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Channels that their owners take along, as a browser gets them.
@QuarkusTest
@RealInfrastructure(database = "chat")
@FileServers
class ExportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOSTILE =
            "</script><script>alert(1)</script> <img src=x onerror=alert(1)> "
                    + "[a](javascript:alert(1)) ![p](https://elsewhere.example/p.png) [b](files/1-1-evil.html)";

    private static Response ask(Person asking, ConversationId channel, String language) {
        return asking.rest()
                .body(Map.of("language", language, "zone", "Asia/Taipei"))
                .post("/api/conversations/%s/export".formatted(channel));
    }

    private static String address(Person owner, ConversationId channel, String language) {
        return ask(owner, channel, language).then().statusCode(200).extract().path("address");
    }

    private static Map<String, byte[]> opened(byte[] zip) {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entries.put(entry.getName(), in.readAllBytes())).isNull();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return entries;
    }

    private static JsonNode channel(Map<String, byte[]> entries) {
        return json(text(entries, "channel.json"));
    }

    private static String text(Map<String, byte[]> entries, String path) {
        return new String(entries.get(path), UTF_8);
    }

    private static String with(String members, FileId... files) {
        var all = new StringBuilder(members).append(",\"files\":[");
        for (var i = 0; i < files.length; i++) {
            all.append(i == 0 ? "\"" : ",\"").append(files[i]).append('"');
        }
        return all.append(']').toString();
    }

    private static String written(ConversationId channel, String title, String text) {
        return Classroom.message(channel, UUID.randomUUID(), text)
                + ",\"title\":\"%s\",\"commentsAllowed\":true".formatted(title);
    }

    private static String comment(ConversationId channel, long post, String text) {
        return Classroom.comment(channel, UUID.randomUUID(), post, text);
    }

    private static void edit(
            TestSocket socket, ConversationId channel, long number, String title, String text) {
        var answer =
                socket.ask(
                        "message.edit",
                        Classroom.message(channel, UUID.randomUUID(), text)
                                + ",\"title\":\"%s\",\"number\":%d".formatted(title, number));
        assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("ok");
    }

    @Test
    void allThatItsMembersSeeIsInIt() {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var id = mei.person().channel("7B · Science", "private");
        mei.person().seat(id, leo.person(), "member").then().statusCode(200);
        var picture = Pictures.flagPng(40, 30);
        var notes = Tus.random(FileServers.PIECE * 2 + 7);
        try (var meis = mei.person().socket();
                var leos = leo.person().socket()) {
            var post =
                    numberIn(
                            meis.ask(
                                    "post.send",
                                    with(
                                            written(id, "Leaves", "**First** `x < y`"),
                                            mei.upload("leaf.png", picture),
                                            mei.upload("notes.bin", notes),
                                            mei.upload("notes.bin", Tus.random(11)),
                                            mei.upload("empty.txt", new byte[0]))));
            edit(meis, id, post, "Leaves of trees", "Look, <@" + leo.person().id() + ">: *green*");
            edit(
                    meis,
                    id,
                    post,
                    "Leaves of trees",
                    "Look, <@" + leo.person().id() + ">: *greener*");
            var said = numberIn(leos.ask("comment.send", comment(id, post, "Why green?")));
            var reply =
                    numberIn(
                            meis.ask(
                                    "comment.send",
                                    comment(id, post, "Chlorophyll") + ",\"replyTo\":" + said));
            leos.ask("reaction.set", upTo(id, post) + ",\"emoji\":\"🌱\",\"present\":true");
            meis.ask("reaction.set", upTo(id, post) + ",\"emoji\":\"🎉\",\"present\":true");
            meis.ask("pin.set", upTo(id, post) + ",\"present\":true");
            var secret = numberIn(leos.ask("comment.send", comment(id, post, "a secret word")));
            leos.ask("message.delete", upTo(id, secret));
            var gone = numberIn(meis.ask("post.send", written(id, "Taken back", "a secret word")));
            meis.ask("message.delete", upTo(id, gone));

            var answer = expect(200, fetch(address(mei.person(), id, "en")));
            var entries = opened(answer.body());
            assertThat(header(answer, "Content-Type")).isEqualTo("application/zip");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(answer, "Content-Disposition"))
                    .matches("attachment; filename=\"7B _ Science \\d{4}-\\d\\d-\\d\\d.zip\".*");
            assertThat(entries.keySet())
                    .containsExactly(
                            "files/%d-1-leaf.png".formatted(post),
                            "files/%d-2-notes.bin".formatted(post),
                            "files/%d-3-notes.bin".formatted(post),
                            "files/%d-4-empty.txt".formatted(post),
                            "channel.json",
                            "index.html");
            assertThat(entries.get("files/%d-1-leaf.png".formatted(post))).isEqualTo(picture);
            assertThat(entries.get("files/%d-2-notes.bin".formatted(post))).isEqualTo(notes);
            assertThat(entries.get("files/%d-4-empty.txt".formatted(post))).isEmpty();

            var all = channel(entries);
            assertThat(all.at("/channel/name").asText()).isEqualTo("7B · Science");
            assertThat(all.at("/channel/lastNumber").asLong()).isEqualTo(gone);
            assertThat(all.at("/exportedBy/name").asText()).isEqualTo("Mei");
            assertThat(all.path("members").findValuesAsText("role"))
                    .containsExactlyInAnyOrder("owner", "member");
            assertThat(all.path("posts")).hasSize(2);
            var told = all.at("/posts/0");
            assertThat(told.path("title").asText()).isEqualTo("Leaves of trees");
            assertThat(told.at("/mentions/0/name").asText()).isEqualTo("Leo");
            assertThat(told.at("/reactions/0/count").asInt()).isOne();
            assertThat(told.path("reactedBy").findValuesAsText("emoji"))
                    .containsExactly("🌱", "🎉");
            assertThat(told.path("reactedBy").findValuesAsText("name"))
                    .containsExactly("Leo", "Mei");
            assertThat(told.at("/reactedBy/0/at").asText()).isNotEmpty();
            assertThat(told.path("pinnedAt").asText()).isNotEmpty();
            assertThat(told.path("editions").findValuesAsText("text"))
                    .containsExactly(
                            "**First** `x < y`", "Look, <@" + leo.person().id() + ">: *green*");
            assertThat(told.at("/editions/0/title").asText()).isEqualTo("Leaves");
            assertThat(told.at("/files/0/path").asText())
                    .isEqualTo("files/%d-1-leaf.png".formatted(post));
            assertThat(told.path("comments").findValuesAsText("number"))
                    .containsExactly("" + said, "" + reply, "" + secret);
            assertThat(told.at("/comments/1/replyTo").asLong()).isEqualTo(said);
            assertThat(told.at("/comments/2/deletedAt").asText()).isNotEmpty();
            assertThat(told.at("/comments/2").has("text")).isFalse();
            assertThat(all.at("/posts/1/deletedBy/name").asText()).isEqualTo("Mei");

            var page = text(entries, "index.html");
            assertThat(page)
                    .contains("<html lang=\"en\">", "<h2>Leaves of trees</h2>")
                    .contains("Look, <b>@Leo</b>: <em>greener</em>", "<code>x &lt; y</code>")
                    .contains("src=\"files/%d-1-leaf.png\"".formatted(post))
                    .contains("href=\"#m%d\">answers #%d</a>".formatted(said, said))
                    .contains("This comment was deleted.", "This post was deleted.", "🌱 1")
                    .contains("Who reacted", "<li>🌱 Leo</li>\n<li>🎉 Mei</li>")
                    .contains("in the folder: files/%d-2-notes.bin".formatted(post))
                    .doesNotContain("<script");
            for (var entry : entries.values()) {
                assertThat(new String(entry, UTF_8)).doesNotContain("a secret word");
            }
            var chinese =
                    text(
                            opened(fetch(address(mei.person(), id, "zh-Hant-TW")).body()),
                            "index.html");
            assertThat(chinese)
                    .contains("<html lang=\"zh-Hant-TW\">", "擁有者", "這則留言已刪除。")
                    .containsPattern("\\d{4}年\\d{1,2}月\\d{1,2}日[^<]+ GMT\\+8");
        }
    }

    @Test
    void nothingThatSomebodyWroteRunsOrLeadsAstray() {
        var mei = new Tus(new Person(person("<b>Mei</b>").id(), "<b>Mei</b>"));
        var id = mei.person().channel("../<img src=x onerror=alert(1)>", "private");
        try (var socket = mei.person().socket()) {
            var files =
                    new FileId[] {
                        mei.upload("../../evil.html", "<script>alert(1)</script>".getBytes(UTF_8)),
                        mei.upload("\"><svg onload=alert(1)>.svg", "<svg/>".getBytes(UTF_8)),
                        mei.upload("CON", "x".getBytes(UTF_8)),
                        mei.upload("a b#c?d&e.pdf", "%PDF-1.7".getBytes(UTF_8))
                    };
            var post =
                    numberIn(
                            socket.ask(
                                    "post.send",
                                    with(written(id, "</h2><script>x</script>", HOSTILE), files)));
            edit(socket, id, post, "</h2><script>y</script>", HOSTILE + "!");
            numberIn(socket.ask("comment.send", comment(id, post, ">".repeat(8_000) + "deep")));
            numberIn(
                    socket.ask(
                            "comment.send",
                            comment(
                                    id,
                                    post,
                                    "|a".repeat(500)
                                            + "|\n"
                                            + "|-".repeat(500)
                                            + "|\n|x"
                                            + "\n|x".repeat(3_000))));
            numberIn(socket.ask("comment.send", comment(id, post, "*a **b ".repeat(1_500))));
        }

        var answer = expect(200, fetch(address(mei.person(), id, "en")));
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment; filename=\"_img");
        var entries = opened(answer.body());
        assertThat(entries.keySet())
                .allMatch(
                        path -> path.matches("channel\\.json|index\\.html|files/1-\\d-[^/\\\\]+"));
        assertThat(entries.keySet()).contains("files/1-1-evil.html", "files/1-3-_CON");
        var page = text(entries, "index.html");
        assertThat(Pattern.compile("<(\\w+)").matcher(page).results().map(tag -> tag.group(1)))
                .isSubsetOf(
                        "html",
                        "head",
                        "meta",
                        "title",
                        "style",
                        "body",
                        "main",
                        "header",
                        "h1",
                        "h2",
                        "p",
                        "details",
                        "summary",
                        "ul",
                        "li",
                        "span",
                        "article",
                        "section",
                        "b",
                        "a",
                        "time",
                        "div",
                        "pre",
                        "blockquote",
                        "em",
                        "strong");
        assertThat(page)
                .doesNotContainPattern("<[^>]*\\son\\w+=")
                .doesNotContain("javascript:alert(1)\"");
        assertThat(
                        Pattern.compile("href=\"([^\"]*)\"")
                                .matcher(page)
                                .results()
                                .map(to -> to.group(1)))
                .allMatch(to ->
                        to.isEmpty()
                                || to.startsWith("#m")
                                || to.equals("https://elsewhere.example/p.png")
                                || to.equals("files/1-4-a%20b%23c_d%26e.pdf"));
        assertThat(page)
                .contains(
                        "default-src &#39;none&#39;; img-src &#39;self&#39; file:; style-src &#39;sha256-");
        assertThat(channel(entries).at("/posts/0/text").asText()).isEqualTo(HOSTILE + "!");
    }

    @ParameterizedTest
    @CsvSource({"teacher", "member", "guest"})
    void onlyOwnersAreGivenAnAddress(String role) {
        var mei = person("Mei");
        var other = person("Other");
        var id = mei.channel("7B", "private");
        assertThat(slug(ask(other, id, "en").then().statusCode(404).extract().path("type")))
                .isEqualTo("conversation-not-found");
        mei.seat(id, other, role).then().statusCode(200);
        assertThat(slug(ask(other, id, "en").then().statusCode(403).extract().path("type")))
                .isEqualTo("not-allowed");
        var group = mei.group(other, person("Third"));
        assertThat(slug(ask(mei, group, "en").then().statusCode(422).extract().path("type")))
                .isEqualTo("wrong-kind");
    }

    @ParameterizedTest
    @CsvSource({"fr, Asia/Taipei", "en, Mars/Olympus", "en, ''"})
    void whatIsNotALanguageOrAZoneIsSaid(String language, String zone) {
        var mei = person("Mei");
        var id = mei.channel("7B", "private");
        mei.rest()
                .body(Map.of("language", language, "zone", zone))
                .post("/api/conversations/%s/export".formatted(id))
                .then()
                .statusCode(400);
        var good = address(mei, id, "en");
        assertThat(
                        problem(
                                400,
                                fetch(
                                        good.replaceFirst("&.*", "")
                                                + "&language=%s&zone=%s"
                                                        .formatted(language, zone))))
                .isEqualTo("invalid-request");
    }

    @Test
    void anAddressIsForItsChannelAndAMinute() {
        var mei = person("Mei");
        var id = mei.channel("7B", "private");
        var other = mei.channel("8A", "private");
        var good = address(mei, id, "en");
        var past =
                bean(Ticket.Office.class)
                        .issue(
                                new Ticket.Of.Export(id),
                                mei.id(),
                                Instant.parse("2026-01-01T00:00:00Z"));
        var aFiles =
                bean(Ticket.Office.class)
                        .issue(
                                new Ticket.Of.File(new FileId(id.value())),
                                mei.id(),
                                Instant.parse("2999-01-01T00:00:00Z"));
        for (var bad :
                new String[] {
                    good.replace(id.toString(), other.toString()),
                    good.replaceFirst("ticket=.", "ticket=_"),
                    good.replaceFirst("ticket=[\\w-]+", "ticket=" + past),
                    good.replaceFirst("ticket=[\\w-]+", "ticket=" + aFiles),
                    good.replaceFirst("ticket=[\\w-]+&", ""),
                    good.replace(id.toString(), "1")
                }) {
            assertThat(problem(410, fetch(bad))).as(bad).isEqualTo("export-address-ended");
        }
        expect(200, fetch(good));
    }

    @Test
    void whoOwnsItNoMoreGetsNothingByAnAddressOfBefore() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "owner").then().statusCode(200);
        var address = address(leo, id, "en");
        mei.seat(id, leo, "member").then().statusCode(200);
        assertThat(problem(403, fetch(address))).isEqualTo("not-allowed");
        mei.unseat(id, leo).then().statusCode(204);
        assertThat(problem(404, fetch(address))).isEqualTo("conversation-not-found");
    }

    @Test
    void aFileThatIsGoneIsNotedAndNothingElseIsLost() {
        var mei = new Tus(person("Mei"));
        var id = mei.person().channel("7B", "private");
        var lost = mei.upload("lost.txt", Tus.random(100));
        var kept = mei.upload("kept.txt", Tus.random(100));
        try (var socket = mei.person().socket()) {
            numberIn(socket.ask("post.send", with(written(id, "Two", "files"), lost, kept)));
        }
        lose(lost);

        var entries = opened(expect(200, fetch(address(mei.person(), id, "en"))).body());
        assertThat(entries.keySet())
                .containsExactly("files/1-2-kept.txt", "channel.json", "index.html");
        var files = channel(entries).at("/posts/0/files");
        assertThat(files.at("/0/missing").asBoolean()).isTrue();
        assertThat(files.at("/0").has("path")).isFalse();
        assertThat(files.at("/1/path").asText()).isEqualTo("files/1-2-kept.txt");
        assertThat(text(entries, "index.html"))
                .contains("This file was gone when the export was made: lost.txt");
    }

    private static void lose(FileId file) {
        var done = new CompletableFuture<Void>();
        bean(Vertx.class)
                .getOrCreateContext()
                .runOnContext(_ ->
                        bean(ObjectStorage.class)
                                .deleteAll("files/%s/".formatted(file))
                                .subscribe()
                                .with(done::complete, done::completeExceptionally));
        done.join();
    }

    /// 16 KB a post, in which there is little to compress.
    private static void fill(ConversationId channel, Person sender, int posts) {
        Database.execute(
                """
                INSERT INTO message (conversation_id, number, id, sender_id, client_id, text, sent_at,
                                     title, comments_allowed, active_number)
                SELECT ?::uuid, n, gen_random_uuid(), ?::uuid, gen_random_uuid(),
                       (SELECT string_agg(md5(n || '-' || k), '') FROM generate_series(1, 500) k),
                       now(), 'Post ' || n, true, n
                FROM generate_series(1, ?) n
                """,
                channel.value(),
                sender.id().value(),
                posts);
        Database.execute(
                "UPDATE conversation SET last_number = ? WHERE id = ?", posts, channel.value());
    }

    private static HttpResponse<InputStream> begun(String address) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(Tus.at(address)).build(),
                            BodyHandlers.ofInputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static long retained() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// A reader who is slower than the service: what is not read must not be made and kept.
    @Test
    void aLargeChannelIsSentInAFewMegabytesOfHeap() throws IOException {
        var mei = person("Mei");
        var id = mei.channel("Large", "private");
        fill(id, mei, 2_000);
        opened(expect(200, fetch(address(mei, mei.channel("Small", "private"), "en"))).body());
        var before = retained();
        var most = 0L;
        var posts = 0;
        var read = 0L;
        try (var body = begun(address(mei, id, "en")).body();
                var zip = new ZipInputStream(body)) {
            var buffer = new byte[64 << 10];
            var nextLook = 0L;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                for (var n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    read += n;
                    if (read >= nextLook) {
                        most = Math.max(most, retained() - before);
                        nextLook += 8 << 20;
                    }
                }
                posts++;
            }
        }
        assertThat(posts).isEqualTo(2);
        assertThat(read).isGreaterThan(60 << 20);
        assertThat(most).isLessThan(12 << 20);
    }

    @Test
    void whoStopsOwningItMeanwhileDoesNotGetTheRest() throws IOException {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("Large", "private");
        mei.seat(id, leo, "owner").then().statusCode(200);
        fill(id, mei, 1_000);
        try (var body = begun(address(leo, id, "en")).body()) {
            assertThat(body.readNBytes(1 << 18)).hasSize(1 << 18);
            mei.seat(id, leo, "teacher").then().statusCode(200);
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoGoesAwayMakesRoomForOthers() throws IOException {
        var mei = person("Mei");
        var id = mei.channel("Large", "private");
        fill(id, mei, 1_000);
        var address = address(mei, id, "en");
        try (var one = begun(address).body();
                var two = begun(address).body()) {
            assertThat(one.readNBytes(1 << 16)).hasSize(1 << 16);
            assertThat(two.readNBytes(1 << 16)).hasSize(1 << 16);
            var refused = fetch(address);
            assertThat(problem(503, refused)).isEqualTo("busy");
            assertThat(header(refused, "Retry-After")).isEqualTo("30");
            assertThat(slug(ask(mei, id, "en").then().statusCode(503).extract().path("type")))
                    .isEqualTo("busy");
        }
        await().atMost(PATIENCE).untilAsserted(() -> ask(mei, id, "en").then().statusCode(200));
    }
}
