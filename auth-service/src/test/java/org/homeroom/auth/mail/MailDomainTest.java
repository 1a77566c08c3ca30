package org.homeroom.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDomainTest {
    @ParameterizedTest
    @CsvSource({
        "school.edu, school.edu",
        "' School.EDU ', school.edu",
        "學校.tw, xn--n9so80a.tw",
        "XN--N9SO80A.tw, xn--n9so80a.tw",
        "ｓｃｈｏｏｌ。edu, school.edu",
        "bücher.example, xn--bcher-kva.example"
    })
    void itIsComparedInAscii(String written, String ascii) {
        assertThat(MailDomain.parse(written)).isEqualTo(new MailDomain(ascii));
    }

    @Test
    void itIsReadInItsScript() {
        assertThat(MailDomain.parse("學校.tw").unicode()).isEqualTo("學校.tw");
        assertThat(new MailDomain("school.edu").unicode()).isEqualTo("school.edu");
    }

    /// The first letters are Cyrillic.
    @ParameterizedTest
    @ValueSource(strings = {"ѕchool.edu", "sсhool.edu", "schооl.edu", "school.еdu"})
    void whatLooksAlikeDiffers(String lookalike) {
        assertThat(MailDomain.parse(lookalike)).isNotEqualTo(new MailDomain("school.edu"));
        assertThat(MailDomain.parse(lookalike).ascii()).contains("xn--");
    }

    /// `faß.de` and `fass.de` have different owners.
    @ParameterizedTest
    @ValueSource(strings = {"faß.de", "βόλος.com", "نامه\u200cای.com"})
    void whatIsReadInTwoWaysMustBeGivenInAscii(String written) {
        assertThatThrownBy(() -> MailDomain.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xn--");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "edu",
                "@school.edu",
                "*.school.edu",
                ".school.edu",
                "school..edu",
                "school.edu.",
                "-school.edu",
                "sch ool.edu",
                "school\r\n.edu",
                "sch_ool.edu"
            })
    void whatIsNoDomainIsRefused(String written) {
        assertThatThrownBy(() -> MailDomain.parse(written))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressKnowsItsOwn() {
        assertThat(new EmailAddress("Mei@School.EDU").domain())
                .isEqualTo(new MailDomain("school.edu"));
    }
}
