package org.homeroom.auth.credential;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.OutgoingMail;
import org.homeroom.auth.mail.Purpose;

/// Nothing that its person typed stands in it: the address may be anybody's.
@Singleton
final class EmailChangeMailer extends CredentialMailer {
    private final EmailChangeStore changes;
    private final PublicUrl publicUrl;
    private final long hours;

    EmailChangeMailer(EmailChangeStore changes, PublicUrl publicUrl, AuthConfig config) {
        this.changes = changes;
        this.publicUrl = publicUrl;
        this.hours = config.links().emailLife().toHours();
    }

    @Override
    public Purpose purpose() {
        return Purpose.EMAIL_CHANGE;
    }

    @Override
    public Uni<Optional<Letter>> write(OutgoingMail mail) {
        return changes.issueLink(mail.recipient()).map(issued -> issued.map(this::letter));
    }

    private Letter letter(EmailChangeStore.Issued issued) {
        var account = issued.account();
        var words = words(account);
        return new Letter(
                account.language().tag(),
                words.emailSubject(),
                words.greetingToUnproven(),
                words.emailText(),
                words.emailAction(),
                publicUrl.resolve("/confirm-email/" + issued.token().text()),
                words.emailNote(hours));
    }
}
