package org.homeroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.homeroom.embedded.Mailbox;
import org.homeroom.embedded.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxPageTest {
    private final Mailbox mailbox = Mailbox.temporary().start();
    private final MailboxPage page = MailboxPage.start(mailbox, 0);

    @AfterEach
    void stop() {
        page.close();
        mailbox.close();
    }

    @Test
    void showsAMailWithItsLinkAndNothingElseOfItAsMarkup() throws Exception {
        deliver(
                "<script>alert(1)</script>",
                "Hello <b>you</b>:\r\nhttp://localhost:8080/verify/a?b=1&c=2\r\njavascript:alert(1)");

        var answer = get("localhost:" + page.port(), "GET /");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-security-policy: default-src 'none'")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("Hello &lt;b&gt;you&lt;/b&gt;:")
                .contains(
                        "<a href=\"http://localhost:8080/verify/a?b=1&amp;c=2\" rel=\"noreferrer\">")
                .doesNotContain("<script")
                .doesNotContain("href=\"javascript");
    }

    @Test
    void answersOnlyWhoNamesThisMachine() throws IOException {
        assertThat(get("127.0.0.1:" + page.port(), "GET /")).startsWith("HTTP/1.1 200");
        assertThat(get("evil.example:" + page.port(), "GET /")).startsWith("HTTP/1.1 421");
        assertThat(get("localhost", "GET /")).startsWith("HTTP/1.1 421");
    }

    @Test
    void canOnlyBeRead() throws IOException {
        assertThat(get("localhost:" + page.port(), "DELETE /")).startsWith("HTTP/1.1 405");
        assertThat(get("localhost:" + page.port(), "GET /other")).startsWith("HTTP/1.1 404");
    }

    /// By hand, as HttpClient sets Host itself.
    private String get(String host, String request) throws IOException {
        try (var socket = new Socket(Ports.LOOPBACK, page.port())) {
            socket.getOutputStream()
                    .write(
                            "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                    .formatted(request, host)
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void deliver(String subject, String text) throws Exception {
        try (var socket = new Socket(Ports.LOOPBACK, mailbox.port());
                var answers =
                        new java.io.BufferedReader(
                                new java.io.InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            answers.readLine();
            for (var line :
                    new String[] {
                        "HELO test",
                        "MAIL FROM:<homeroom@localhost>",
                        "RCPT TO:<mei@school.example>",
                        "DATA",
                        "Subject: "
                                + subject
                                + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                                + text
                                + "\r\n."
                    }) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                assertThat(answers.readLine()).matches("[23]\\d\\d.*");
            }
        }
        mailbox.await(mail -> mail.subject().equals(subject), Duration.ofSeconds(20));
    }
}
