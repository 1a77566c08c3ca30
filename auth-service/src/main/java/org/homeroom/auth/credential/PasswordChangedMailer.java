package org.homeroom.auth.credential;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.OutgoingMail;
import org.homeroom.auth.mail.Purpose;

@Singleton
final class PasswordChangedMailer extends CredentialMailer {
    private final AccountStore accounts;
    private final PublicUrl publicUrl;

    PasswordChangedMailer(AccountStore accounts, PublicUrl publicUrl) {
        this.accounts = accounts;
        this.publicUrl = publicUrl;
    }

    @Override
    public Purpose purpose() {
        return Purpose.PASSWORD_CHANGED;
    }

    @Override
    public Uni<Optional<Letter>> write(OutgoingMail mail) {
        return accounts.find(mail.recipient()).map(found -> found.map(this::letter));
    }

    private Letter letter(Account account) {
        var words = words(account);
        return new Letter(
                account.language().tag(),
                words.changedSubject(),
                greeting(account),
                words.changedText(),
                words.changedAction(),
                publicUrl.resolve("/forgot"),
                words.changedNote());
    }
}
