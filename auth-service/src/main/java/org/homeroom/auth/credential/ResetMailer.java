package org.homeroom.auth.credential;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.OutgoingMail;
import org.homeroom.auth.mail.Purpose;

@Singleton
final class ResetMailer extends CredentialMailer {
    private final ResetStore resets;
    private final PublicUrl publicUrl;
    private final long minutes;

    ResetMailer(ResetStore resets, PublicUrl publicUrl, AuthConfig config) {
        this.resets = resets;
        this.publicUrl = publicUrl;
        this.minutes = config.links().resetLife().toMinutes();
    }

    @Override
    public Purpose purpose() {
        return Purpose.PASSWORD_RESET;
    }

    @Override
    public Uni<Optional<Letter>> write(OutgoingMail mail) {
        return resets.issueLink(mail.recipient()).map(issued -> issued.map(this::letter));
    }

    private Letter letter(ResetStore.Issued issued) {
        var account = issued.account();
        var words = words(account);
        return new Letter(
                account.language().tag(),
                words.resetSubject(),
                greeting(account),
                words.resetText(),
                words.resetAction(),
                publicUrl.resolve("/reset/" + issued.token().text()),
                words.resetNote(minutes));
    }
}
