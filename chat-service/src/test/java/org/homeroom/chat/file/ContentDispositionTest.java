package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentDispositionTest {
    @Test
    void theNameIsThereInAsciiAndWhole() {
        assertThat(ContentDisposition.attachment(new FileName("作業 1.pdf")))
                .isEqualTo(
                        "attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%E4%BD%9C%E6%A5%AD%201.pdf");
    }

    @Test
    void nothingEndsTheQuotesOrTheLine() {
        assertThat(ContentDisposition.attachment(new FileName("a\"b\\c%41;d'e\r\nX: y")))
                .isEqualTo(
                        "attachment; filename=\"a_b_c_41;d'e__X: y\";"
                                + " filename*=UTF-8''a%22b%5Cc%2541%3Bd%27e%0D%0AX%3A%20y");
    }
}
