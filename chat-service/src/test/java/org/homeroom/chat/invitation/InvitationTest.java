package org.homeroom.chat.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.json;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.slug;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.Database;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "chat")
class InvitationTest {
    private static final String INVITATIONS = "/api/conversations/invitations";

    private static String of(ConversationId id) {
        return "/api/conversations/" + id + "/invitations";
    }

    private static Response invite(Person by, ConversationId id, String body) {
        return by.rest().body(body).post(of(id));
    }

    /// A link for so many members; for as many as like with 0.
    private static JsonNode invitation(Person by, ConversationId id, int uses) {
        var made =
                invite(
                        by,
                        id,
                        "{\"role\":\"member\",\"expiresInHours\":24,\"uses\":%s}"
                                .formatted(uses == 0 ? "null" : uses));
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        return json(made.then().statusCode(201).extract().asString());
    }

    private static Response accept(Person person, String token) {
        return person.rest().body(Map.of("token", token)).post(INVITATIONS + "/accept");
    }

    private static Response look(Person person, String token) {
        return person.rest().body(Map.of("token", token)).post(INVITATIONS + "/look");
    }

    private static String problem(Response response, int status) {
        return slug(response.then().statusCode(status).extract().path("type"));
    }

    @Test
    void aLinkShowsWhereItLeadsAndLetsIn() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        var token = invitation(mei, id, 0).path("token").asText();

        var shown = json(look(leo, token).then().statusCode(200).extract().asString());
        assertThat(shown.path("name").asText()).isEqualTo("7B");
        assertThat(shown.path("isMember").asBoolean()).isFalse();
        assertThat(leo.problem(404, "/api/conversations/" + id))
                .isEqualTo("conversation-not-found");
        var seen = json(accept(leo, token).then().statusCode(200).extract().asString());
        assertThat(seen.path("id").asText()).isEqualTo(id.toString());
        assertThat(seen.path("role").asText()).isEqualTo("member");
        accept(leo, token).then().statusCode(200);

