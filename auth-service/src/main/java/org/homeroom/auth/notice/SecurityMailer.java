package org.homeroom.auth.notice;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.homeroom.auth.Language;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence.Kind;
import org.homeroom.auth.audit.SecurityEvent;
import org.homeroom.auth.mail.Letter;
import org.homeroom.auth.mail.LetterMailer;
import org.homeroom.auth.mail.OutgoingMail;

/// Tells a person what may not have been them: the last event of a kind, from the audit log.
abstract sealed class SecurityMailer implements LetterMailer
        permits UnusualSignInMailer, TokenReusedMailer, SignedOutMailer, SecondFactorMailer {
    private final AccountStore accounts;
    private final AuditStore audit;
    private final PublicUrl publicUrl;
    private final Kind kind;

    SecurityMailer(AccountStore accounts, AuditStore audit, PublicUrl publicUrl, Kind kind) {
        this.accounts = accounts;
        this.audit = audit;
        this.publicUrl = publicUrl;
        this.kind = kind;
    }

    /// The words, in English; other languages are in `messages/security_*.properties`.
    @MessageBundle(value = "security", locale = "en")
    interface Words {
        @Message("Hello {name},")
        String greeting(String name);

        @Message("New sign-in to your account")
        String signInSubject();

        @Message("somebody signed in with your password: {device}, {time}.")
        String signInText(String device, String time);

        @Message("See where you are signed in")
        String signInAction();

        @Message(
                "If it was you, you need do nothing. If not, change your password at once: that signs out every other device.")
        String signInNote();

        @Message("You were signed out for safety")
        String reusedSubject();

        @Message(
                "a sign-in of yours was used from two places, which may mean that somebody copied it from your device. We signed that device out: {device}, {time}.")
        String reusedText(String device, String time);

        @Message("Sign in again")
        String reusedAction();

        @Message(
                "If this happens again, change your password and have the device checked for malware.")
        String reusedNote();

        @Message("You were signed out by an administrator")
        String signedOutSubject();

        @Message(
                "an administrator of your Homeroom signed you out on every device: {time}. Your account and its password are as they were.")
        String signedOutText(String time);

        @Message("Sign in again")
        String signedOutAction();

        @Message(
                "If you do not know why, ask them. If a device of yours was lost, choose a new password too.")
        String signedOutNote();

        @Message("{browser} on {system}")
        String browserOn(String browser, String system);

        @Message("an unknown device")
        String unknownDevice();

        @Message("{device} near {place}")
        String near(String device, String place);
    }

    /// What the letter says, when its parts are known.
    abstract Letter letter(Facts facts);

    /// @param device where it happened
    /// @param time when
    record Facts(Words words, Account account, PublicUrl publicUrl, String device, String time) {
        String greeting() {
            return words.greeting(account.name().value());
        }

        String language() {
            return account.language().tag();
        }
    }

    @Override
    public Uni<Optional<Letter>> write(OutgoingMail mail) {
        return accounts.find(mail.recipient())
                .chain(found ->
                        found.map(account ->
                                        audit.page(
                                                        account.id(),
                                                        new AuditStore.Filter(account.id(), kind),
                                                        null,
                                                        1)
                                                .map(page ->
                                                        page.events().stream()
                                                                .findFirst()
                                                                .map(event ->
                                                                        letter(
                                                                                facts(
                                                                                        account,
                                                                                        event)))))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Facts facts(Account account, SecurityEvent event) {
        var words = words(account.language());
        return new Facts(
                words, account, publicUrl, device(words, event), time(account, event.at()));
    }

    private static String device(Words words, SecurityEvent event) {
        var device =
                event.browser() != null && event.system() != null
                        ? words.browserOn(event.browser(), event.system())
                        : Optional.ofNullable(event.browser())
                                .or(() -> Optional.ofNullable(event.system()))
                                .orElseGet(words::unknownDevice);
        return event.place() == null ? device : words.near(device, event.place());
    }

    /// By the person's own clock, if they have told us where they live.
    private static String time(Account account, Instant at) {
        var zone = account.preferences().timeZone();
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(account.language().tag()))
                .format(at.atZone(zone == null ? ZoneOffset.UTC : ZoneId.of(zone.value())));
    }

    private static Words words(Language language) {
        return MessageBundles.get(Words.class, Localized.Literal.of(language.tag()));
    }
}
