package org.homeroom.platform.problem;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/// A resource that reads a body needs one: an empty one, or `null` as JSON, would otherwise reach
/// it as a null that no annotation warned of.
@Provider
public final class RequiredBody implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var body = context.proceed();
        if (body == null) {
            throw Problem.of(CommonProblem.INVALID_REQUEST, "The body is missing.").toHttp();
        }
        return body;
    }
}
