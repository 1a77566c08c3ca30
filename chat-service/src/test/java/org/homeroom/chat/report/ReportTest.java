package org.homeroom.chat.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.json;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.slug;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who tells of a message, who hears of it, and what becomes of it.
@QuarkusTest
@RealInfrastructure(database = "chat")
class ReportTest {
    private Person mei;
    private Person leo;
    private Person eva;
    private Person head;

    @BeforeEach
    void comeIn() {
        mei = person("Mei");
        leo = person("Leo");
        eva = person("Eva");
        head = person("Head");
    }

    private static String path(ConversationId conversation, long number) {
        return "/api/reports/%s/%d".formatted(conversation, number);
    }

    private static ValidatableResponse report(
            Person by, ConversationId conversation, long number, String reason, String words) {
        return by.rest()
                .body("{\"reason\":\"%s\",\"words\":\"%s\"}".formatted(reason, words))
                .post(path(conversation, number))
                .then();
    }

    private static ValidatableResponse settle(
            Person by, ConversationId conversation, long number, String outcome) {
        return by.rest()
                .body("{\"outcome\":\"%s\"}".formatted(outcome))
                .put(path(conversation, number))
                .then();
    }

    private static String refusal(ValidatableResponse answer, int status) {
        return slug(answer.statusCode(status).extract().path("type"));
    }

    private static JsonNode open(Person of) {
        return of.get("/api/reports");
    }

    private String administrator() {
        return TestTokens.of(head.id(), "Head", "student", "teacher", "administrator");
    }

    private JsonNode openToAdministrator(ConversationId in) {
        var page =
                json(
                        RestAssured.given()
                                .auth()
                                .oauth2(administrator())
                                .get("/api/reports?limit=100")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString());
        var found = new java.util.ArrayList<JsonNode>();
        page.path("reports")
                .forEach(each -> {
                    if (each.path("conversation").asText().equals(in.toString())) {
                        found.add(each);
                    }
                });
        return found.isEmpty() ? json("null") : found.getFirst();
    }

    private ValidatableResponse settleAsAdministrator(
            ConversationId conversation, long number, String outcome) {
        return RestAssured.given()
                .auth()
                .oauth2(administrator())
                .contentType("application/json")
                .body("{\"outcome\":\"%s\"}".formatted(outcome))
                .put(path(conversation, number))
                .then();
    }

    private static JsonNode reports(TestSocket socket, int open) {
        return socket.expect(frame ->
                frame.path("type").asText().equals("reports")
                        && frame.path("open").asInt() == open);
    }

    @Test
    void whoRunsAChannelHearsOfItAndRemovesIt() {
        var channel = mei.channel("7B", "private");
        for (var member : List.of(leo, eva)) {
            mei.seat(channel, member, "member").then().statusCode(200);
        }
        try (var meis = mei.socket();
                var leos = leo.socket();
                var evas = eva.socket()) {
            var number =
                    numberIn(leos.ask("post.send", post(channel, UUID.randomUUID(), "Meanness")));
            report(eva, channel, number, "hurtful", "It is about me.").statusCode(204);
            reports(meis, 1);
            report(eva, channel, number, "spam", "again").statusCode(204);
            var page = open(mei);
            assertThat(page.path("open").asInt()).isEqualTo(1);
            var found = page.at("/reports/0");
            assertThat(found.path("conversation").asText()).isEqualTo(channel.toString());
            assertThat(found.path("name").asText()).isEqualTo("7B");
            assertThat(found.path("number").asLong()).isEqualTo(number);
            assertThat(found.path("title").asText()).isEqualTo("Meanness");
            assertThat(found.path("text").asText()).isEqualTo("text of Meanness");
            assertThat(found.at("/sender/name").asText()).isEqualTo("Leo");
            assertThat(found.path("isReader").asBoolean()).isTrue();
            assertThat(found.path("reports")).hasSize(1);
            assertThat(found.at("/reports/0/reporter/name").asText()).isEqualTo("Eva");
            assertThat(found.at("/reports/0/reason").asText()).isEqualTo("hurtful");
            assertThat(found.at("/reports/0/words").asText()).isEqualTo("It is about me.");

            // Nobody else hears of it, least of all who wrote it; and an administrator need not.
            for (var other : List.of(leo, eva)) {
                assertThat(open(other).path("reports")).isEmpty();
                assertThat(refusal(settle(other, channel, number, "dismissed"), 404))
                        .isEqualTo("report-not-found");
            }
            assertThat(openToAdministrator(channel).isNull()).isTrue();
            leos.ask("ping", "");
            assertThat(leos.frames())
                    .noneMatch(frame -> frame.path("type").asText().equals("reports"));

            settle(mei, channel, number, "removed").statusCode(204);
            reports(meis, 0);
            evas.expect(frame ->
                    frame.path("type").asText().equals("message.changed")
                            && frame.at("/message/deletedBy").asText().equals(mei.id().toString()));
            assertThat(open(mei).path("reports")).isEmpty();
            assertThat(refusal(settle(mei, channel, number, "removed"), 404))
                    .isEqualTo("report-not-found");
        }
    }

