package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.slug;
import static org.homeroom.chat.Classroom.tell;
import static org.homeroom.chat.Classroom.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.event.AccountProfileEvent.Findable;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.AccountProfileEvent.ProfileRemoved;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// What auth-service tells of people, as those who know them see it.
@QuarkusTest
@RealInfrastructure(database = "chat")
class ProfileTest {
    private static ProfileChanged changed(Person person, String status, String photo) {
        return new ProfileChanged(
                person.id(), 2, person.name(), "en", status, photo, Findable.EVERYONE);
    }

    private static void findable(Person person, Findable findable) {
        tell(new ProfileChanged(person.id(), 2, person.name(), "en", "", null, findable));
    }

    private static Predicate<JsonNode> profile(Person person, Predicate<JsonNode> as) {
        return frame ->
                frame.path("type").asText().equals("profile")
                        && frame.path("account").asText().equals(person.id().toString())
                        && as.test(frame);
    }

    private static Predicate<JsonNode> deleted(Person person) {
        return profile(
                person,
                frame ->
                        frame.path("deleted").asBoolean()
                                && frame.path("name").asText().isEmpty()
                                && frame.path("status").asText().isEmpty()
                                && frame.path("photo").isNull());
    }

    private static JsonNode member(Person viewer, ConversationId conversation, Person member) {
        for (var each : viewer.get("/api/conversations/" + conversation).path("members")) {
            if (each.path("id").asText().equals(member.id().toString())) {
                return each;
            }
        }
        throw new AssertionError("not a member");
    }

    private static Response open(Person self, Person other) {
        return self.rest().body(Map.of("with", other.id().toString())).post("/api/conversations");
    }

    private static void assertNobody(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(slug(answer.path("type"))).isEqualTo("person-not-found");
    }

    @Test
    void aStatusAndAPhotoAreToldLiveAndStandInLists() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var mine = mei.socket()) {
            tell(changed(leo, "in class", "9f86d081"));
            mine.expect(
                    profile(
                            leo,
                            frame ->
                                    frame.path("status").asText().equals("in class")
                                            && frame.path("photo").asText().equals("9f86d081")
                                            && !frame.has("deleted")));
        }
        assertThat(member(mei, conversation, leo).path("status").asText()).isEqualTo("in class");
        assertThat(member(mei, conversation, leo).path("photo").asText()).isEqualTo("9f86d081");
        assertThat(member(mei, conversation, leo).has("deleted")).isFalse();
    }

    @Test
    void whoDeletesTheirAccountLosesTheirNameAndWhatTheyWroteStays() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        tell(changed(leo, "in class", "9f86d081"));
        try (var mine = mei.socket()) {
            watch(mine, leo);
            try (var other = leo.socket()) {
                mine.expect(frame -> frame.path("state").asText().equals("online"));
                say(other, conversation, "it was me");
            }
            mine.expect(frame ->
                    frame.path("type").asText().equals("presence")
                            && frame.path("state").asText().equals("offline"));
            tell(new ProfileRemoved(leo.id(), 3));
            mine.expect(deleted(leo));
        }

        var gone = member(mei, conversation, leo);
        assertThat(gone.path("deleted").asBoolean()).isTrue();
        assertThat(gone.path("name").asText()).isEmpty();
        assertThat(gone.path("status").asText()).isEmpty();
        assertThat(gone.path("photo").isNull()).isTrue();
        assertThat(mei.history(conversation))
                .singleElement()
                .satisfies(stays -> {
                    assertThat(stays.path("text").asText()).isEqualTo("it was me");
                    assertThat(stays.path("sender").asText()).isEqualTo(leo.id().toString());
                });
        try (var later = mei.socket()) {
            assertThat(later.frames()).anyMatch(deleted(leo));
        }
    }

    @Test
    void whenADeletedPersonWasHereLastIsNotTold() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var mine = mei.socket()) {
            watch(mine, leo);
            leo.socket().close();
            mine.expect(frame ->
                    frame.path("state").asText().equals("offline")
                            && frame.path("lastSeenAt").isTextual());
        }
        assertThat(member(mei, conversation, leo).path("lastSeenAt").isTextual()).isTrue();

        tell(new ProfileRemoved(leo.id(), 2));

        var gone = member(mei, conversation, leo);
        assertThat(gone.path("presence").asText()).isEqualTo("offline");
        assertThat(gone.path("lastSeenAt").isNull()).isTrue();
    }

    @Test
    void nobodyBeginsAConversationWithSomebodyWhoIsGone() {
        var mei = person("Mei");
        var leo = person("Leo");
        var known = person("Known");
        known.with(leo);
        tell(new ProfileRemoved(leo.id(), 2));

        assertNobody(open(mei, leo));
        assertNobody(open(known, leo));
    }

    @Test
    void nothingIsSentToSomebodyWhoIsGone() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        var before = message(conversation, UUID.randomUUID(), "are you there?");
        try (var mine = mei.socket()) {
            var sent = mine.ask("message.send", before).path("result");
            tell(new ProfileRemoved(leo.id(), 2));

            var refused =
                    mine.ask("message.send", message(conversation, UUID.randomUUID(), "and now?"));
            assertThat(refused.path("problem").asText()).isEqualTo("recipient-deleted");
            assertThat(refused.path("status").asInt()).isEqualTo(410);

            // The answer to the first may have been lost on its way.
            assertThat(mine.ask("message.send", before).path("result")).isEqualTo(sent);
        }
        assertThat(mei.history(conversation)).hasSize(1);
    }

    @Test
    void whomNobodyMayFindBeginsConversationsThemselves() {
        var mei = person("Mei");
        var leo = person("Leo");
        var known = person("Known");
        var conversation = leo.with(known);
        findable(leo, Findable.NOBODY);

        assertNobody(open(mei, leo));
        assertThat(open(known, leo).then().statusCode(200).extract().<String>path("id"))
                .isEqualTo(conversation.toString());
        open(leo, mei).then().statusCode(201);
        open(mei, leo).then().statusCode(200);
    }

    @Test
    void whoIsFoundByTheirAddressIsBegunAConversationWithById() {
        var mei = person("Mei");
        var leo = person("Leo");
        findable(leo, Findable.ADDRESS);

        open(mei, leo).then().statusCode(201);
    }
}
