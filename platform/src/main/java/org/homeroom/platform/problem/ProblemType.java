package org.homeroom.platform.problem;

import java.net.URI;

/// A kind of refusal, with a name that never changes. Clients branch on the name, people read the
/// detail.
///
/// Each service declares its own in an enum; every one is listed in `docs/problems.md`, which a
/// test holds it to.
public interface ProblemType {
    /// Lower case with hyphens, such as `conversation-not-found`.
    String slug();

    /// HTTP status, 400–599.
    int status();

    /// A few words in English that are the same for every occurrence (RFC 9457, section 3.1.3).
    String title();

    default URI uri() {
        return URI.create("urn:homeroom:problem:" + slug());
    }
}
