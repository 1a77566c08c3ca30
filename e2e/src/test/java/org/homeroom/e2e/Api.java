package org.homeroom.e2e;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The suite's one address, for what no client of ours would ask, or asks of no screen.
record Api(URI address) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// @param headers a name, its value, and so on
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .header("Origin", address.toString())
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    HttpResponse<String> signIn(String email, String password, String... headers) {
        var form = new JsonObject();
        form.addProperty("email", email);
        form.addProperty("password", password);
        return send("POST", "/api/auth/sign-in", form.toString(), headers);
    }

    /// What somebody who is signed in reads.
    ///
    /// @throws AssertionError if they may not
    JsonObject get(String path, String token) {
        var answer = send("GET", path, "", "Authorization", "Bearer " + token);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    static JsonObject json(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }
}
