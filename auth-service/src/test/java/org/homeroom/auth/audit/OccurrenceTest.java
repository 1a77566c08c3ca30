package org.homeroom.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OccurrenceTest {
    private static Occurrence example(Class<?> type) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return (Occurrence)
                constructor.newInstance(
                        Arrays.stream(constructor.getParameterTypes())
                                .map(OccurrenceTest::value)
                                .toArray());
    }

    private static Object value(Class<?> type) {
        return Map.<Class<?>, Object>of(
                        String.class, "some-word",
                        SessionId.class, new SessionId(new UUID(1, 1)),
                        AccountId.class, new AccountId(new UUID(2, 2)))
                .get(type);
    }

    @Test
    void everyOccurrenceHasAKindOfItsOwnAndNoKindIsWithoutOne()
            throws ReflectiveOperationException {
        var kinds = new HashSet<Occurrence.Kind>();
        for (var type : Occurrence.class.getPermittedSubclasses()) {
            assertThat(kinds.add(example(type).kind())).as(type.getSimpleName()).isTrue();
        }
        assertThat(kinds).containsExactlyInAnyOrder(Occurrence.Kind.values());
    }

    /// Whatever a record carries is told, and nothing else.
    @Test
    void theDetailIsWhatTheRecordHolds() throws ReflectiveOperationException {
        for (var type : Occurrence.class.getPermittedSubclasses()) {
            var occurrence = example(type);
            var names = Arrays.stream(type.getRecordComponents()).map(c -> c.getName()).toList();

            assertThat(occurrence.detail().keySet())
                    .as(type.getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @ParameterizedTest
    @EnumSource(Occurrence.Kind.class)
    void aKindIsReadAsItIsWritten(Occurrence.Kind kind) {
        assertThat(kind.wireName()).matches("[a-z]+(-[a-z]+)*");
        assertThat(Occurrence.Kind.fromString(kind.wireName())).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIGNED_IN", "signed_in", "Signed-In", "signed-in "})
    void thereAreNoOtherKinds(String other) {
        assertThatThrownBy(() -> Occurrence.Kind.fromString(other))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
