package org.homeroom.auth.account;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.Language;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.LetterMailer;
import org.homeroom.auth.mail.OutgoingMail;
import org.homeroom.auth.mail.Purpose;

/// Writes to somebody who filled in the form: a link, or, to somebody who need not have, the way to
/// sign in. The link goes to an address that nobody has proven: nothing that was typed into the
/// form stands beside it, or anybody could have us mail their words to anybody.
@Singleton
class VerificationMailer implements LetterMailer {
    private final RegistrationStore registrations;
    private final PublicUrl publicUrl;
    private final long linkHours;

    VerificationMailer(RegistrationStore registrations, PublicUrl publicUrl, AuthConfig config) {
        this.registrations = registrations;
        this.publicUrl = publicUrl;
        this.linkHours = config.registration().linkLife().toHours();
    }

    /// The words, in English; other languages are in `messages/verification_*.properties`.
    @MessageBundle(value = "verification", locale = "en")
    interface Words {
        @Message("Confirm your address")
        String confirmSubject();

        @Message("Hello,")
        String greetingToUnproven();

        @Message("Hello {name},")
        String greeting(String name);

        @Message("welcome to Homeroom. Confirm that this address is yours, and you can sign in.")
        String confirmText();

        @Message("Confirm my address")
        String confirmAction();

        @Message(
                "The link works once, for {hours} hours. If you did not sign up, ignore this mail and nothing will happen.")
        String confirmNote(long hours);

        @Message("You already have an account")
        String knownSubject();

        @Message(
                "somebody, probably you, tried to sign up with this address. It has an account already, and you can just sign in.")
        String knownText();

        @Message("Sign in")
        String knownAction();

        @Message(
                "If it was not you, you need do nothing. Your account and its password are as they were.")
        String knownNote();
    }

    @Override
    public Purpose purpose() {
        return Purpose.VERIFICATION;
    }

    @Override
    public Uni<Optional<Letter>> write(OutgoingMail mail) {
        return registrations
                .issueLink(mail.recipient())
                .map(link ->
                        switch (link) {
                            case LinkResult.Issued(var token) ->
                                    Optional.of(confirm(mail.language(), token));
                            case LinkResult.Known(var account) -> Optional.of(known(account));
                            case LinkResult.Needless() -> Optional.empty();
                        });
    }

    private Letter confirm(Language language, String token) {
        var words = words(language);
        return new Letter(
                language.tag(),
                words.confirmSubject(),
                words.greetingToUnproven(),
                words.confirmText(),
                words.confirmAction(),
                publicUrl.resolve("/verify/" + token),
                words.confirmNote(linkHours));
    }

    private Letter known(Account account) {
        var words = words(account.language());
        return new Letter(
                account.language().tag(),
                words.knownSubject(),
                words.greeting(account.name().value()),
                words.knownText(),
                words.knownAction(),
                publicUrl.resolve("/sign-in"),
                words.knownNote());
    }

    private static Words words(Language language) {
        return MessageBundles.get(Words.class, Localized.Literal.of(language.tag()));
    }
}