        var listed = mei.get(of(id)).path("invitations");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/uses").asInt()).isEqualTo(1);
        assertThat(listed.toString()).doesNotContain(token);
        assertThat(
                        Database.number(
                                "SELECT count(*) FROM invitation WHERE invitation::text LIKE '%' || ? || '%'",
                                token))
                .isZero();
    }

    @Test
    void aLinkForThreeLetsThreeInHoweverManyComeAtOnce() throws Exception {
        var mei = person("Mei");
        var id = mei.channel("7B", "private");
        var token = invitation(mei, id, 3).path("token").asText();
        var people = IntStream.range(0, 8).mapToObj(i -> person("P" + i)).toList();
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = new ArrayList<Future<Integer>>();
            people.forEach(one -> all.add(threads.submit(() -> accept(one, token).statusCode())));
            for (var each : all) {
                statuses.add(each.get());
            }
        }
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(3);
        assertThat(Collections.frequency(statuses, 410)).isEqualTo(5);
        assertThat(mei.get("/api/conversations/" + id).path("memberCount").asInt()).isEqualTo(4);
        // Those who are in may follow it again.
        var in = people.get(statuses.indexOf(200));
        accept(in, token).then().statusCode(200);
    }

    @Test
    void aLinkThatWasRevokedOrHasEndedOrWhoseMakerIsGoneLetsNobodyIn() {
        var mei = person("Mei");
        var tom = person("Tom");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, tom, "teacher").then().statusCode(200);
        var revoked = invitation(mei, id, 0);
        var ended = invitation(mei, id, 0);
        var orphaned = invitation(tom, id, 0);
        var path = of(id) + "/" + revoked.at("/invitation/id").asText();
        tom.rest().delete(path).then().statusCode(204);
        assertThat(problem(tom.rest().delete(path), 410)).isEqualTo("invitation-invalid");
        Database.execute(
                "UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(ended.at("/invitation/id").asText()));
        mei.seat(id, tom, "member").then().statusCode(200);

        for (var link : List.of(revoked, ended, orphaned)) {
            var token = link.path("token").asText();
            assertThat(problem(look(leo, token), 410)).isEqualTo("invitation-invalid");
            assertThat(problem(accept(leo, token), 410)).isEqualTo("invitation-invalid");
        }
        assertThat(mei.get(of(id)).path("invitations")).hasSize(1);
        assertThat(mei.get("/api/conversations/" + id).path("memberCount").asInt()).isEqualTo(2);
    }

    @Test
    void whoWasRemovedDoesNotComeBackByALink() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        var token = invitation(mei, id, 1).path("token").asText();
        accept(leo, token).then().statusCode(200);
        mei.unseat(id, leo).then().statusCode(204);
        assertThat(problem(accept(leo, token), 410)).isEqualTo("invitation-invalid");
        var another = invitation(mei, id, 1).path("token").asText();
        assertThat(problem(accept(leo, another), 403)).isEqualTo("not-allowed");
        // The use is not lost.
        accept(person("Ana"), another).then().statusCode(200);
    }

    @Test
    void onlyThoseWhoBringPeopleInSeeAndMakeLinks() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        var good = "{\"role\":\"guest\",\"expiresInHours\":1,\"uses\":null}";
        var link = of(id) + "/" + invitation(mei, id, 0).at("/invitation/id").asText();
        assertThat(problem(invite(leo, id, good), 404)).isEqualTo("conversation-not-found");
        mei.seat(id, leo, "member").then().statusCode(200);
        assertThat(problem(invite(leo, id, good), 403)).isEqualTo("not-allowed");
        assertThat(leo.problem(403, of(id))).isEqualTo("not-allowed");
        assertThat(problem(leo.rest().delete(link), 403)).isEqualTo("not-allowed");
        assertThat(problem(invite(mei, mei.with(leo), good), 422)).isEqualTo("wrong-kind");
        // Another channel's link is not there.
        var elsewhere = of(mei.channel("8A", "private")) + link.substring(link.lastIndexOf('/'));
        assertThat(problem(mei.rest().delete(elsewhere), 410)).isEqualTo("invitation-invalid");
        mei.rest().body("{\"archived\":true}").patch("/api/conversations/" + id);
        assertThat(problem(invite(mei, id, good), 409)).isEqualTo("channel-archived");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"owner\",\"expiresInHours\":1,\"uses\":null}",
                "{\"role\":\"teacher\",\"expiresInHours\":1,\"uses\":null}",
                "{\"role\":\"member\",\"expiresInHours\":0,\"uses\":null}",
                "{\"role\":\"member\",\"expiresInHours\":2161,\"uses\":null}",
                "{\"role\":\"member\",\"expiresInHours\":1,\"uses\":0}",
                "{\"role\":\"member\",\"expiresInHours\":1,\"uses\":5001}",
                "{\"role\":\"member\",\"expiresInHours\":1.5,\"uses\":1}",
                "{\"role\":\"member\"}",
            })
    void aLinkThatIsNoneIsRefused(String body) {
        var mei = person("Mei");
        assertThat(problem(invite(mei, mei.channel("7B", "private"), body), 400))
                .isEqualTo("invalid-request");
    }

    @Test
    void guessingEndsAfterTen() {
        var mei = person("Mei");
        var eve = person("Eve");
        var id = mei.channel("7B", "private");
        var token = invitation(mei, id, 0).path("token").asText();
        // What is right costs nothing.
        for (var i = 0; i < 12; i++) {
            look(eve, token).then().statusCode(200);
        }
        for (var i = 0; i < 10; i++) {
            assertThat(problem(i % 2 == 0 ? look(eve, "x" + i) : accept(eve, "x" + i), 410))
                    .isEqualTo("invitation-invalid");
        }
        var refused = accept(eve, token);
        assertThat(problem(refused, 429)).isEqualTo("too-many-requests");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        accept(person("Leo"), token).then().statusCode(200);
        Database.execute(
                "UPDATE invitation_tries SET at = at - interval '61 seconds' WHERE account_id = ?",
                eve.id().value());
        look(eve, token).then().statusCode(200);
    }
}
