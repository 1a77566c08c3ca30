package org.homeroom.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.homeroom.chat.ChatProblem;
import org.homeroom.platform.id.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private static final AccountId MEI =
            AccountId.fromString("0197a5a0-0000-7000-8000-000000000002");
    private static final AccountId LEO =
            AccountId.fromString("0197a5a0-0000-7000-8000-000000000003");

    @Test
    void eachIsCalledOnceWhereverTheyStand() {
        assertThat(Mentions.in("**<@%s>**、<@%s>：<@%s>!<@channel>".formatted(MEI, LEO, MEI)))
                .isEqualTo(new Mentions(Set.of(MEI, LEO), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@mei <@> <@mei> <@all> <@CHANNEL>",
                "<@0197a5a0-0000-7000-8000-00000000000>",
                "<@0197A5A0-0000-7000-8000-000000000002>",
                "< @0197a5a0-0000-7000-8000-000000000002>",
                // How everybody is counted is nobody's name.
                "<@00000000-0000-0000-0000-000000000000>"
            })
    void nothingElseCalls(String text) {
        assertThat(Mentions.in(text)).isEqualTo(new Mentions(Set.of(), false));
    }

    @Test
    void aMessageCallsAtMost50PeopleByName() {
        assertThat(MessageText.check(calling(50))).isInstanceOf(MessageText.Checked.Good.class);
        assertThat(MessageText.check(calling(51)))
                .isInstanceOfSatisfying(
                        MessageText.Checked.Bad.class,
                        bad ->
                                assertThat(bad.problem().type())
                                        .isEqualTo(ChatProblem.TOO_MANY_MENTIONS));
        assertThat(MessageText.check("<@%s>".formatted(MEI).repeat(400)))
                .isInstanceOf(MessageText.Checked.Good.class);
    }

    private static String calling(int people) {
        return IntStream.range(0, people)
                .mapToObj(i -> "<@" + new UUID(1, i) + ">")
                .collect(Collectors.joining(" "));
    }
}
