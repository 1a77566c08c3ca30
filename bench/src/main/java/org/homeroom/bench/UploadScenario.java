package org.homeroom.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.homeroom.local.LocalStack;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/// One file of a gigabyte through the gateway and chat-service to the bucket, beside the same bytes
/// put there by a bare client: how fast, and what it takes of chat-service's heap.
final class UploadScenario {
    private static final long BYTES = 1L << 30;
    private static final double MEGABYTE = 1 << 20;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Report report;
    private final LocalStack stack;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    UploadScenario(Report report, LocalStack stack) {
        this.report = report;
        this.stack = stack;
    }

    void run(Crowd.Member member) throws Exception {
        var pid = stack.service("chat-service").pid();
        upload(member, 64L << 20); // loads classes
        var before = Processes.liveHeap(pid);
        var uploading = new AtomicBoolean(true);
        try (var watcher = Executors.newSingleThreadExecutor()) {
            var most = watcher.submit(() -> mostLiveHeap(pid, uploading));
            var seconds = upload(member, BYTES);
            uploading.set(false);
            var raw = rawPut();
            report.figure(
                    "upload of 1 GiB through gateway and chat-service, counting its heap meanwhile",
                    BYTES / MEGABYTE / seconds,
                    "MB/s",
                    "bare S3 client, one put: %.0f MB/s".formatted(BYTES / MEGABYTE / raw));
            report.figure(
                    "live heap that it takes of chat-service",
                    (most.get() - before) / MEGABYTE,
                    "MB",
                    "aim: 64 MB");
        }
    }

    private static long mostLiveHeap(long pid, AtomicBoolean going)
            throws IOException, InterruptedException {
        var most = 0L;
        while (going.get()) {
            most = Math.max(most, Processes.liveHeap(pid));
        }
        return most;
    }

    /// @return seconds that the bytes took
    private double upload(Crowd.Member member, long bytes) throws Exception {
        var begun =
                send(
                        request(member, stack.address().resolve("/api/files"))
                                .header("Upload-Length", Long.toString(bytes))
                                .POST(BodyPublishers.noBody()),
                        201);
        var upload = stack.address().resolve(begun.headers().firstValue("Location").orElseThrow());
        var body =
                BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> new Zeros(bytes)), bytes);
        var began = System.nanoTime();
        send(
                request(member, upload)
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", body),
                204);
        var seconds = (System.nanoTime() - began) / 1e9;
        send(request(member, upload).DELETE(), 204);
        return seconds;
    }

    private static HttpRequest.Builder request(Crowd.Member member, URI at) {
        return HttpRequest.newBuilder(at)
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + member.token())
                .header("Tus-Resumable", "1.0.0");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, int expected) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    /// @return seconds that the bytes took
    private double rawPut() throws IOException {
        var storage = stack.storage();
        var bucket = storage.get("HOMEROOM_S3_BUCKET");
        var credentials =
                AwsBasicCredentials.create(
                        storage.get("HOMEROOM_S3_KEY"), storage.get("HOMEROOM_S3_SECRET"));
        try (var reader = Executors.newSingleThreadExecutor();
                var s3 =
                        S3AsyncClient.builder()
                                .endpointOverride(URI.create(storage.get("HOMEROOM_S3_URL")))
                                .region(Region.US_EAST_1)
                                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                                .forcePathStyle(true)
                                .requestChecksumCalculation(
                                        RequestChecksumCalculation.WHEN_REQUIRED)
                                .httpClientBuilder(
                                        NettyNioAsyncHttpClient.builder().writeTimeout(LONGEST))
                                .build()) {
            var began = System.nanoTime();
            s3.putObject(
                            put -> put.bucket(bucket).key("bench"),
                            AsyncRequestBody.fromInputStream(new Zeros(BYTES), BYTES, reader))
                    .join();
            var seconds = (System.nanoTime() - began) / 1e9;
            s3.deleteObject(delete -> delete.bucket(bucket).key("bench")).join();
            return seconds;
        }
    }

    /// So many zeros.
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var some = (int) Math.min(left, length);
            left -= some;
            return some;
        }
    }
}
