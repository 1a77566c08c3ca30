package org.homeroom.platform.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.opentelemetry.api.trace.Span;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Gives the framework's own refusals (a body that does not parse, a missing token, an unknown
/// path) a type of ours, and keeps class names, paths and stack traces out of all of them.
@ApplicationScoped
final class NamedProblems implements ProblemPostProcessor {
    private static final Logger LOG = Logger.getLogger(NamedProblems.class);

    /// After the library's own processors, so that nothing is added behind our back.
    @Override
    public int priority() {
        return 0;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        if (context.cause instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        var type = typeOf(problem.getStatusCode());
        var named =
                HttpProblem.builder()
                        .withType(type.uri())
                        .withTitle(type.title())
                        .withStatus(problem.getStatusCode());
        problem.getHeaders().forEach(named::withHeader);
        if (type == CommonProblem.INTERNAL_ERROR) {
            // The id is all that a stranger learns; it finds the trace or, without tracing, this
            // log line.
            var span = Span.current().getSpanContext();
            var traceId = span.isValid() ? span.getTraceId() : UUID.randomUUID().toString();
            LOG.errorf(context.cause, "request failed, traceId=%s", traceId);
            return named.with("traceId", traceId).build();
        }
        if (problem instanceof HttpValidationProblem) {
            named.withDetail("Some fields are not as they must be.");
            named.with("violations", problem.getParameters().getOrDefault("violations", List.of()));
        }
        return named.build();
    }

    /// Jackson's own message may quote class names, so only the place and the kind of mistake are
    /// told.
    private static HttpProblem unreadable(JsonProcessingException json) {
        if (json instanceof JsonParseException) {
            return Problem.of(CommonProblem.MALFORMED_JSON, "The body is not well-formed JSON.")
                    .toHttp();
        }
        var fault = JsonFault.of(json);
        var invalid = CommonProblem.INVALID_REQUEST;
        return HttpProblem.builder()
                .withType(invalid.uri())
                .withTitle(invalid.title())
                .withStatus(invalid.status())
                .withDetail(fault.sentence())
                .with(
                        "violations",
                        json instanceof JsonMappingException
                                ? List.of(
                                        Map.of("field", fault.field(), "message", fault.message()))
                                : List.of())
                .build();
    }

    private static CommonProblem typeOf(int status) {
        for (var type : CommonProblem.values()) {
            if (type.status() == status && type != CommonProblem.MALFORMED_JSON) {
                return type;
            }
        }
        return status >= 500 ? CommonProblem.INTERNAL_ERROR : CommonProblem.INVALID_REQUEST;
    }
}
