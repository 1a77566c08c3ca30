package org.homeroom.auth.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.auth.AuthApi.as;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.refresh;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.auth.SigningKeyFolder;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// Keys come into the folder and leave it, under a running service. In an application of its own,
/// since other tests rely on the folder.
@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
@TestProfile(KeyRotationTest.Alone.class)
class KeyRotationTest {
    public static final class Alone implements QuarkusTestProfile {}

    private static final Duration LEAD = Duration.ofMinutes(10);

    MailServer mailbox;
    SigningKeyFolder folder;
    @Inject FakeClock clock;
    @Inject SigningKeyScheduler scheduler;
    @Inject SigningKeyStore store;

    private static String keyOf(String token) {
        var header = Base64.getUrlDecoder().decode(token.split("\\.", 3)[0]);
        return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }

    private static List<String> published() {
        return given().get("/.well-known/jwks.json").jsonPath().getList("keys.kid");
    }

    private static void assertTaken(String token) {
        as(token).get("/api/users/me").then().statusCode(200);
    }

    @Test
    void keysRotateAndNobodyIsRefused() throws Throwable {
        var me = person(mailbox, freshAddress(), "Rotates");
        var current = keyOf(me.accessToken());

        // It is published before it signs.
        var next = folder.add();
        scheduler.update();
        assertThat(published()).contains(current, next);
        clock.advance(LEAD.minusSeconds(1));
        var before = refresh(me.refreshToken());
        assertThat(keyOf(before.accessToken())).isEqualTo(current);

        // It signs, and the one before is still good; also when it has left the folder.
        clock.advance(Duration.ofSeconds(1));
        folder.remove(current);
        scheduler.update();
        var after = refresh(before.refreshToken());
        assertThat(keyOf(after.accessToken())).isEqualTo(next);
        assertTaken(before.accessToken());
        assertTaken(after.accessToken());

        // When its last token has ended, nobody is told of it any more.
        clock.advance(Duration.ofMinutes(12));
        scheduler.update();
        assertThat(published()).contains(next).doesNotContain(current);
    }

    /// The folder of one replica is ahead of the other's, which is this application.
    @Test
    void whatOneReplicaHasSeenAllPublish() throws Throwable {
        var ahead = SigningKey.generate("9999999999999999998-ahead");
        VertxContextSupport.subscribeAndAwait(
                () -> store.agree(KeyFolder.Contents.of(ahead), LEAD, Duration.ofMinutes(12)));
        scheduler.update();

        assertThat(published()).contains(ahead.id());
        var me = person(mailbox, freshAddress(), "Behind");
        assertThat(keyOf(me.accessToken())).isNotEqualTo(ahead.id());
        clock.advance(LEAD);
        assertThat(keyOf(refresh(me.refreshToken()).accessToken())).isNotEqualTo(ahead.id());
    }

    @Test
    void aKeyThatWasLostIsWorthNothingAtOnce() throws IOException {
        var lost = folder.add();
        scheduler.update();
        clock.advance(LEAD);
        var me = person(mailbox, freshAddress(), "Lost key");
        assertThat(keyOf(me.accessToken())).isEqualTo(lost);
        assertTaken(me.accessToken());

        Files.writeString(folder.path().resolve(lost + ".revoked"), "");
        scheduler.update();

        assertProblem(as(me.accessToken()).get("/api/users/me"), 401, "not-signed-in");
        assertThat(published()).doesNotContain(lost);
        var again = refresh(me.refreshToken());
        assertThat(keyOf(again.accessToken())).isNotEqualTo(lost);
        assertTaken(again.accessToken());
    }

    /// A half-written file, a folder that is being exchanged: what was good stays so.
    @Test
    void afterAMistakeInTheFolderTheKeysStayAsTheyWere() throws IOException {
        var before = published();
        var bad = folder.path().resolve("9999999999999999999-bad.pem");
        Files.writeString(bad, "-----BEGIN PRIVATE");
        scheduler.update();

        assertThat(published()).isEqualTo(before);
        assertTaken(person(mailbox, freshAddress(), "Carries on").accessToken());
        given().get("/q/health/ready").then().statusCode(200);
        Files.delete(bad);
        scheduler.update();
    }

    @Test
    void anotherKeyUnderAnOldNameIsNotUsed() throws IOException {
        var name = folder.add();
        scheduler.update();
        clock.advance(LEAD);
        var me = person(mailbox, freshAddress(), "Same name");
        assertThat(keyOf(me.accessToken())).isEqualTo(name);

        SigningKeyFolder.write(folder.path(), name, SigningKeyFolder.generate("EC", "secp256r1"));
        scheduler.update();

        assertTaken(me.accessToken());
        assertThat(keyOf(refresh(me.refreshToken()).accessToken())).isNotEqualTo(name);
        folder.remove(name);
        scheduler.update();
    }
}
