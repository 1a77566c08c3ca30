package org.homeroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3FolderTest {
    @TempDir Path home;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void keepsObjectsFromOneStartToTheNext() throws Exception {
        try (var s3 = S3Folder.start(home, 0, "homeroom", "secret")) {
            s3.createBucket("files");
            s3.createBucket("files");
            assertThat(request(s3, "PUT", "/files/note.txt", "secret", "hello").statusCode())
                    .isEqualTo(200);
        }
        try (var s3 = S3Folder.start(home, 0, "homeroom", "secret")) {
            var answer = request(s3, "GET", "/files/note.txt", "secret", "");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
        }
    }

    @Test
    void refusesWhoCannotSign() throws Exception {
        try (var s3 = S3Folder.start(home, 0, "homeroom", "secret")) {
            s3.createBucket("files");
            assertThat(request(s3, "GET", "/files/note.txt", "guess", "").statusCode())
                    .isEqualTo(403);
            var unsigned = HttpRequest.newBuilder(s3.endpoint().resolve("/files")).build();
            assertThat(http.send(unsigned, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void saysThatItsPortIsInUse() {
        try (var s3 = S3Folder.start(home, 0, "homeroom", "secret")) {
            var port = s3.endpoint().getPort();
            assertThatThrownBy(() -> S3Folder.start(home, port, "homeroom", "secret"))
                    .hasMessage(
                            "The S3 server cannot start because port %d is in use."
                                    .formatted(port));
        }
    }

    /// AWS Signature Version 4, with the least that S3 asks for.
    private HttpResponse<String> request(
            S3Folder s3, String method, String path, String secret, String body) throws Exception {
        var now =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now());
        var day = now.substring(0, 8);
        var scope = day + "/us-east-1/s3/aws4_request";
        var payload = hex(sha256(body));
        URI uri = s3.endpoint().resolve(path);
        var headers =
                "host:%s\nx-amz-content-sha256:%s\nx-amz-date:%s\n"
                        .formatted(uri.getAuthority(), payload, now);
        var signed = "host;x-amz-content-sha256;x-amz-date";
        var canonical = String.join("\n", method, path, "", headers, signed, payload);
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", now, scope, hex(sha256(canonical)));
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var step : scope.split("/")) {
            key = hmac(key, step);
        }
        var request =
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.ofString(body))
                        .header("x-amz-content-sha256", payload)
                        .header("x-amz-date", now)
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=homeroom/%s, SignedHeaders=%s, Signature=%s"
                                        .formatted(scope, signed, hex(hmac(key, toSign))))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
