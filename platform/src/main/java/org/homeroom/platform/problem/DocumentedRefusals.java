package org.homeroom.platform.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// Writes into the OpenAPI document what the framework refuses before a resource is asked, so that
/// resources describe only what they refuse themselves.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DocumentedRefusals implements OASFilter {
    @Override
    public Operation filterOperation(Operation operation) {
        var responses = operation.getResponses();
        var body = operation.getRequestBody();
        if (body != null) {
            if (body.getContent() != null
                    && body.getContent().getMediaTypes().containsKey("application/json")) {
                add(responses, CommonProblem.MALFORMED_JSON);
                add(responses, CommonProblem.INVALID_REQUEST);
            }
            add(responses, CommonProblem.TOO_LARGE);
            add(responses, CommonProblem.UNSUPPORTED_MEDIA_TYPE);
        }
        if (operation.getParameters() != null && !operation.getParameters().isEmpty()) {
            add(responses, CommonProblem.INVALID_REQUEST);
        }
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            add(responses, CommonProblem.NOT_SIGNED_IN);
            add(responses, CommonProblem.SESSION_ENDED);
            // While the service starts, or the keys of tokens are not at hand yet.
            add(responses, CommonProblem.BUSY);
        }
        add(responses, CommonProblem.INTERNAL_ERROR);
        dropUnsaid(responses);
        return operation;
    }

    private static void add(APIResponses responses, CommonProblem problem) {
        var code = Integer.toString(problem.status());
        var slug = "`" + problem.slug() + "`";
        var known = responses.getAPIResponse(code);
        if (known == null || !namesProblem(known)) {
            responses.addAPIResponse(code, OASFactory.createAPIResponse().description(slug));
        } else if (!known.getDescription().contains(slug)) {
            known.setDescription(
                    Stream.of(slug, known.getDescription()).collect(Collectors.joining(", ")));
        }
    }

    /// Quarkus writes a 403 to everything that wants a token, also where none is ever answered.
    private static void dropUnsaid(APIResponses responses) {
        var forbidden = responses.getAPIResponse("403");
        if (forbidden != null && !namesProblem(forbidden)) {
            responses.removeAPIResponse("403");
        }
    }

    private static boolean namesProblem(APIResponse response) {
        return response.getDescription() != null && response.getDescription().contains("`");
    }
}
