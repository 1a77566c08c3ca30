package org.homeroom.platform.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.opentelemetry.api.trace.Span;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
        if (problem.getStatusCode() == 400
                && jsonFaultIn(context.cause) instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        if (isParameterOfAnotherKind(context.cause)) {
            return named(CommonProblem.INVALID_REQUEST, 400)
                    .withDetail("A parameter of the query or path is not of the right kind.")
                    .build();
        }
        var type = typeOf(problem.getStatusCode());
        if (type == CommonProblem.INTERNAL_ERROR) {
            return internalError(context.cause);
        }
        var named = named(type, problem.getStatusCode()).withDetail(sentence(type));
        problem.getHeaders().forEach(named::withHeader);
        if (problem.getParameters().get("violations") instanceof List<?> violations) {
            named.withDetail("Some fields are not as they must be.");
            named.with("violations", fieldsOf(violations));
        }
        return named.build();
    }

    /// A mistake of ours: logged, and told with no more than the id that finds the log line and,
    /// where tracing is on, the trace.
    static HttpProblem internalError(Throwable cause) {
        var span = Span.current().getSpanContext();
        var traceId = span.isValid() ? span.getTraceId() : UUID.randomUUID().toString();
        LOG.errorf(cause, "request failed, traceId=%s", traceId);
        var type = CommonProblem.INTERNAL_ERROR;
        return named(type, type.status())
                .withDetail(sentence(type))
                .with("traceId", traceId)
                .build();
    }

    private static HttpProblem.Builder named(CommonProblem type, int status) {
        return HttpProblem.builder()
                .withType(type.uri())
                .withTitle(type.title())
                .withStatus(status);
    }

    /// Some readers of bodies wrap what Jackson says into an exception of their own.
    private static @Nullable Throwable jsonFaultIn(@Nullable Throwable cause) {
        var fault = cause;
        while (fault != null && !(fault instanceof JsonProcessingException)) {
            fault = fault.getCause();
        }
        return fault;
    }

    /// Jackson's own message may quote class names, so only the place and the kind of mistake are
    /// told.
    static HttpProblem unreadable(JsonProcessingException json) {
        if (json instanceof JsonParseException || json.getCause() instanceof JsonParseException) {
            return Problem.of(CommonProblem.MALFORMED_JSON, "The body is not well-formed JSON.")
                    .toHttp();
        }
        var fault = JsonFault.of(json);
        return named(CommonProblem.INVALID_REQUEST, 400)
                .withDetail(fault.sentence())
                .with(
                        "violations",
                        fault.field().isEmpty()
                                ? List.of()
                                : List.of(
                                        Map.of("field", fault.field(), "message", fault.message())))
                .build();
    }

    /// JAX-RS says 404 where `?limit=` is no number (section 3.2); to a client the path is right
    /// and the parameter wrong.
    private static boolean isParameterOfAnotherKind(@Nullable Throwable cause) {
        return cause instanceof NotFoundException && cause.getCause() != null;
    }

    private static List<Map<String, String>> fieldsOf(List<?> violations) {
        return violations.stream()
                .filter(Violation.class::isInstance)
                .map(Violation.class::cast)
                .map(violation -> Map.of("field", violation.field, "message", violation.message))
                .toList();
    }

    private static CommonProblem typeOf(int status) {
        for (var type : CommonProblem.values()) {
            if (type.status() == status && type != CommonProblem.MALFORMED_JSON) {
                return type;
            }
        }
        return status >= 500 ? CommonProblem.INTERNAL_ERROR : CommonProblem.INVALID_REQUEST;
    }

    private static String sentence(CommonProblem type) {
        return switch (type) {
            case MALFORMED_JSON -> "The body is not well-formed JSON.";
            case INVALID_REQUEST, UNKNOWN_TYPE -> "The request is not as it must be.";
            case NOT_SIGNED_IN -> "There is no valid access token in the request.";
            case SESSION_ENDED -> "This session has ended. Sign in again.";
            case NOT_ALLOWED -> "This account may not do that.";
            case NOT_FOUND -> "There is nothing under this address.";
            case METHOD_NOT_ALLOWED -> "This address does not know that method.";
            case NOT_ACCEPTABLE -> "There is no representation of a type that the request accepts.";
            case TOO_LARGE -> "The body is larger than allowed.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body is of a type that is not read here.";
            case TOO_MANY_REQUESTS -> "Too many requests; try again later.";
            case INTERNAL_ERROR -> "This did not work, and not for a reason that you can mend.";
            case BUSY -> "The service is busy; try again later.";
            case STORAGE_UNAVAILABLE -> "Files cannot be kept or shown just now.";
        };
    }
}
