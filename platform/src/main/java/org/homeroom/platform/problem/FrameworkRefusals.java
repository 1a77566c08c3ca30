package org.homeroom.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.homeroom.platform.principal.KeysUnreachableException;
import org.homeroom.platform.session.SessionEndedException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Stands before those mappers of Quarkus and of the problem library that do not lead to
/// [NamedProblems].
public final class FrameworkRefusals {
    private static final int BEFORE_THEIRS = Priorities.USER - 2;
    private static final Duration RETRY_WITHOUT_KEYS = Duration.ofSeconds(1);

    /// The problem library's own (3.21) fails on Quarkus 3.32, and every bad token would be a 500.
    @ServerExceptionMapper(
            value = {AuthenticationFailedException.class, UnauthorizedException.class},
            priority = BEFORE_THEIRS)
    public Response notSignedIn(Throwable reason) {
        for (var cause = reason; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case KeysUnreachableException _ -> {
                    return Problem.retry(
                                    CommonProblem.BUSY,
                                    "The keys of access tokens are not at hand yet; try again in a moment.",
                                    RETRY_WITHOUT_KEYS)
                            .toHttp()
                            .toResponse();
                }
                case SessionEndedException _ -> {
                    return unauthorized(
                            CommonProblem.SESSION_ENDED, "This session has ended. Sign in again.");
                }
                default -> {}
            }
        }
        return unauthorized(
                CommonProblem.NOT_SIGNED_IN, "There is no valid access token in the request.");
    }

    private static Response unauthorized(ProblemType type, String detail) {
        return HttpProblem.builder()
                .withType(type.uri())
                .withTitle(type.title())
                .withStatus(type.status())
                .withDetail(detail)
                // RFC 6750, section 3.
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build()
                .toResponse();
    }

    /// Quarkus's own answers with nothing, or in development with the names of our classes.
    @ServerExceptionMapper(value = MismatchedInputException.class, priority = BEFORE_THEIRS)
    public Response unfit(MismatchedInputException unfit) {
        return NamedProblems.unreadable(unfit).toResponse();
    }

    /// Whatever else Jackson throws by itself comes from writing an answer (what it throws while
    /// reading a body arrives wrapped), or from a type of ours that it cannot use: our mistake,
    /// where the problem library blames the client.
    @ServerExceptionMapper(
            value = {JsonProcessingException.class, InvalidDefinitionException.class},
            priority = BEFORE_THEIRS)
    public Response unwritable(JsonProcessingException bug) {
        return NamedProblems.internalError(bug).toResponse();
    }
}
