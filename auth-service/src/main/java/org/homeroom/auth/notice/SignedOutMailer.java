package org.homeroom.auth.notice;

import jakarta.inject.Singleton;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence.Kind;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.Purpose;

@Singleton
final class SignedOutMailer extends SecurityMailer {
    SignedOutMailer(AccountStore accounts, AuditStore audit, PublicUrl publicUrl) {
        super(accounts, audit, publicUrl, Kind.SIGNED_OUT_BY_ADMINISTRATOR);
    }

    @Override
    public Purpose purpose() {
        return Purpose.SIGNED_OUT;
    }

    @Override
    Letter letter(Facts facts) {
        var words = facts.words();
        return new Letter(
                facts.language(),
                words.signedOutSubject(),
                facts.greeting(),
                words.signedOutText(facts.time()),
                words.signedOutAction(),
                facts.publicUrl().resolve("/sign-in"),
                words.signedOutNote());
    }
}
