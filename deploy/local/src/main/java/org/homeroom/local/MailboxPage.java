package org.homeroom.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.homeroom.embedded.Mail;
import org.homeroom.embedded.Mailbox;
import org.homeroom.embedded.Ports;

/// The mails of a [Mailbox] on one page, newest first, for whoever sits at this machine.
///
/// It holds sign-up links, so it answers only requests that name this machine as their host: a page
/// of another site cannot read it by having its own name point here (DNS rebinding).
final class MailboxPage implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(Locale.UK)
                    .withZone(ZoneId.systemDefault());
    private static final String STYLE =
            """
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
            body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
            article { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 1rem 0 }
            h2 { font-size: 1rem; margin: 0 }
            p { margin: 0; opacity: .75 }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .75rem 0 0 }
            """;

    private final Mailbox mailbox;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Set<String> ownHosts;

    private MailboxPage(Mailbox mailbox, HttpServer server) {
        this.mailbox = mailbox;
        this.server = server;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        var port = server.getAddress().getPort();
        this.ownHosts = Set.of("localhost:" + port, Ports.LOOPBACK + ":" + port);
    }

    /// @param port TCP port, or 0 for any free one
    static MailboxPage start(Mailbox mailbox, int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName(Ports.LOOPBACK), port);
            var page = new MailboxPage(mailbox, HttpServer.create(address, 16));
            page.server.createContext("/", page::answer);
            page.server.setExecutor(page.threads);
            page.server.start();
            return page;
        } catch (IOException e) {
            throw new StackException(
                    "The mailbox page cannot listen on port %d: %s."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var host = exchange.getRequestHeaders().getFirst("Host");
            if (host == null || !ownHosts.contains(host.toLowerCase(Locale.ROOT))) {
                send(exchange, 421, "text/plain", "This page is for this machine only.\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                send(exchange, 405, "text/plain", "This page can only be read.\n");
            } else if (!exchange.getRequestURI().getPath().equals("/")) {
                send(exchange, 404, "text/plain", "There is nothing here.\n");
            } else {
                send(exchange, 200, "text/html", page());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String page() {
        var mails = mailbox.mails().reversed();
        var list =
                mails.isEmpty()
                        ? "<p>No mail yet. It appears here by itself.</p>"
                        : mails.stream()
                                .map(MailboxPage::article)
                                .collect(Collectors.joining("\n"));
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="3">
        <title>(%d) Mailbox</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        <h1>Mailbox</h1>
        <p>What Homeroom sends by mail stays on this machine and is shown here, newest first.</p>
        %s
        </main>
        </body>
        </html>
        """
                .formatted(mails.size(), STYLE, list);
    }

    private static String article(Mail mail) {
        return """
        <article>
        <h2>%s</h2>
        <p>to %s, <time datetime="%s">%s</time></p>
        <pre>%s</pre>
        </article>\
        """
                .formatted(
                        escaped(mail.subject()),
                        escaped(mail.to()),
                        mail.at(),
                        TIME.format(mail.at()),
                        linked(mail.text()));
    }

    /// Escapes everything, and makes web addresses (and nothing else) into links.
    static String linked(String text) {
        var html = new StringBuilder();
        var links = LINK.matcher(text);
        int end = 0;
        while (links.find()) {
            var link = escaped(links.group());
            html.append(escaped(text.substring(end, links.start())))
                    .append("<a href=\"%s\" rel=\"noreferrer\">%s</a>".formatted(link, link));
            end = links.end();
        }
        return html.append(escaped(text.substring(end))).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
