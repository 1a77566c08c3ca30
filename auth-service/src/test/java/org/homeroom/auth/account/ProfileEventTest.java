package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.auth.ProfileTopic;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class ProfileEventTest {
    MailServer mailbox;

    @ConfigProperty(name = "homeroom.kafka.bootstrap-servers")
    String kafka;

    private ProfileTopic topic;

    @BeforeEach
    void openTopic() {
        topic = new ProfileTopic(kafka);
    }

    @Test
    void aVerificationAndAChangeOfNameAreToldInOrder() {
        var me = person(mailbox, freshAddress(), "Before");
        var first = topic.await(me.account(), 1).getFirst();
        me.request().body(Map.of("name", "林美華")).patch("/api/users/me").then().statusCode(200);
        var both = topic.await(me.account(), 2);

        assertThat(first.value())
                .isEqualTo(
                        """
                        {"account":"%s","revision":1,"name":"Before","language":"en",\
                        "status":"","photo":null,"findable":"everyone"}\
                        """
                                .formatted(me.account()));
        assertThat(first.type()).isEqualTo("org.homeroom.account.profile-changed");
        assertThat(first.source()).isEqualTo("/auth-service");
        assertThat(both.getLast().name()).isEqualTo("林美華");
        assertThat(both.getLast().revision()).isEqualTo(2);
        assertThat(both).noneMatch(profile -> profile.value().contains("@"));
    }

    @Test
    void aStatusAndWhoMayFindOneAreTold() {
        var me = person(mailbox, freshAddress(), "Told");
        topic.await(me.account(), 1);
        me.request()
                .body(Map.of("status", "在教室", "findable", "address"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        assertThat(topic.await(me.account(), 2).getLast().value())
                .contains("\"status\":\"在教室\"", "\"findable\":\"address\"");
    }

    @Test
    void whatChangesNothingForOthersIsNotTold() {
        var me = person(mailbox, freshAddress(), "Same");
        topic.await(me.account(), 1);
        me.request()
                .body(Map.of("name", "Same", "timeZone", "Asia/Taipei"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);
        // The next person's event shows that the relay has been by.
        topic.await(person(mailbox, freshAddress(), "Next").account(), 1);

        assertThat(topic.await(me.account(), 1)).hasSize(1);
    }
}
