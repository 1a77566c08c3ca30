package org.homeroom.auth.notice;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence.Kind;
import org.homeroom.auth.mail.LetterMailer;
import org.homeroom.auth.mail.Purpose;
import org.homeroom.auth.notice.SecondFactorMailer.Text;
import org.homeroom.auth.notice.SecondFactorMailer.Wording;

/// The letters about second factors, one for each thing that can happen to one.
@Singleton
class SecondFactorMailerProducer {
    private static final String SETTINGS = "/settings/security";
    private static final String FORGOT = "/forgot";

    private final AccountStore accounts;
    private final AuditStore audit;
    private final PublicUrl publicUrl;

    SecondFactorMailerProducer(AccountStore accounts, AuditStore audit, PublicUrl publicUrl) {
        this.accounts = accounts;
        this.audit = audit;
        this.publicUrl = publicUrl;
    }

    private LetterMailer mailer(Purpose purpose, Kind kind, String path, Wording wording) {
        return new SecondFactorMailer(accounts, audit, publicUrl, purpose, kind, path, wording);
    }

    @Produces
    @Singleton
    LetterMailer set() {
        return mailer(
                Purpose.SECOND_FACTOR_SET,
                Kind.SECOND_FACTOR_SET,
                FORGOT,
                (words, device, time) ->
                        new Text(
                                words.setSubject(),
                                words.setText(device, time),
                                words.notMe(),
                                words.setNote()));
    }

    @Produces
    @Singleton
    LetterMailer removed() {
        return mailer(
                Purpose.SECOND_FACTOR_REMOVED,
                Kind.SECOND_FACTOR_REMOVED,
                FORGOT,
                (words, device, time) ->
                        new Text(
                                words.removedSubject(),
                                words.removedText(device, time),
                                words.notMe(),
                                words.removedNote()));
    }

    @Produces
    @Singleton
    LetterMailer takenAway() {
        return mailer(
                Purpose.SECOND_FACTOR_TAKEN_AWAY,
                Kind.SECOND_FACTOR_TAKEN_AWAY,
                "/sign-in",
                (words, _, time) ->
                        new Text(
                                words.takenAwaySubject(),
                                words.takenAwayText(time),
                                words.takenAwayAction(),
                                words.takenAwayNote()));
    }

    @Produces
    @Singleton
    LetterMailer guessed() {
        return mailer(
                Purpose.SECOND_FACTOR_GUESSED,
                Kind.SECOND_FACTOR_FAILED,
                FORGOT,
                (words, device, time) ->
                        new Text(
                                words.guessedSubject(),
                                words.guessedText(device, time),
                                words.guessedAction(),
                                words.guessedNote()));
    }

    @Produces
    @Singleton
    LetterMailer codesMade() {
        return mailer(
                Purpose.RECOVERY_CODES_MADE,
                Kind.RECOVERY_CODES_MADE,
                FORGOT,
                (words, device, time) ->
                        new Text(
                                words.codesMadeSubject(),
                                words.codesMadeText(device, time),
                                words.notMe(),
                                words.codesMadeNote()));
    }

    @Produces
    @Singleton
    LetterMailer codeUsed() {
        return mailer(
                Purpose.RECOVERY_CODE_USED,
                Kind.RECOVERY_CODE_USED,
                SETTINGS,
                (words, device, time) ->
                        new Text(
                                words.codeUsedSubject(),
                                words.codeUsedText(device, time),
                                words.codeUsedAction(),
                                words.codeUsedNote()));
    }
}
