package org.homeroom.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicTest {
    /// ARCHITECTURE's table of topics, as far as they exist.
    private static final Map<String, Map<String, String>> CLEAN_UP =
            Map.of(
                    "account-profiles", Map.of("cleanup.policy", "compact"),
                    "account-sessions",
                            Map.of("cleanup.policy", "delete", "retention.ms", "3600000"),
                    "call-records", Map.of("cleanup.policy", "delete", "retention.ms", "604800000"),
                    "call-signals", Map.of("cleanup.policy", "delete", "retention.ms", "3600000"),
                    "channel-members", Map.of("cleanup.policy", "compact"),
                    "chat-events", Map.of("cleanup.policy", "delete", "retention.ms", "604800000"),
                    "direct-conversations", Map.of("cleanup.policy", "compact"),
                    "presence",
                            Map.of("cleanup.policy", "compact,delete", "retention.ms", "3600000"));

    @Test
    void theCatalogueIsWhatWasAgreed() {
        assertThat(Topic.all())
                .allSatisfy(topic ->
                        assertThat(topic.cleanUp().config()).isEqualTo(CLEAN_UP.get(topic.name())));
        assertThat(Topic.all()).extracting(Topic::name).hasSameElementsAs(CLEAN_UP.keySet());
        assertThat(Topic.all()).allSatisfy(topic -> assertThat(topic.partitions()).isPositive());
    }

    @Test
    void everyEventStandsOnOneTopicUnderANameOfItsOwn() {
        var names = new HashSet<String>();
        var interfaces = new ArrayList<Class<?>>();
        for (var topic : Topic.all()) {
            interfaces.add(topic.events());
            assertThat(topic.events().getPermittedSubclasses())
                    .allSatisfy(event -> {
                        assertThat(event.isRecord()).isTrue();
                        assertThat(Topic.typeOf(event))
                                .matches("org\\.homeroom\\.[a-z]+(-[a-z]+)*\\.[a-z-]+");
                        assertThat(names.add(Topic.typeOf(event))).isTrue();
                    });
            assertThat(topic.eventTypes()).hasSameSizeAs(topic.events().getPermittedSubclasses());
        }
        assertThat(interfaces).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }
}
