package org.homeroom.auth.credential;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.OutgoingMail;
import org.homeroom.auth.mail.Purpose;

@Singleton
final class EmailChangeNoticeMailer extends CredentialMailer {
    private final EmailChangeStore changes;
    private final PublicUrl publicUrl;

    EmailChangeNoticeMailer(EmailChangeStore changes, PublicUrl publicUrl) {
        this.changes = changes;
        this.publicUrl = publicUrl;
    }

    @Override
    public Purpose purpose() {
        return Purpose.EMAIL_CHANGE_NOTICE;
    }

    @Override
    public Uni<Optional<Letter>> write(OutgoingMail mail) {
        return changes.noticeFor(mail.recipient()).map(notice -> notice.map(this::letter));
    }

    private Letter letter(EmailChangeStore.Notice notice) {
        var account = notice.account();
        var words = words(account);
        return new Letter(
                account.language().tag(),
                words.noticeSubject(),
                greeting(account),
                words.noticeText(notice.wanted()),
                words.noticeAction(),
                publicUrl.resolve("/forgot"),
                words.noticeNote());
    }
}
