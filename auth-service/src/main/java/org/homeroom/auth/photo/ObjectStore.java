package org.homeroom.auth.photo;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.AuthProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Objects in a bucket, over S3. While that is away, whoever needs it is told so, and everything
/// else goes on.
///
/// Not `@Singleton`: the client is made when it is first needed, for it takes its time.
@ApplicationScoped
class ObjectStore {
    private static final Logger LOG = Logger.getLogger(ObjectStore.class);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration RETRY_WHEN_AWAY = Duration.ofSeconds(5);
    private static final int AT_ONCE = 50;

    private final S3AsyncClient s3;
    private final String bucket;

    ObjectStore(AuthConfig config) {
        var storage = config.storage();
        bucket = storage.bucket();
        s3 =
                S3AsyncClient.builder()
                        .endpointOverride(storage.url())
                        .region(Region.of(storage.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                storage.key(), storage.secret())))
                        // What is not Amazon's knows buckets by path, and no checksums in trailers.
                        .forcePathStyle(true)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(limits ->
                                limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                        .httpClientBuilder(
                                NettyNioAsyncHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .maxConcurrency(AT_ONCE))
                        .build();
    }

    /// Puts an object that never changes, over the one of this key if there is one.
    ///
    /// @return like all of these, fails with the problem `storage-unavailable`
    Uni<Void> put(String key, String mediaType, byte[] bytes) {
        return ask(() ->
                        s3.putObject(
                                request -> request.bucket(bucket).key(key).contentType(mediaType),
                                AsyncRequestBody.fromBytes(bytes)))
                .replaceWithVoid();
    }

    /// Empty if there is no object of this key.
    Uni<Optional<byte[]>> get(String key) {
        return ask(() ->
                s3.getObject(
                                request -> request.bucket(bucket).key(key),
                                AsyncResponseTransformer.toBytes())
                        .thenApply(ResponseBytes::asByteArrayUnsafe)
                        .thenApply(Optional::of)
                        .exceptionally(ObjectStore::emptyIfMissing));
    }

    private static Optional<byte[]> emptyIfMissing(Throwable failure) {
        if (failure.getCause() instanceof NoSuchKeyException) {
            return Optional.empty();
        }
        throw failure instanceof RuntimeException known
                ? known
                : new IllegalStateException(failure);
    }

    /// Nothing happens for keys that are not there. One by one: what deletes many at once is not
    /// the same everywhere.
    Uni<Void> delete(Collection<String> keys) {
        return Uni.join()
                .all(
                        keys.stream()
                                .map(key ->
                                        ask(() ->
                                                s3.deleteObject(request ->
                                                        request.bucket(bucket).key(key))))
                                .toList())
                .andFailFast()
                .replaceWithVoid();
    }

    /// The answer comes back to the caller's context: the client has threads of its own.
    private <T> Uni<T> ask(Supplier<CompletableFuture<T>> question) {
        return Uni.createFrom()
                .deferred(() -> {
                    var context = requireNonNull(Vertx.currentContext());
                    return Uni.createFrom()
                            .completionStage(question)
                            .emitOn(task -> context.runOnContext(_ -> task.run()));
                })
                .onFailure(SdkException.class)
                .transform(ObjectStore::away);
    }

    private static Throwable away(Throwable why) {
        LOG.warnf("the object storage does not answer as it should: %s", why.getMessage());
        return Problem.retry(
                        AuthProblem.STORAGE_UNAVAILABLE,
                        "Photos cannot be kept or shown just now. Everything else works.",
                        RETRY_WHEN_AWAY)
                .toHttp();
    }

    @PreDestroy
    void close() {
        s3.close();
    }
}