    @Test
    void outsideChannelsAdministratorsHearOfItAndOfNothingElse() {
        var direct = leo.with(eva);
        try (var leos = leo.socket();
                var heads = TestSocket.open(Classroom.socketUrl(), administrator())) {
            heads.ask("ping", "");
            say(leos, direct, "something else");
            var number = say(leos, direct, "You are stupid");
            report(eva, direct, number, "hurtful", "").statusCode(204);
            heads.expect(frame ->
                    frame.path("type").asText().equals("reports")
                            && frame.path("open").asInt() > 0);
            // What it said is kept until somebody has decided.
            leos.ask(
                    "message.edit",
                    message(direct, UUID.randomUUID(), "You are nice") + ",\"number\":" + number);
            var found = openToAdministrator(direct);
            assertThat(found.path("text").asText()).isEqualTo("You are stupid");
            assertThat(found.path("isReader").asBoolean()).isFalse();
            assertThat(found.path("isGone").asBoolean()).isFalse();
            RestAssured.given()
                    .auth()
                    .oauth2(administrator())
                    .get("/api/conversations/%s/messages".formatted(direct))
                    .then()
                    .statusCode(404);
            assertThat(open(leo).path("open").asInt()).isZero();

            settleAsAdministrator(direct, number, "removed").statusCode(204);
            var left = eva.history(direct).getLast();
            assertThat(left.has("deletedAt")).isTrue();
            assertThat(left.path("text").asText()).isEmpty();
            assertThat(openToAdministrator(direct).isNull()).isTrue();

            var next = say(leos, direct, "Sorry");
            report(eva, direct, next, "other", "").statusCode(204);
            leos.ask("message.delete", upTo(direct, next));
            assertThat(openToAdministrator(direct).path("isGone").asBoolean()).isTrue();
            settleAsAdministrator(direct, next, "dismissed").statusCode(204);
            // It was decided: nobody opens it again.
            report(eva, direct, next, "other", "").statusCode(204);
            assertThat(openToAdministrator(direct).isNull()).isTrue();
        }
    }

    @Test
    void nobodyAnswersForWhatTheyWrote() {
        var channel = mei.channel("8A", "private");
        mei.seat(channel, leo, "member").then().statusCode(200);
        try (var meis = mei.socket()) {
            var number = numberIn(meis.ask("post.send", post(channel, UUID.randomUUID(), "Mine")));
            report(leo, channel, number, "inappropriate", "").statusCode(204);
            assertThat(open(mei).path("reports")).isEmpty();
            assertThat(refusal(settle(mei, channel, number, "dismissed"), 404))
                    .isEqualTo("report-not-found");
            assertThat(openToAdministrator(channel).path("name").asText()).isEqualTo("8A");
            mei.seat(channel, eva, "teacher").then().statusCode(200);
            assertThat(openToAdministrator(channel).isNull()).isTrue();
            // Whoever runs it removes what is in it, also once it is archived.
            mei.rest()
                    .body("{\"archived\":true}")
                    .patch("/api/conversations/" + channel)
                    .then()
                    .statusCode(200);
            settle(eva, channel, number, "removed").statusCode(204);
            assertThat(leo.history(channel).getFirst().has("deletedAt")).isTrue();
        }
    }

    @Test
    void onlyWhatOneMayReadIsReportedAndNotTooMuchOfIt() {
        var group = mei.group(leo, person("Kai"));
        try (var meis = mei.socket()) {
            var early = say(meis, group, "before Eva came");
            assertThat(refusal(report(eva, group, early, "spam", ""), 404))
                    .isEqualTo("conversation-not-found");
            mei.seat(group, eva, "member").then().statusCode(200);
            assertThat(refusal(report(eva, group, early, "spam", ""), 404))
                    .isEqualTo("message-not-found");
            assertThat(refusal(report(mei, group, early, "spam", ""), 403))
                    .isEqualTo("not-allowed");
            assertThat(refusal(report(leo, group, 0, "spam", ""), 400))
                    .isEqualTo("invalid-request");
            for (var wrong :
                    List.of(
                            "{\"reason\":\"boring\",\"words\":\"\"}",
                            "{\"reason\":null,\"words\":\"\"}",
                            "{\"reason\":\"spam\"}",
                            "{\"reason\":\"spam\",\"words\":\"a\\u0000b\"}",
                            "{\"reason\":\"spam\",\"words\":\"%s\"}".formatted("x".repeat(501)))) {
                leo.rest().body(wrong).post(path(group, early)).then().statusCode(400);
            }
            assertThat(leo.problem(400, "/api/reports?after=x")).isEqualTo("invalid-request");

            var numbers =
                    IntStream.range(0, 21).mapToObj(i -> say(meis, group, "buy " + i)).toList();
            for (var number : numbers.subList(0, 20)) {
                report(leo, group, number, "spam", "").statusCode(204);
            }
            var last = report(leo, group, numbers.getLast(), "spam", "");
            assertThat(refusal(last, 429)).isEqualTo("too-many-requests");
            report(leo, group, numbers.getFirst(), "spam", "").statusCode(204);
            meis.ask("message.delete", upTo(group, numbers.getLast()));
            assertThat(refusal(report(eva, group, numbers.getLast(), "spam", ""), 410))
                    .isEqualTo("message-deleted");

            var found = new java.util.ArrayList<Long>();
            var next = "";
            do {
                var page =
                        json(
                                RestAssured.given()
                                        .auth()
                                        .oauth2(administrator())
                                        .get("/api/reports?limit=7" + next)
                                        .asString());
                page.path("reports")
                        .forEach(each -> {
                            if (each.path("conversation").asText().equals(group.toString())) {
                                found.add(each.path("number").asLong());
                            }
                        });
                next = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
            } while (!next.isEmpty());
            assertThat(found).isEqualTo(numbers.subList(0, 20).reversed());
        }
    }
}
