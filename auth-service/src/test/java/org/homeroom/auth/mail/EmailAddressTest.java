package org.homeroom.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.tw",
                "mei-hua.lin+class@mail.school.edu.tw",
                "o'neil@example.org",
                "x@xn--fsqu00a.tw",
                "1@2.org",
            })
    void anAddress(String text) {
        assertThat(new EmailAddress(text).value()).isEqualTo(text);
    }

    @Test
    void oneMailboxIsOneAddress() {
        assertThat(new EmailAddress(" Mei-Hua@Example.ORG\n"))
                .isEqualTo(new EmailAddress("mei-hua@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.tw",
                "a@b",
                "a@b.c",
                "a@@b.tw",
                "a b@c.tw",
                "a@b..tw",
                "a@-b.tw",
                "a@b-.tw",
                "a@b.tw.",
                "a@[127.0.0.1]",
                "林@example.org",
                "a@例子.tw",
                "a@b.tw\r\nBcc: c@d.tw",
                "a@b.tw, c@d.tw",
                "<a@b.tw>",
                "a\0@b.tw",
                "a\ud800@b.tw",
            })
    void notAnAddress(String text) {
        assertThat(EmailAddress.isOne(text)).isFalse();
        assertThatThrownBy(() -> new EmailAddress(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an e-mail address");
    }

    @Test
    void lengthsAreThoseOfSmtp() {
        var local = "a".repeat(64);
        var domain = ("b".repeat(61) + ".").repeat(3) + "tw";

        assertThat(EmailAddress.isOne(local + "@" + domain)).isTrue();
        assertThat(EmailAddress.isOne(local + "a@" + domain)).isFalse();
        assertThat(EmailAddress.isOne("a@" + ("b".repeat(63) + ".").repeat(4) + "tw")).isFalse();
        assertThat(EmailAddress.isOne("a@" + "b".repeat(64) + ".tw")).isFalse();
    }

    /// Patterns of this kind are known to take exponential time.
    @Test
    @Timeout(5)
    void hostileTextIsRefusedFast() {
        var domain = "a@" + "b-".repeat(5_000) + "!";
        var blanks = "a@b.tw" + " ".repeat(10_000) + "!";

        for (var again = 0; again < 20; again++) {
            assertThat(EmailAddress.isOne(domain)).isFalse();
            assertThat(EmailAddress.isOne(blanks)).isFalse();
        }
    }

    @Test
    void itStaysOutOfLogs() {
        assertThat(new EmailAddress("a@b.tw").toString()).doesNotContain("a@b");
    }
}
