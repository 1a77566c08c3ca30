package org.homeroom.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nulabinc.zxcvbn.Zxcvbn;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.homeroom.auth.password.PasswordStrength.Judgement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordStrengthTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_ALLOCATED_BYTES = 500_000_000;

    private static final PasswordStrength STRENGTH =
            new PasswordStrength(OwnWords.of("Homeroom", "class.example.org"));
    private static final OwnWords MEI_HUA = OwnWords.of("Lin Mei-hua", "mei-hua.lin@school.edu");

    private static Judgement judge(String password) {
        return STRENGTH.judge(new Password(password), MEI_HUA);
    }

    private static Judgement weak(Weakness weakness) {
        return new Judgement.Weak(weakness);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "three quiet green llamas",
                "paper-kite-over-taipei",
                "seven slow amber foxes",
                "purple leaf ladder",
                "紫色的葉子爬上梯子看月亮",
                "ヤギが橋を渡って月を見る夜",
                "🦙🔑🌂🪁🥁🧊🪴🧵🛶🧭",
                "vQ9#kd!2Lm"
            })
    void whatTakesLongToGuessIsGood(String password) {
        assertThat(judge(password)).isEqualTo(new Judgement.Good());
    }

    @ParameterizedTest
    @CsvSource({
        "qwertyuiop, COMMON",
        "1qaz2wsx3edc, COMMON",
        "]poiuytrew, KEYS",
        "aaaaaaaaaaaa, REPEATS",
        "abcabcabcabc, REPEATS",
        "cdefghijklmn, SEQUENCE",
        "13.07.2010, DATE",
        "password123, COMMON",
        "P4ssw0rd!!, COMMON",
        "counterrevolution, WORD",
        "christopher, NAME"
    })
    void whatIsGuessedQuicklyIsRefusedWithWhatMakesItSo(String password, Weakness weakness) {
        assertThat(judge(password)).isEqualTo(weak(weakness));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mei-hua.lin@school.edu",
                "Lin Mei-hua",
                "mei-hua-lin",
                "MeiHuaLin1",
                "linlinmeihua",
                "school.edu1",
                "homeroom12",
                "Homeroom2026",
                "class.example.org"
            })
    void whatOthersKnowOfThePersonAndThePlaceIsRefused(String password) {
        assertThat(judge(password)).isEqualTo(weak(Weakness.OWN));
    }

    @Test
    void anAddressThatIsLongerThanWhatIsLookedAtIsKnownToo() {
        var email = "mei-hua.lin.of.the.second.class@school.edu";
        var own = OwnWords.of(email);

        assertThat(STRENGTH.judge(new Password(email), own)).isEqualTo(weak(Weakness.OWN));
    }

    @Test
    void besideAGoodPasswordTheirNameDoesNoHarm() {
        assertThat(judge("lin, purple leaf and ladder")).isEqualTo(new Judgement.Good());
    }

    /// 30,000 from leaks, of which those count that are long enough to be taken otherwise.
    @Test
    void everyCommonPasswordIsRefused() throws IOException {
        try (var list = Zxcvbn.class.getResourceAsStream("matchers/dictionaries/passwords.txt")) {
            var common = new String(list.readAllBytes(), UTF_8).lines().toList();

            assertThat(common).hasSizeGreaterThan(20_000);
            assertThat(common.stream().filter(password -> password.length() >= 10))
                    .hasSizeGreaterThan(500)
                    .allSatisfy(password ->
                            assertThat(judge(password)).isInstanceOf(Judgement.Weak.class));
        }
    }

    @Test
    void onlyTheBeginningIsLookedAtAndNoCharacterIsCutInTwo() {
        var good = "purple leaf ladder in the moonlight";

        assertThat(judge(good.repeat(3))).isEqualTo(new Judgement.Good());
        assertThat(judge("a".repeat(PasswordStrength.LOOKED_AT) + good))
                .isEqualTo(weak(Weakness.REPEATS));
        assertThat(judge("x" + "🔑".repeat(127))).isInstanceOf(Judgement.Weak.class);
    }

    /// What was found to take longest: characters that may each stand for several letters, and long
    /// repetitions.
    static Stream<String> laborious() {
        return Stream.of(
                "4@8({[<369!1|70$5+%2",
                "a(1|7+{!@4<[$5%2930".repeat(7),
                "1|7".repeat(42),
                "4@({[<1!|7+$5069328%".repeat(6) + "password",
                "a".repeat(128),
                "ab".repeat(64),
                "aab".repeat(42),
                "aaaaaaaaaaaaaaab".repeat(8),
                "password".repeat(16),
                "1234567890-=".repeat(10),
                "2010.10.10".repeat(12),
                "🔑".repeat(128));
    }

    @BeforeAll
    static void readTheDictionaries() {
        judge("purple leaf ladder");
    }

    /// Work is counted in what it allocates, which is the same on every machine. Looked at whole,
    /// the worst of them allocate 12 GB; as they are, 0.2 GB.
    @ParameterizedTest
    @MethodSource("laborious")
    void nothingTakesMuchWork(String password) {
        var longest = Math.min(128, password.codePointCount(0, password.length()));
        var text = password.substring(0, password.offsetByCodePoints(0, longest));
        var before = THREADS.getCurrentThreadAllocatedBytes();
        judge(text);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .isBetween(1L, MOST_ALLOCATED_BYTES);
    }
}
