package org.homeroom.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.homeroom.local.LocalStack;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Pairs of people who write to each other. Their profiles and tokens are made as auth-service
/// would make them, with the stack's own key: what is measured here is not signing up.
final class Crowd {
    record Member(UUID id, String token) {}

    record Pair(Member one, Member other, String conversation) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalStack stack;
    private final PrivateKey key;
    private final String keyId;

    Crowd(LocalStack stack, Path home) throws IOException, GeneralSecurityException {
        this.stack = stack;
        try (var files = Files.walk(home.resolve("secrets"))) {
            var file =
                    files.filter(path -> path.toString().endsWith(".pem"))
                            .sorted()
                            .reduce((first, second) -> second)
                            .orElseThrow();
            keyId = file.getFileName().toString().replaceFirst("\\.pem$", "");
            var pem = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
            key =
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        }
    }

    List<Member> members(int count) throws JoseException {
        var members = new ArrayList<Member>(count);
        try (var kafka =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.kafka()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (var i = 0; i < count; i++) {
                var member = new Member(UUID.randomUUID(), "");
                var name = "Person " + i;
                kafka.send(profile(member.id, name));
                members.add(new Member(member.id, token(member.id, name, "student")));
            }
        }
        return members;
    }

    /// Somebody who may create channels.
    Member teacher() throws JoseException {
        var id = UUID.randomUUID();
        return new Member(id, token(id, "Teacher", "student", "teacher"));
    }

    /// The same with a token that has just been made.
    Member again(Member member) throws JoseException {
        return new Member(member.id, token(member.id, "again", "student"));
    }

    private static ProducerRecord<String, byte[]> profile(UUID id, String name) {
        var json =
                "{\"account\":\"%s\",\"revision\":1,\"name\":\"%s\",\"language\":\"en\"}"
                        .formatted(id, name);
        var kafka =
                new ProducerRecord<>(
                        "account-profiles", id.toString(), json.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "org.homeroom.account.profile-changed",
                        "ce_source", "/bench",
                        "ce_time", Instant.now().toString())
                .forEach((name2, value) ->
                        kafka.headers().add(name2, value.getBytes(StandardCharsets.UTF_8)));
        return kafka;
    }

    private String token(UUID id, String name, String... roles) throws JoseException {
        var now = Instant.now();
        var claims = new JwtClaims();
        claims.setIssuer("homeroom");
        claims.setSubject(id.toString());
        claims.setClaim("name", name);
        claims.setStringListClaim("groups", roles);
        claims.setClaim("sid", UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        // As long as a service lets a token live.
        claims.setExpirationTime(NumericDate.fromSeconds(now.plusSeconds(890).getEpochSecond()));
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(keyId);
        jws.setKey(key);
        return jws.getCompactSerialization();
    }

    List<Pair> pairs(int count) throws JoseException, IOException, InterruptedException {
        var members = members(count * 2);
        var pairs = new ArrayList<Pair>(count);
        for (var i = 0; i < count; i++) {
            var one = members.get(2 * i);
            var other = members.get(2 * i + 1);
            pairs.add(new Pair(one, other, conversation(one, other)));
        }
        return pairs;
    }

    /// @return the id of the two people's direct conversation
    String conversation(Member one, Member other) throws IOException, InterruptedException {
        return post(one, "/api/conversations", "{\"with\":\"%s\"}".formatted(other.id))
                .replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    /// @return what chat-service answers, once it knows the people it is about
    String post(Member by, String path, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(stack.serviceAddress("chat-service") + path))
                        .header("Authorization", "Bearer " + by.token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = null;
        for (var tries = 0; tries < 100; tries++) {
            answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() < 300) {
                return answer.body();
            }
            // The profile is on its way over Kafka.
            Thread.sleep(50);
        }
        throw new IOException("chat-service answers %s with %s".formatted(path, answer));
    }
}
