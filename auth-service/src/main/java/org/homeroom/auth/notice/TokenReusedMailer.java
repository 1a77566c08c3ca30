package org.homeroom.auth.notice;

import jakarta.inject.Singleton;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence.Kind;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.Purpose;

@Singleton
final class TokenReusedMailer extends SecurityMailer {
    TokenReusedMailer(AccountStore accounts, AuditStore audit, PublicUrl publicUrl) {
        super(accounts, audit, publicUrl, Kind.REFRESH_TOKEN_REUSED);
    }

    @Override
    public Purpose purpose() {
        return Purpose.TOKEN_REUSED;
    }

    @Override
    Letter letter(Facts facts) {
        var words = facts.words();
        return new Letter(
                facts.language(),
                words.reusedSubject(),
                facts.greeting(),
                words.reusedText(facts.device(), facts.time()),
                words.reusedAction(),
                facts.publicUrl().resolve("/sign-in"),
                words.reusedNote());
    }
}
