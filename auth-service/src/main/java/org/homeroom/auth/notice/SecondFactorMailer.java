package org.homeroom.auth.notice;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.qute.i18n.MessageBundles;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence.Kind;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.Purpose;

/// Tells of one thing that happened to a second factor.
final class SecondFactorMailer extends SecurityMailer {
    private final Purpose purpose;
    private final String path;
    private final Wording wording;

    /// What a letter of this kind is made of.
    ///
    /// @param device where it happened
    /// @param time when
    interface Wording {
        Text text(SecondFactorWords words, String device, String time);
    }

    record Text(String subject, String text, String action, String note) {}

    /// @param path where the letter leads
    SecondFactorMailer(
            AccountStore accounts,
            AuditStore audit,
            PublicUrl publicUrl,
            Purpose purpose,
            Kind kind,
            String path,
            Wording wording) {
        super(accounts, audit, publicUrl, kind);
        this.purpose = purpose;
        this.path = path;
        this.wording = wording;
    }

    /// The words, in English; other languages are in `messages/secondfactor_*.properties`.
    @MessageBundle(value = "secondfactor", locale = "en")
    interface SecondFactorWords {
        @Message("Two-step sign-in is on")
        String setSubject();

        @Message(
                "from now on your account asks for a code beside the password. It was turned on here: {device}, {time}. Other devices were signed out.")
        String setText(String device, String time);

        @Message("It was not me: choose a new password")
        String notMe();

        @Message(
                "If it was you, keep your recovery codes where you find them without your phone. If not, choose a new password and ask an administrator to take the second step away.")
        String setNote();

        @Message("Two-step sign-in is off")
        String removedSubject();

        @Message(
                "your account asks for the password alone from now on. It was turned off here: {device}, {time}. Other devices were signed out.")
        String removedText(String device, String time);

        @Message("If it was you, you need do nothing. If not, somebody knows your password.")
        String removedNote();

        @Message("An administrator turned two-step sign-in off")
        String takenAwaySubject();

        @Message(
                "an administrator of your Homeroom took the second step of your sign-in away: {time}. You were signed out on every device. Your account and its password are as they were.")
        String takenAwayText(String time);

        @Message("Sign in again")
        String takenAwayAction();

        @Message(
                "If you did not ask for it, ask them. Turn it on again when you have your authenticator.")
        String takenAwayNote();

        @Message("Somebody knows your password")
        String guessedSubject();

        @Message(
                "somebody gave your password and then wrong codes, so they were not let in. The last time: {device}, {time}.")
        String guessedText(String device, String time);

        @Message("Choose a new password")
        String guessedAction();

        @Message(
                "If it was you, wait for the next code in your authenticator, or use a recovery code. If not, choose a new password at once.")
        String guessedNote();

        @Message("You have new recovery codes")
        String codesMadeSubject();

        @Message(
                "new recovery codes were made for your account, and the old ones are worth nothing: {device}, {time}.")
        String codesMadeText(String device, String time);

        @Message("If it was you, you need do nothing. If not, somebody knows your password.")
        String codesMadeNote();

        @Message("A recovery code was used")
        String codeUsedSubject();

        @Message("somebody signed in with your password and a recovery code: {device}, {time}.")
        String codeUsedText(String device, String time);

        @Message("See how many are left")
        String codeUsedAction();

        @Message(
                "If it was you and your phone is lost, turn two-step sign-in off and on again with the new one. If it was not you, choose a new password at once.")
        String codeUsedNote();
    }

    @Override
    public Purpose purpose() {
        return purpose;
    }

    @Override
    Letter letter(Facts facts) {
        var words =
                MessageBundles.get(SecondFactorWords.class, Localized.Literal.of(facts.language()));
        var text = wording.text(words, facts.device(), facts.time());
        return new Letter(
                facts.language(),
                text.subject,
                facts.greeting(),
                text.text,
                text.action,
                facts.publicUrl().resolve(path),
                text.note);
    }
}
