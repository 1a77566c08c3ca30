package org.homeroom.auth;

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
