package org.homeroom.auth.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"012345", "012 345", " 012345\n", "012-345", "０１２３４５", "０１２　３４５"})
    void sixDigitsAreTakenAsTheyAreTyped(String typed) {
        assertThat(Code.parse(typed)).contains(new Code.Totp("012345"));
    }

    @Test
    void aRecoveryCodeIsTakenAsItIsTyped() {
        var code = new RecoveryCode("7Q2MK0ZD1V9TB4XHR6NC3WPE");
        assertThat(code.grouped()).isEqualTo("7Q2M-K0ZD-1V9T-B4XH-R6NC-3WPE");
        for (var typed :
                new String[] {
                    code.text(),
                    code.grouped(),
                    code.grouped().toLowerCase(Locale.ROOT),
                    code.grouped().replace('-', ' '),
                    "7Q2M–KOZD–IV9T–B4XH–R6NC–3WPE",
                    "７Ｑ２Ｍ－Ｋ０ＺＤ－１Ｖ９Ｔ－Ｂ４ＸＨ－Ｒ６ＮＣ－３ＷＰＥ"
                }) {
            assertThat(Code.parse(typed)).as(typed).contains(new Code.Recovery(code));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12345",
                "1234567",
                "12345a",
                "٠١٢٣٤٥",
                "7Q2M-K0ZD-1V9T-B4XH-R6NC-3WP",
                "7Q2M-K0ZD-1V9T-B4XH-R6NC-3WPEX",
                "UQ2M-K0ZD-1V9T-B4XH-R6NC-3WPE",
                "' or 1=1 --"
            })
    void anythingElseIsNoCode(String typed) {
        assertThat(Code.parse(typed)).isEmpty();
    }

    @Test
    void recoveryCodesAreEightOf120BitsAndNeverTheSame() {
        var seen = new HashSet<String>();
        var characters = new HashSet<Integer>();
        for (var again = 0; again < 50; again++) {
            var codes = RecoveryCode.fresh();
            assertThat(codes).hasSize(8);
            for (var code : codes) {
                assertThat(code.text()).hasSize(24);
                assertThat(RecoveryCode.parse(code.text())).contains(code);
                assertThat(seen.add(code.text())).isTrue();
                code.text().chars().forEach(characters::add);
            }
        }
        // 24 characters of 32 make 120 bits.
        assertThat(characters).hasSize(32);
    }

    @Test
    void nothingThatIsLoggedSaysThem() {
        var recovery = RecoveryCode.fresh().getFirst();
        assertThat(new Code.Recovery(recovery).toString()).doesNotContain(recovery.text());
        assertThat(new Code.Totp("012345").toString()).doesNotContain("012345");
    }
}
