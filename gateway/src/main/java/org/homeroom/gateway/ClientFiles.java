package org.homeroom.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The client, as Quinoa has built it into the application. A path that is no file is a place
/// inside the client and gets `index.html`; a missing asset does not, for a browser would take the
/// page for a script.
///
/// Each file is read and compressed once, when first asked for: they are few and small, and never
/// change while the gateway runs.
final class ClientFiles implements Handler<RoutingContext> {
    private static final String ROOT = "META-INF/resources";
    private static final String INDEX = "/index.html";

    /// Where the build puts files whose names carry a hash of what is in them.
    private static final String HASHED = "/assets/";

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Map<String, ClientFile> files = new ConcurrentHashMap<>();
    private final ClassLoader resources;

    ClientFiles(ClassLoader resources) {
        this.resources = resources;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (!METHODS.contains(ctx.request().method())) {
            GatewayProblem.METHOD_NOT_ALLOWED.send(ctx);
            return;
        }
        String path = ctx.normalizedPath();
        find(ctx, path)
                .compose(file ->
                        file.isPresent() || path.startsWith(HASHED)
                                ? Future.succeededFuture(file)
                                : find(ctx, INDEX))
                .onSuccess(file ->
                        file.ifPresentOrElse(
                                found -> found.send(ctx.request()),
                                () -> GatewayProblem.NOT_FOUND.send(ctx)))
                .onFailure(ctx::fail);
    }

    private Future<Optional<ClientFile>> find(RoutingContext ctx, String path) {
        var known = files.get(path);
        if (known != null) {
            return Future.succeededFuture(Optional.of(known));
        }
        // Only a name with an ending can be a file; others need no look at the disk.
        if (path.lastIndexOf('.') < path.lastIndexOf('/')) {
            return Future.succeededFuture(Optional.empty());
        }
        return ctx.vertx()
                .executeBlocking(
                        () -> {
                            var file = read(path);
                            file.ifPresent(found -> files.put(path, found));
                            return file;
                        },
                        false)
                .map(Objects::requireNonNull);
    }

    private Optional<ClientFile> read(String path) throws IOException {
        try (InputStream in = resources.getResourceAsStream(ROOT + path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(ClientFile.of(path, in.readAllBytes()));
        }
    }

    /// @param gzip null where it would not be smaller
    /// @param etag weak, because it stands for the plain and the compressed form
    private record ClientFile(
            String mediaType, String caching, String etag, Buffer plain, @Nullable Buffer gzip) {

        static ClientFile of(String path, byte[] bytes) {
            String mediaType = MediaTypes.ofFile(path);
            byte[] gzip = MediaTypes.isCompressible(mediaType) ? compress(bytes) : bytes;
            return new ClientFile(
                    mediaType,
                    path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache",
                    "W/\"" + hash(bytes) + "\"",
                    Buffer.buffer(bytes),
                    gzip.length < bytes.length ? Buffer.buffer(gzip) : null);
        }

        void send(HttpServerRequest request) {
            HttpServerResponse response = request.response();
            response.putHeader(HttpHeaders.CACHE_CONTROL, caching)
                    .putHeader(HttpHeaders.ETAG, etag)
                    .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
                response.headers().remove(HttpHeaders.CONTENT_ENCODING);
                response.setStatusCode(304).end();
                return;
            }
            Buffer body = plain;
            if (gzip != null && acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
                body = gzip;
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
            response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                    .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            if (request.method().equals(HttpMethod.HEAD)) {
                response.end();
            } else {
                response.end(body);
            }
        }

        private boolean matches(@Nullable String condition) {
            return condition != null
                    && Arrays.stream(condition.split(","))
                            .map(String::strip)
                            .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
        }

        /// A weight of zero means "not at all" (RFC 9110, section 12.4.2).
        private static boolean acceptsGzip(@Nullable String encodings) {
            return encodings != null
                    && Arrays.stream(encodings.split(","))
                            .map(String::strip)
                            .anyMatch(encoding ->
                                    encoding.matches("(?i)gzip(\\s*;.*)?")
                                            && !encoding.matches(".*;\\s*[qQ]=0(\\.0*)?\\s*"));
        }

        private static byte[] compress(byte[] bytes) {
            var out = new ByteArrayOutputStream(bytes.length / 2);
            try (var gzip = new BestGzip(out)) {
                gzip.write(bytes);
            } catch (IOException impossibleInMemory) {
                throw new UncheckedIOException(impossibleInMemory);
            }
            return out.toByteArray();
        }

        private static String hash(byte[] bytes) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                return HexFormat.of().formatHex(digest, 0, 12);
            } catch (NoSuchAlgorithmException everyJavaHasIt) {
                throw new IllegalStateException(everyJavaHasIt);
            }
        }
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
