package org.homeroom.platform.storage;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects in a bucket, over S3. While that is away, whoever needs it is told so, and everything
/// else goes on.
///
/// The client is made when it is first needed, for it takes its time.
public final class ObjectStorage implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ObjectStorage.class);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration RETRY_WHEN_AWAY = Duration.ofSeconds(5);
    private static final int AT_ONCE = 50;
    private static final int DELETED_AT_ONCE = 8;

    private final StorageConfig storage;
    private final String bucket;
    private final String whenAway;
    private @Nullable S3AsyncClient client; // guarded by this

    /// @param whenAway what is said to people while the storage does not answer
    public ObjectStorage(StorageConfig storage, String whenAway) {
        this.storage = storage;
        this.bucket = storage.bucket();
        this.whenAway = whenAway;
    }

    private synchronized S3AsyncClient s3() {
        if (client == null) {
            client = client();
        }
        return client;
    }

    private S3AsyncClient client() {
        return S3AsyncClient.builder()
                .endpointOverride(storage.url())
                .region(Region.of(storage.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(storage.key(), storage.secret())))
                // What is not Amazon's knows buckets by path, and no checksums in trailers.
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                .httpClientBuilder(
                        NettyNioAsyncHttpClient.builder()
                                .connectionTimeout(CONNECT)
                                .maxConcurrency(AT_ONCE))
                .build();
    }

    /// Puts an object that never changes, over the one of this key if there is one.
    ///
    /// @param bytes not to be changed any more
    /// @return like all of these, fails with the problem `storage-unavailable`
    public Uni<Void> put(String key, String mediaType, byte[] bytes) {
        return ask(() ->
                        s3().putObject(
                                        request ->
                                                request.bucket(bucket)
                                                        .key(key)
                                                        .contentType(mediaType),
                                        AsyncRequestBody.fromBytesUnsafe(bytes)))
                .replaceWithVoid();
    }

    /// Empty if there is no object of this key.
    public Uni<Optional<byte[]>> get(String key) {
        return ask(() ->
                s3().getObject(
                                request -> request.bucket(bucket).key(key),
                                AsyncResponseTransformer.toBytes())
                        .thenApply(ResponseBytes::asByteArrayUnsafe)
                        .thenApply(Optional::of)
                        .exceptionally(ObjectStorage::emptyIfMissing));
    }

    /// A part of an object. Empty if there is no object of this key.
    ///
    /// @param first counted from 0
    /// @param last inclusive, and in the object
    public Uni<Optional<byte[]>> get(String key, long first, long last) {
        return ask(() ->
                s3().getObject(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .range("bytes=%d-%d".formatted(first, last)),
                                AsyncResponseTransformer.toBytes())
                        .thenApply(ResponseBytes::asByteArrayUnsafe)
                        .thenApply(Optional::of)
                        .exceptionally(ObjectStorage::emptyIfMissing));
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
    public Uni<Void> delete(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(
                        keys.stream()
                                .map(key ->
                                        ask(() ->
                                                s3().deleteObject(request ->
                                                        request.bucket(bucket).key(key))))
                                .toList())
                .usingConcurrencyOf(DELETED_AT_ONCE)
                .andFailFast()
                .replaceWithVoid();
    }

    /// Deletes all objects whose keys begin so, however many.
    public Uni<Void> deleteAll(String prefix) {
        return ask(() -> s3().listObjectsV2(request -> request.bucket(bucket).prefix(prefix)))
                .chain(page -> {
                    var keys = page.contents().stream().map(S3Object::key).toList();
                    if (keys.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    return delete(keys)
                            .chain(() ->
                                    Boolean.TRUE.equals(page.isTruncated())
                                            ? deleteAll(prefix)
                                            : Uni.createFrom().voidItem());
                });
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
                .transform(this::away);
    }

    private Throwable away(Throwable why) {
        LOG.warnf("the object storage does not answer as it should: %s", why.getMessage());
        return Problem.retry(CommonProblem.STORAGE_UNAVAILABLE, whenAway, RETRY_WHEN_AWAY).toHttp();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
