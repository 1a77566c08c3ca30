package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class ProfileEventTest {
    MailServer mailbox;

    @ConfigProperty(name = "homeroom.kafka.bootstrap-servers")
    String kafka;

    @Test
    void aVerificationAndAChangeOfNameAreToldInOrder() throws Exception {
        var me = person(mailbox, freshAddress(), "Before");
        var first = eventsOf(me.account(), 1);
        me.request().body(Map.of("name", "林美華")).patch("/api/users/me").then().statusCode(200);
        var both = eventsOf(me.account(), 2);

        assertThat(json(first.getFirst()))
                .hasToString(
                        "{\"account\":\"%s\",\"revision\":1,\"name\":\"Before\",\"language\":\"en\"}"
                                .formatted(me.account()));
        assertThat(json(both.getLast()).path("name").asText()).isEqualTo("林美華");
        assertThat(json(both.getLast()).path("revision").asLong()).isEqualTo(2);
        assertThat(header(both.getLast(), "ce_type"))
                .isEqualTo("org.homeroom.account.profile-changed");
        assertThat(header(both.getLast(), "ce_source")).isEqualTo("/auth-service");
        assertThat(both).noneMatch(event -> event.value().contains("@"));
    }

    @Test
    void whatChangesNothingIsNotTold() {
        var me = person(mailbox, freshAddress(), "Same");
        eventsOf(me.account(), 1);
        me.request().body(Map.of("name", "Same")).patch("/api/users/me").then().statusCode(200);
        // The next person's event shows that the relay has been by.
        eventsOf(person(mailbox, freshAddress(), "Next").account(), 1);

        assertThat(eventsOf(me.account(), 1)).hasSize(1);
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value());
    }

    private static JsonNode json(ConsumerRecord<String, String> event) throws Exception {
        return new ObjectMapper().readTree(event.value());
    }

    private List<ConsumerRecord<String, String>> eventsOf(String account, int atLeast) {
        var events = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            var partitions =
                    IntStream.range(0, Topic.ACCOUNT_PROFILES.partitions())
                            .mapToObj(n -> new TopicPartition(Topic.ACCOUNT_PROFILES.name(), n))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                for (var event : consumer.poll(Duration.ofMillis(100))) {
                                    if (event.key().equals(account)) {
                                        events.add(event);
                                    }
                                }
                                return events.size() >= atLeast;
                            });
        }
        return events;
    }
}
