package org.homeroom.auth.credential;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.qute.i18n.MessageBundles;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.mail.LetterMailer;

/// Letters about passwords and addresses.
abstract sealed class CredentialMailer implements LetterMailer
        permits ResetMailer, PasswordChangedMailer, EmailChangeMailer, EmailChangeNoticeMailer {
    /// The words, in English; other languages are in `messages/credential_*.properties`.
    @MessageBundle(value = "credential", locale = "en")
    interface Words {
        @Message("Hello,")
        String greetingToUnproven();

        @Message("Hello {name},")
        String greeting(String name);

        @Message("Choose a new password")
        String resetSubject();

        @Message("somebody, probably you, has forgotten the password of this account.")
        String resetText();

        @Message("Choose a new password")
        String resetAction();

        @Message(
                "The link works once, for {minutes} minutes. If it was not you, ignore this mail: your password is as it was.")
        String resetNote(long minutes);

        @Message("Your password was changed")
        String changedSubject();

        @Message("the password of your account was changed, and other devices were signed out.")
        String changedText();

        @Message("It was not me: choose a new password")
        String changedAction();

        @Message("If it was you, you need do nothing.")
        String changedNote();

        @Message("Confirm your new address")
        String emailSubject();

        @Message(
                "you want to use this address from now on. Confirm it, and you sign in with it instead of the old one.")
        String emailText();

        @Message("Confirm my new address")
        String emailAction();

        @Message(
                "The link works once, for {hours} hours. If you did not ask for this, ignore this mail and nothing will happen.")
        String emailNote(long hours);

        @Message("Your address is about to change")
        String noticeSubject();

        @Message(
                "somebody who knows your password asked that your account use {email} instead of this address.")
        String noticeText(String email);

        @Message("It was not me: choose a new password")
        String noticeAction();

        @Message(
                "If it was you, you need do nothing here. If not, choose a new password at once, while this still is your address.")
        String noticeNote();
    }

    static Words words(Account account) {
        return MessageBundles.get(Words.class, Localized.Literal.of(account.language().tag()));
    }

    static String greeting(Account account) {
        return words(account).greeting(account.name().value());
    }
}
