package org.homeroom.auth.session;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.PublicUrl;
import org.homeroom.platform.problem.Problem;

/// Refuses what a page of another site has the browser do with our cookie. `SameSite=Strict`
/// already keeps the cookie from such requests; this holds where a browser or a sibling domain gets
/// around it.
@Provider
@OriginFilter.OwnPagesOnly
class OriginFilter implements ContainerRequestFilter {
    /// Marks what works with the cookie.
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface OwnPagesOnly {}

    private final Instance<PublicUrl> publicUrl;

    /// @param publicUrl not to be asked here: filters are made while the application is built,
    ///   before there is any
    OriginFilter(Instance<PublicUrl> publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var origin = request.getHeaderString("Origin");
        if (origin != null && !publicUrl.get().isOrigin(origin)) {
            throw Problem.of(
                            AuthProblem.ORIGIN_REFUSED,
                            "Only pages of this installation may use its cookie.")
                    .toHttp();
        }
    }
}
