package org.homeroom.platform.principal;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Key;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.homeroom.platform.time.Ticker;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/// The keys that auth-service publishes (RFC 7517), by `kid`.
///
/// A `kid` that is not among them is looked for once more where they are published, so a new key
/// works at its first use; those who name keys that do not exist cause one fetch a second at most.
/// While auth-service is away, the keys that are known go on to serve. SmallRye's own resolver
/// waits up to half an hour in both cases.
@Singleton
final class PublishedKeys implements TokenKeys {
    private static final Logger LOG = Logger.getLogger(PublishedKeys.class);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    /// After which a key that is no longer published is trusted no more.
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final URI location;
    private final Ticker ticker;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Map<String, Key> keys = Map.of();
    private volatile long triedNanos;
    private volatile boolean tried;

    PublishedKeys(
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") URI location,
            Ticker ticker) {
        this.location = location;
        this.ticker = ticker;
    }

    /// Blocks while keys are fetched: a few seconds at most.
    @Override
    public Key find(String kid) throws UnresolvableKeyException {
        if (!keys.containsKey(kid)) {
            fetchUnlessTriedWithin(BETWEEN_FETCHES);
        } else if (isTriedLongerAgoThan(FRESH) && !fetching.isLocked()) {
            fetchUnlessTriedWithin(FRESH);
        }
        var key = keys.get(kid);
        if (key == null && keys.isEmpty()) {
            throw new KeysUnreachableException();
        }
        if (key == null) {
            throw new UnresolvableKeyException("no key of that name is published");
        }
        return key;
    }

    @Override
    public boolean isTrusted(String kid) {
        return keys.containsKey(kid) && !isTriedLongerAgoThan(FRESH);
    }

    private boolean isTriedLongerAgoThan(Duration age) {
        return !tried || ticker.nanos() - triedNanos > age.toNanos();
    }

    /// One caller fetches; others wait and find what it found.
    private void fetchUnlessTriedWithin(Duration age) {
        fetching.lock();
        try {
            if (isTriedLongerAgoThan(age)) {
                tryToFetch();
                triedNanos = ticker.nanos();
                tried = true;
            }
        } finally {
            fetching.unlock();
        }
    }

    private void tryToFetch() {
        try {
            keys = fetch();
        } catch (IOException | JoseException away) {
            LOG.warnf("keys of tokens cannot be fetched from %s: %s", location, away.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Key> fetch() throws IOException, InterruptedException, JoseException {
        var request = HttpRequest.newBuilder(location).timeout(ANSWER_WITHIN).build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return new JsonWebKeySet(response.body())
                .getJsonWebKeys().stream()
                        .filter(PublicJsonWebKey.class::isInstance)
                        .filter(key -> key.getKeyId() != null)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        key -> key.getKeyId(),
                                        key -> ((PublicJsonWebKey) key).getPublicKey(),
                                        (first, again) -> first));
    }
}
