package org.homeroom.platform.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One refusal: its type, a sentence for a person, and when trying again makes sense.
///
/// A value: cores return it, a `Resource` throws [#toHttp], a socket sends it as an `error` frame.
public record Problem(
        ProblemType type, String detail, @Nullable Duration retryIn, List<Violation> violations) {

    public Problem {
        violations = List.copyOf(violations);
    }

    /// What is wrong with one field, in words for whoever filled it in.
    public record Violation(String field, String message) {}

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, null, List.of());
    }

    /// A limit was hit that will lift by itself.
    public static Problem retry(ProblemType type, String detail, Duration retryIn) {
        return new Problem(type, detail, retryIn, List.of());
    }

    /// One field is not as it must be.
    public static Problem ofField(ProblemType type, String detail, String field, String message) {
        return new Problem(type, detail, null, List.of(new Violation(field, message)));
    }

    /// Whole seconds to wait, at least 1, as `Retry-After` wants it.
    public Optional<Long> retryAfterSeconds() {
        return Optional.ofNullable(retryIn)
                .map(wait -> Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    /// As the whole answer to a request that gets no further than our own routes and filters.
    public void sendTo(HttpServerResponse response) {
        send(toHttp(), response);
    }

    /// The same for one that came as an exception.
    public static void send(HttpProblem problem, HttpServerResponse response) {
        var body =
                new JsonObject()
                        .put("type", String.valueOf(problem.getType()))
                        .put("title", problem.getTitle())
                        .put("status", problem.getStatusCode())
                        .put("detail", problem.getDetail());
        problem.getParameters().forEach(body::put);
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
        response.setStatusCode(problem.getStatusCode())
                .putHeader("Content-Type", "application/problem+json")
                .end(body.encode());
    }

    /// As an exception that ends a REST request with this problem.
    public HttpProblem toHttp() {
        var http =
                HttpProblem.builder()
                        .withType(type.uri())
                        .withTitle(type.title())
                        .withStatus(type.status())
                        .withDetail(detail);
        retryAfterSeconds()
                .ifPresent(seconds ->
                        http.withHeader("Retry-After", seconds).with("retryAfter", seconds));
        if (!violations.isEmpty()) {
            http.with("violations", violations);
        }
        return http.build();
    }
}
