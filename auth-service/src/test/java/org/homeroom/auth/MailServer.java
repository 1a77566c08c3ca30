package org.homeroom.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.homeroom.embedded.Mail;
import org.homeroom.embedded.Mailbox;

/// The mail server of the tests, which one of them takes down for a while. It keeps its port and
/// its mail.
public final class MailServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private Mailbox mailbox;

    MailServer(Path folder) {
        this.folder = folder;
        this.mailbox = Mailbox.keptIn(folder).start();
    }

    String host() {
        return mailbox.host();
    }

    int port() {
        return mailbox.port();
    }

    public void stop() {
        mailbox.close();
    }

    public void startAgain() {
        mailbox = Mailbox.keptIn(folder).port(mailbox.port()).start();
    }

    public List<Mail> mailsTo(String address) {
        return mailbox.mailsTo(address);
    }

    /// The lines above the text of each mail to an address, as they came over the wire.
    public List<String> headersTo(String address) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(MailServer::read)
                    .map(mail -> mail.substring(0, mail.indexOf("\r\n\r\n")))
                    .filter(headers -> headers.startsWith("X-Envelope-To: " + address + "\r\n"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Waits for the newest of `count` mails to an address.
    public Mail await(String address, int count) {
        try {
            return mailbox.await(
                    mail -> mail.to().equalsIgnoreCase(address) && mailsTo(address).size() >= count,
                    PATIENCE);
        } catch (TimeoutException | InterruptedException missing) {
            throw new AssertionError("no mail number " + count, missing);
        }
    }
}
