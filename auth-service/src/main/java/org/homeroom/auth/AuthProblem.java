package org.homeroom.auth;

import org.homeroom.platform.problem.ProblemType;

/// What auth-service refuses, beyond what any service may.
public enum AuthProblem implements ProblemType {
    /// Whoever asks, and whether or not they have an account.
    REGISTRATION_CLOSED("registration-closed", 403, "No new accounts"),
    MAIL_DOMAIN_REFUSED("mail-domain-refused", 403, "Not an address of this school"),
    /// There are other terms than whoever signs up has seen, or none.
    TERMS_CHANGED("terms-changed", 409, "Other terms hold"),
    /// Says in `weakness` what makes it so.
    PASSWORD_WEAK("password-weak", 422, "Password guessed quickly"),
    /// The link was used, is too old, or never was.
    VERIFICATION_LINK_INVALID("verification-link-invalid", 410, "This link no longer works"),
    /// As above, for the link to a new password.
    RESET_LINK_INVALID("reset-link-invalid", 410, "This link no longer works"),
    /// As above, for the link that proves a new address; or somebody else has the address by now.
    EMAIL_LINK_INVALID("email-link-invalid", 410, "This link no longer works"),
    /// From somebody who is signed in: the session goes on.
    PASSWORD_WRONG("password-wrong", 403, "Password is wrong"),
    /// Also for an address that nobody has: nobody learns which.
    CREDENTIALS_WRONG("credentials-wrong", 401, "Address or password is wrong"),
    /// Said only to somebody who knows the password, as are the next two.
    SECOND_FACTOR_NEEDED("second-factor-needed", 401, "A code is needed too"),
    /// Or it was used.
    SECOND_FACTOR_WRONG("second-factor-wrong", 401, "Code is wrong"),
    /// The school wants everybody like them to have one.
    SECOND_FACTOR_SETUP_NEEDED("second-factor-setup-needed", 403, "A second factor is needed"),
    SECOND_FACTOR_EXISTS("second-factor-exists", 409, "There is a second factor"),
    SECOND_FACTOR_NOT_FOUND("second-factor-not-found", 404, "No second factor"),
    /// It was never begun, or too long ago.
    SECOND_FACTOR_SETUP_OVER("second-factor-setup-over", 410, "Begin again"),
    SECOND_FACTOR_REQUIRED("second-factor-required", 409, "A second factor is needed"),
    /// From somebody who is signed in: the session goes on.
    CODE_WRONG("code-wrong", 403, "Code is wrong"),
    /// Said only to somebody who knows the password.
    ADDRESS_NOT_VERIFIED("address-not-verified", 403, "Address not verified yet"),
    /// Also for a session of somebody else.
    SESSION_NOT_FOUND("session-not-found", 404, "Not signed in there"),
    /// A page of another site tried to use the browser's cookie.
    ORIGIN_REFUSED("origin-refused", 403, "Not from this page"),
    /// There must be one who can undo it.
    LAST_ADMINISTRATOR("last-administrator", 409, "The last administrator"),
    PERSON_NOT_FOUND("person-not-found", 404, "No such person"),
    PHOTO_UNREADABLE("photo-unreadable", 422, "Photo unreadable");

    private final String slug;
    private final int status;
    private final String title;

    AuthProblem(String slug, int status, String title) {
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
