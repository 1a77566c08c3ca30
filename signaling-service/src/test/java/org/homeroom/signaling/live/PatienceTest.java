package org.homeroom.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.homeroom.platform.event.DirectConversationEvent.DirectConversationChanged;
import org.homeroom.platform.event.DirectConversationEvent.Side;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the service does when nobody does anything, with little patience.
@QuarkusTest
@RealInfrastructure(database = "signaling")
@TestProfile(PatienceTest.Little.class)
class PatienceTest {
    public static final class Little implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "signaling.ring", "1s",
                    "signaling.caller-away", "200ms",
                    "signaling.away", "200ms",
                    "signaling.look-every", "200ms");
        }
    }

    @TestHTTPResource("/ws/signaling")
    URI url;

    @Inject EventPublisher events;
    @Inject DirectConversations conversations;

    private final AccountId ana = new AccountId(UUID.randomUUID());
    private final AccountId ben = new AccountId(UUID.randomUUID());
    private final UUID lessons = UUID.randomUUID();
    private final UUID call = UUID.randomUUID();

    @BeforeEach
    void theyMayCallEachOther() {
        var id = new ConversationId(lessons);
        events.publish(
                        Topic.DIRECT_CONVERSATIONS,
                        new DirectConversationChanged(
                                id, List.of(new Side(ana, true), new Side(ben, true)), 1))
                .await()
                .indefinitely();
        await().until(() -> conversations.from(ana, id).isPresent());
    }

    @Test
    void nobodyIsRungForEver() {
        try (var calling = Phone.attach(url, ana);
                var ringing = Phone.attach(url, ben)) {
            calling.start(call, lessons);
            assertThat(ringing.hears(call, "ended").path("ending").asText())
                    .isEqualTo("unanswered");
            calling.hears(call, "ended");
        }
    }

    @Test
    void nobodyIsRungForSomebodyWhoIsGone() {
        try (var ringing = Phone.attach(url, ben)) {
            try (var calling = Phone.attach(url, ana)) {
                calling.start(call, lessons);
            }
            assertThat(ringing.hears(call, "ended").path("ending").asText())
                    .isIn("cancelled", "unanswered");
        }
    }

    @Test
    void whoDoesNotComeBackLosesTheCall() {
        try (var calling = Phone.attach(url, ana)) {
            calling.start(call, lessons);
            try (var answering = Phone.attach(url, ben)) {
                answering.answer(call);
            }
            assertThat(calling.hears(call, "ended").path("ending").asText()).isEqualTo("lost");
        }
    }
}
