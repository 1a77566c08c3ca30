package org.homeroom.platform.problem;

/// Refusals that any service may give.
public enum CommonProblem implements ProblemType {
    MALFORMED_JSON("malformed-json", 400, "Malformed JSON"),
    INVALID_REQUEST("invalid-request", 400, "Invalid request"),
    UNKNOWN_TYPE("unknown-type", 400, "Unknown type"),
    NOT_SIGNED_IN("not-signed-in", 401, "Not signed in"),
    /// The session that the token belongs to is over.
    SESSION_ENDED("session-ended", 401, "Signed out"),
    NOT_ALLOWED("not-allowed", 403, "Not allowed"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable"),
    TOO_LARGE("too-large", 413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    INTERNAL_ERROR("internal-error", 500, "Internal error"),
    BUSY("busy", 503, "Busy"),
    /// Where files are kept is away; everything else works.
    STORAGE_UNAVAILABLE("storage-unavailable", 503, "Storage unavailable");

    private final String slug;
    private final int status;
    private final String title;

    CommonProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
