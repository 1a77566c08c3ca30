package org.homeroom.platform.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.probe.ProbeResource;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.Test;

/// In an application of its own, since it does not come back from this.
@QuarkusTest
@RealInfrastructure
@TestProfile(StoppingTest.Alone.class)
class StoppingTest {
    public static final class Alone implements QuarkusTestProfile {}

    @TestHTTPResource("/ws/echo")
    URI url;

    @Inject Event<ShutdownDelayInitiatedEvent> stopping;

    @TestHTTPResource("/api/probe/slow")
    URI slow;

    @Test
    void aServiceThatStopsEndsWhatItBeganAndTakesNobodyIn() throws Exception {
        var token = TestTokens.of(new AccountId(UUID.randomUUID()), "Ming");
        try (var http = HttpClient.newHttpClient();
                var socket = TestSocket.open(url, token)) {
            var request =
                    HttpRequest.newBuilder(slow).header("Authorization", "Bearer " + token).build();
            var answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            ProbeResource.slowBegan.get(20, TimeUnit.SECONDS);

            var stopped =
                    CompletableFuture.runAsync(
                            () -> stopping.fire(new ShutdownDelayInitiatedEvent()));
            assertThat(socket.closeCode()).isEqualTo(1001);
            try (var late = TestSocket.openDeaf(url, token)) {
                late.listen();
                assertThat(late.closeCode()).isEqualTo(1001);
            }
            assertThat(stopped).isNotDone();
            ProbeResource.slowEnds.complete(null);
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("\"done\"");
            stopped.get(5, TimeUnit.SECONDS);
        }
    }
}
