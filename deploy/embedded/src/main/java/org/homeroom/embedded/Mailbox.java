package org.homeroom.embedded;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An SMTP server on the loopback interface that delivers nothing: it keeps what it is given, for
/// whoever asks.
///
/// It takes mail from anyone to anyone, without a password. The newest 1,000 mails are kept.
public final class Mailbox implements AutoCloseable {
    private static final int CAPACITY = 1000;

    /// Who a mail was delivered to stands in the envelope only; a kept mail carries it as a header.
    private static final String ENVELOPE_TO = "X-Envelope-To";

    private static final String ARRIVED = "X-Arrived";

    private final GreenMail server;
    private final int port;
    private final @Nullable Path home;
    private final Deque<Kept> kept; // guarded by this
    private final List<Consumer<Mail>> listeners = new CopyOnWriteArrayList<>();
    private long lastNumber; // guarded by this

    private record Kept(Mail mail, @Nullable Path file) {}

    private Mailbox(GreenMail server, int port, @Nullable Path home, Deque<Kept> kept) {
        this.server = server;
        this.port = port;
        this.home = home;
        this.kept = kept;
        this.lastNumber =
                kept.isEmpty() || kept.getLast().file() == null
                        ? 0
                        : numberOf(kept.getLast().file());
    }

    /// A mailbox that keeps each mail as a file in `home`, and starts with those that are there.
    public static Setup keptIn(Path home) {
        return new Setup(home.toAbsolutePath(), 0);
    }

    /// A mailbox that forgets everything when it is closed.
    public static Setup temporary() {
        return new Setup(null, 0);
    }

    /// How to start a mailbox.
    ///
    /// @param home where mails are kept; null to keep them in memory only
    /// @param port SMTP port, or 0 for any free one
    public record Setup(@Nullable Path home, int port) {
        public Setup port(int port) {
            return new Setup(home, port);
        }

        /// @throws EmbeddedException if the port is in use or the folder cannot be read
        public Mailbox start() {
            try {
                return Mailbox.start(this);
            } catch (IOException | MessagingException e) {
                throw new EmbeddedException(
                        "The mailbox cannot start: %s.".formatted(e.getMessage()), e);
            }
        }
    }

    private static Mailbox start(Setup setup) throws IOException, MessagingException {
        var kept = new ArrayDeque<Kept>();
        if (setup.home() != null) {
            Files.createDirectories(setup.home());
            for (var file : files(setup.home())) {
                kept.add(new Kept(read(file), file));
            }
        }
        if (setup.port() != 0) {
            Ports.requireFree("The mailbox", setup.port());
        }
        var server =
                new GreenMail(
                        new ServerSetup(setup.port(), Ports.LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        server.start();
        var mailbox = new Mailbox(server, server.getSmtp().getPort(), setup.home(), kept);
        server.getUserManager().setMessageDeliveryHandler(mailbox::deliver);
        return mailbox;
    }

    private static List<Path> files(Path home) throws IOException {
        try (var files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{8}\\.eml"))
                    .sorted()
                    .toList();
        }
    }

    private static long numberOf(Path file) {
        return Long.parseLong(file.getFileName().toString().replace(".eml", ""));
    }

    private static Mail read(Path file) throws IOException, MessagingException {
        try (var content = Files.newInputStream(file)) {
            var message = new MimeMessage(Session.getInstance(new Properties()), content);
            var to = message.getHeader(ENVELOPE_TO, null);
            var arrived = message.getHeader(ARRIVED, null);
            return mail(
                    message,
                    to == null ? "" : to,
                    arrived == null ? Instant.EPOCH : Instant.parse(arrived));
        }
    }

    private GreenMailUser deliver(MovingMessage message, MailAddress to)
            throws MessagingException, UserException {
        try {
            keep(message.getMessage(), to.getEmail());
        } catch (IOException e) {
            throw new MessagingException("the mail cannot be kept", e);
        }
        // GreenMail wants an account to put the mail into, as well.
        var users = server.getUserManager();
        var user = users.getUserByEmail(to.getEmail());
        return user != null ? user : users.createUser(to.getEmail(), to.getEmail(), to.getEmail());
    }

    private void keep(MimeMessage message, String to) throws IOException, MessagingException {
        var mail = mail(message, to, Instant.now());
        synchronized (this) {
            kept.add(new Kept(mail, home == null ? null : write(home, message, mail)));
            if (kept.size() > CAPACITY) {
                forget(kept.removeFirst());
            }
            notifyAll();
        }
        listeners.forEach(listener -> listener.accept(mail));
    }

    private synchronized Path write(Path home, MimeMessage message, Mail mail)
            throws IOException, MessagingException {
        lastNumber++;
        var file = home.resolve("%08d.eml".formatted(lastNumber));
        var half = Files.createTempFile(home, "arriving-", ".tmp");
        try (var out = Files.newOutputStream(half)) {
            var envelope =
                    "%s: %s\r\n%s: %s\r\n".formatted(ENVELOPE_TO, mail.to(), ARRIVED, mail.at());
            out.write(envelope.getBytes(StandardCharsets.UTF_8));
            message.writeTo(out);
        }
        return Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void forget(Kept kept) throws IOException {
        if (kept.file() != null) {
            Files.deleteIfExists(kept.file());
        }
    }

    private static Mail mail(MimeMessage message, String to, Instant at)
            throws IOException, MessagingException {
        var subject = message.getSubject();
        return new Mail(
                to,
                subject == null ? "" : subject,
                body(message, "text/plain"),
                body(message, "text/html"),
                at);
    }

    /// The first part of this type, wherever it is nested; attachments are passed over.
    private static String body(Part part, String type) throws IOException, MessagingException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return "";
        }
        if (part.isMimeType(type)) {
            return part.getContent() instanceof String text ? text : "";
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = body(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    /// Every mail kept, oldest first.
    public synchronized List<Mail> mails() {
        return kept.stream().map(Kept::mail).toList();
    }

    /// The mails to one address (compared without regard to case), oldest first.
    public List<Mail> mailsTo(String address) {
        return mails().stream().filter(mail -> mail.to().equalsIgnoreCase(address)).toList();
    }

    /// Waits until a mail that `wanted` accepts is there, and returns the newest such.
    ///
    /// @throws TimeoutException if none came within `limit`
    public synchronized Mail await(Predicate<Mail> wanted, Duration limit)
            throws TimeoutException, InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var found = mails().reversed().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                throw new TimeoutException("no such mail came within " + limit);
            }
            wait(left.toMillis() + 1);
        }
    }

    /// Tells `listener` of every mail from now on, on the SMTP server's thread.
    public void onMail(Consumer<Mail> listener) {
        listeners.add(listener);
    }

    /// Forgets every mail.
    public synchronized void clear() {
        try {
            for (var entry : new ArrayList<>(kept)) {
                forget(entry);
            }
            kept.clear();
        } catch (IOException e) {
            throw new EmbeddedException("The mailbox cannot be emptied: " + e.getMessage(), e);
        }
    }

    /// The SMTP port.
    public int port() {
        return port;
    }

    public String host() {
        return Ports.LOOPBACK;
    }

    @Override
    public void close() {
        server.stop();
    }
}
