package org.homeroom.auth.notice;

import jakarta.inject.Singleton;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence.Kind;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.Purpose;

@Singleton
final class UnusualSignInMailer extends SecurityMailer {
    UnusualSignInMailer(AccountStore accounts, AuditStore audit, PublicUrl publicUrl) {
        super(accounts, audit, publicUrl, Kind.UNUSUAL_SIGN_IN);
    }

    @Override
    public Purpose purpose() {
        return Purpose.UNUSUAL_SIGN_IN;
    }

    @Override
    Letter letter(Facts facts) {
        var words = facts.words();
        return new Letter(
                facts.language(),
                words.signInSubject(),
                facts.greeting(),
                words.signInText(facts.device(), facts.time()),
                words.signInAction(),
                facts.publicUrl().resolve("/settings/security"),
                words.signInNote());
    }
}
