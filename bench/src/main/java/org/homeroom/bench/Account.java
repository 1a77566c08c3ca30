package org.homeroom.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.homeroom.bench.Crowd.Member;
import org.homeroom.local.LocalStack;

/// An account that a browser can sign in with, made as people make theirs: signed up, and the link
/// of the mail followed.
final class Account {
    static final String PASSWORD = "three quiet green llamas";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Account() {}

    static Member signUp(LocalStack stack, String email, String name) throws Exception {
        var credentials = new JsonObject().put("email", email).put("password", PASSWORD);
        post(
                stack,
                "/api/auth/register",
                credentials.copy().put("name", name).put("language", "en"),
                202);
        var link =
                stack.mailbox().await(mail -> mail.to().equals(email), PATIENCE).links().stream()
                        .filter(url -> url.contains("/verify/"))
                        .findFirst()
                        .orElseThrow();
        var token = new JsonObject().put("token", link.substring(link.lastIndexOf('/') + 1));
        post(stack, "/api/auth/verify", token, 200);
        var session = new JsonObject(post(stack, "/api/auth/sign-in", credentials, 200));
        return new Member(
                UUID.fromString(session.getJsonObject("account").getString("id")),
                session.getString("accessToken"));
    }

    private static String post(LocalStack stack, String path, JsonObject body, int expected)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(stack.address().resolve(path))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body.encode()))
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }
    }
}
