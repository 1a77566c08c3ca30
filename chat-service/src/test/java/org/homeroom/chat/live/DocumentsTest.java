package org.homeroom.chat.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.homeroom.chat.ChatProblem;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.ProblemType;
import org.homeroom.platform.test.OpenApiRules;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the service says of itself.
@QuarkusTest
@RealInfrastructure(database = "chat")
class DocumentsTest {
    private static final Pattern SLUG = Pattern.compile("`([a-z]+(?:-[a-z]+)+|busy)`");

    private JsonNode openApi;

    @BeforeEach
    void read() {
        openApi =
                json(
                        given().get("/q/openapi?format=json")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString());
    }

    @Test
    void theAsyncApiDocumentIsServedToAnybody() {
        var document =
                json(
                        given().get("/q/asyncapi")
                                .then()
                                .statusCode(200)
                                .contentType("application/json")
                                .extract()
                                .asString());
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.at("/channels/chat/address").asText()).isEqualTo("/ws/chat");
    }

    @Test
    void everyOperationSaysHowItMayEnd() {
        assertThat(ends("/api/conversations", "get"))
                .isEqualTo(
                        Map.of(
                                "200", Set.of(),
                                "400", Set.of("invalid-request"),
                                "401", Set.of("not-signed-in", "session-ended"),
                                "500", Set.of("internal-error"),
                                "503", Set.of("busy")));
        assertThat(ends("/api/conversations", "post"))
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("200", Set.of()),
                                Map.entry("201", Set.of()),
                                Map.entry("400", Set.of("malformed-json", "invalid-request")),
                                Map.entry("401", Set.of("not-signed-in", "session-ended")),
                                Map.entry("404", Set.of("person-not-found")),
                                Map.entry("409", Set.of("conversation-closed")),
                                Map.entry("413", Set.of("too-large")),
                                Map.entry("415", Set.of("unsupported-media-type")),
                                Map.entry("422", Set.of("conversation-with-self")),
                                Map.entry("500", Set.of("internal-error")),
                                Map.entry("503", Set.of("busy"))));
        for (var path :
                new String[] {"/api/conversations/{id}", "/api/conversations/{id}/messages"}) {
            assertThat(ends(path, "get"))
                    .isEqualTo(
                            Map.of(
                                    "200",
                                    Set.of(),
                                    "400",
                                    Set.of("invalid-request"),
                                    "401",
                                    Set.of("not-signed-in", "session-ended"),
                                    "404",
                                    Set.of("conversation-not-found"),
                                    "500",
                                    Set.of("internal-error"),
                                    "503",
                                    Set.of("busy")));
        }
    }

    @Test
    void everyOperationNamesWhatNoneOfItsKindCanDoWithout() {
        OpenApiRules.hold();
        OpenApiRules.areWhatTheClientWasMadeFrom("chat");
        var paths = new TreeSet<String>();
        openApi.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "/api/reports",
                        "/api/reports/{conversation}/{number}",
                        "/api/files",
                        "/api/files/addresses",
                        "/api/files/usage",
                        "/api/files/{id}",
                        "/api/conversations",
                        "/api/conversations/blocks",
                        "/api/conversations/blocks/{account}",
                        "/api/conversations/calls",
                        "/api/conversations/calls/seen",
                        "/api/conversations/channels",
                        "/api/conversations/groups",
                        "/api/conversations/invitations/accept",
                        "/api/conversations/invitations/look",
                        "/api/conversations/preferences",
                        "/api/conversations/preferences/calls",
                        "/api/conversations/{id}",
                        "/api/conversations/{id}/invitations",
                        "/api/conversations/{id}/invitations/{invitation}",
                        "/api/conversations/{id}/changes",
                        "/api/conversations/{id}/export",
                        "/api/conversations/{id}/members",
                        "/api/conversations/{id}/members/{account}",
                        "/api/conversations/{id}/messages",
                        "/api/conversations/{id}/messages/{number}/edits",
                        "/api/conversations/{id}/messages/{number}/reactions",
                        "/api/conversations/{id}/moments",
                        "/api/conversations/{id}/notifications",
                        "/api/conversations/{id}/pins",
                        "/api/conversations/{id}/posts",
                        "/api/conversations/{id}/posts/{number}",
                        "/api/conversations/{id}/posts/{number}/comments",
                        "/api/notifications/activity",
                        "/api/notifications/activity/read",
                        "/api/notifications/settings",
                        "/api/search/messages");
    }

    /// Status → the problems that have it.
    private Map<String, Set<String>> ends(String path, String method) {
        var ends = new HashMap<String, Set<String>>();
        operation(path, method)
                .path("responses")
                .properties()
                .forEach(response -> {
                    var slugs = new TreeSet<String>();
                    SLUG.matcher(response.getValue().path("description").asText())
                            .results()
                            .forEach(match -> slugs.add(match.group(1)));
                    for (var slug : slugs) {
                        assertThat(problem(slug).status())
                                .as(slug)
                                .isEqualTo(Integer.parseInt(response.getKey()));
                    }
                    ends.put(response.getKey(), slugs);
                });
        // Quarkus adds it to whatever needs a token.
        ends.remove("403");
        return ends;
    }

    private static ProblemType problem(String slug) {
        return Stream.<ProblemType>concat(
                        Stream.of(ChatProblem.values()), Stream.of(CommonProblem.values()))
                .filter(problem -> problem.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode operation(String path, String method) {
        return openApi.path("paths").path(path).path(method);
    }

    @Test
    void whatIsSentAndWhatMayBeLeftOutIsDescribed() {
        var body = operation("/api/conversations", "post").path("requestBody");
        assertThat(body.path("required").asBoolean()).isTrue();
        assertThat(body.at("/content/application~1json/schema/$ref").asText())
                .endsWith("/OpenConversation");
        assertThat(openApi.at("/components/schemas/OpenConversation/required"))
                .extracting(JsonNode::asText)
                .containsExactly("with");

        for (var path : new String[] {"/api/conversations", "/api/conversations/{id}/messages"}) {
            var limit = parameter(path, "limit");
            assertThat(limit.path("required").asBoolean()).isFalse();
            assertThat(limit.at("/schema/minimum").asInt()).isEqualTo(1);
            assertThat(limit.at("/schema/maximum").asInt()).isEqualTo(100);
            assertThat(limit.at("/schema/default").asInt()).isEqualTo(50);
        }
        for (var name : new String[] {"before", "after"}) {
            assertThat(
                            parameter("/api/conversations/{id}/messages", name)
                                    .path("required")
                                    .asBoolean())
                    .isFalse();
        }
    }

    private JsonNode parameter(String path, String name) {
        for (var parameter : operation(path, "get").path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError(path + " has no parameter " + name);
    }

    @Test
    void theSchemasRequireWhatIsAlwaysThere() {
        for (var schema :
                new String[] {
                    "Activity",
                    "ActivityPage",
                    "Actor",
                    "CallCard",
                    "ChangePage",
                    "Channel",
                    "CommentPage",
                    "Conversation",
                    "ConversationNotifications",
                    "ConversationPage",
                    "CreateChannel",
                    "CreateInvitation",
                    "EditionPage",
                    "ExportAddress",
                    "FileAddresses",
                    "FileUsage",
                    "Invitation",
                    "InvitedTo",
                    "Member",
                    "MediaFile",
                    "MediaOfYouTube",
                    "Message",
                    "MessagePage",
                    "Moment",
                    "NotificationSettings",
                    "Noticed",
                    "OpenChannel",
                    "OpenChannelPage",
                    "OpenGroup",
                    "PinPage",
                    "Post",
                    "PostPage",
                    "Preferences",
                    "PreviewAddress",
                    "QuietHours",
                    "Reaction",
                    "Reactor",
                    "ReactorPage",
                    "Complaint",
                    "Report",
                    "ReportPage",
                    "Seat",
                    "SeatPage",
                    "Someone",
                    "WantedExport",
                    "WantedFiles"
                }) {
            var described = openApi.at("/components/schemas/" + schema);
            var fields = new TreeSet<String>();
            described.path("properties").fieldNames().forEachRemaining(fields::add);
            fields.remove("deleted"); // there only for an account that is gone
            if (schema.equals("Message")) {
                // There only in a channel, or after something became of it.
                fields.removeAll(Set.of("title", "commentsAllowed", "post", "replyTo", "moment"));
                fields.removeAll(Set.of("call", "forwarded"));
                fields.removeAll(Set.of("editedAt", "deletedAt", "deletedBy"));
                fields.removeAll(Set.of("pinnedAt", "pinnedBy", "reactions", "files"));
            }
            if (schema.equals("Conversation")) {
                fields.remove("closed"); // of two people of whom one blocks the other
            }
            if (schema.equals("Activity")) {
                fields.remove("call"); // of a call that was missed
            }
            fields.remove("answeredAt"); // of a call that was answered
            assertThat(described.path("required"))
                    .as(schema)
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(fields);
        }
    }
}
