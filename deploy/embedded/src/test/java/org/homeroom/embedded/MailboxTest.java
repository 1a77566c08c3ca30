package org.homeroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path home;

    @Test
    void keepsBothBodiesAndTheLinks() throws Exception {
        try (var mailbox = Mailbox.temporary().start()) {
            var heard = Collections.synchronizedList(new ArrayList<Mail>());
            mailbox.onMail(heard::add);
            send(
                    mailbox,
                    "mei@school.example",
                    "\u6b61\u8fce",
                    "Follow http://localhost/verify/abc.");

            var mail = mailbox.await(m -> m.to().equals("mei@school.example"), LIMIT);
            assertThat(mail.subject()).isEqualTo("\u6b61\u8fce");
            assertThat(mail.text())
                    .isEqualToIgnoringNewLines("Follow http://localhost/verify/abc.");
            assertThat(mail.html()).contains("<b>");
            assertThat(mail.links()).containsExactly("http://localhost/verify/abc");
            assertThat(mailbox.mailsTo("MEI@school.example")).containsExactly(mail);
            assertThat(heard).containsExactly(mail);
        }
    }

    @Test
    void keepsMailFromOneStartToTheNext() throws Exception {
        Mail first;
        try (var mailbox = Mailbox.keptIn(home).start()) {
            send(mailbox, "mei@school.example", "one", "1");
            first = mailbox.await(mail -> mail.subject().equals("one"), LIMIT);
        }
        try (var mailbox = Mailbox.keptIn(home).start()) {
            assertThat(mailbox.mails()).containsExactly(first);
            send(mailbox, "mei@school.example", "two", "2");
            mailbox.await(mail -> mail.subject().equals("two"), LIMIT);
        }
        try (var mailbox = Mailbox.keptIn(home).start()) {
            assertThat(mailbox.mails()).extracting(Mail::subject).containsExactly("one", "two");
            mailbox.clear();
        }
        try (var mailbox = Mailbox.keptIn(home).start()) {
            assertThat(mailbox.mails()).isEmpty();
        }
    }

    @Test
    void saysThatNothingCame() {
        try (var mailbox = Mailbox.temporary().start()) {
            assertThatThrownBy(() -> mailbox.await(_ -> true, Duration.ofMillis(20)))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void saysThatItsPortIsInUse() {
        try (var mailbox = Mailbox.temporary().start()) {
            assertThatThrownBy(() -> Mailbox.temporary().port(mailbox.port()).start())
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessage(
                            "The mailbox cannot start because port %d is in use."
                                    .formatted(mailbox.port()));
        }
    }

    private static void send(Mailbox mailbox, String to, String subject, String text)
            throws MessagingException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", mailbox.host());
        properties.setProperty("mail.smtp.port", Integer.toString(mailbox.port()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("homeroom@localhost"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var html = new MimeBodyPart();
        html.setContent("<b>" + text + "</b>", "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, html));
        Transport.send(message);
    }
}
