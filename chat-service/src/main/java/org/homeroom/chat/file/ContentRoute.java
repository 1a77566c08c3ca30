package org.homeroom.chat.file;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.ticket.Ticket;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.storage.ObjectStorage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The bytes of files, for browsers that have an address (see [Ticket]).
///
/// What strangers sent is never a page here: whatever its bytes say, it is to be saved, its type is
/// not to be guessed, and nothing in it may run. Whether the person may see the file is asked with
/// every request and again with every piece, so whoever is removed gets no more of it.
@ApplicationScoped
class ContentRoute {
    private static final Logger LOG = Logger.getLogger(ContentRoute.class);

    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(2);

    private final FileStore files;
    private final ContentStore content;
    private final ObjectStorage storage;
    private final Ticket.Office tickets;
    private final Clock clock;
    private final Vertx vertx;
    private final Duration patience;
    private final Semaphore places;

    ContentRoute(
            FileStore files,
            ContentStore content,
            ObjectStorage storage,
            Ticket.Office tickets,
            Clock clock,
            Vertx vertx,
            FileConfig config) {
        this.files = files;
        this.content = content;
        this.storage = storage;
        this.tickets = tickets;
        this.clock = clock;
        this.vertx = vertx;
        this.patience = config.patience();
        this.places = new Semaphore(config.downloadsAtOnce());
    }

    void routes(@Observes Router router) {
        for (var method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
            router.route(method, "/api/files/:id/content")
                    .order(RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT)
                    .handler(context -> seen(context, this::content));
            router.route(method, "/api/files/:id/preview/:pixels")
                    .order(RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT)
                    .handler(context -> seen(context, this::preview));
        }
    }

    /// What is asked for, by whom.
    private record Wish(RoutingContext context, AccountId account, MessageFile file) {
        HttpServerRequest request() {
            return context.request();
        }

        HttpServerResponse response() {
            return context.response();
        }

        boolean wantsBody() {
            return request().method() != HttpMethod.HEAD;
        }
    }

    @FunctionalInterface
    private interface Answer {
        Uni<Void> to(Wish wish);
    }

    private void seen(RoutingContext context, Answer answer) {
        var id = fileId(context.pathParam("id"));
        if (id.isEmpty()) {
            notFound().sendTo(context.response());
            return;
        }
        var ticket =
                Optional.ofNullable(context.request().getParam("ticket"))
                        .flatMap(text ->
                                tickets.check(new Ticket.Of.File(id.get()), text, clock.instant()));
        if (ticket.isEmpty()) {
            Problem.of(ChatProblem.FILE_ADDRESS_ENDED, "Ask for the file's address again.")
                    .sendTo(context.response());
            return;
        }
        var account = ticket.get().account();
        files.seenBy(account, List.of(id.get()))
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().failure(notFound().toHttp())
                                : answer.to(new Wish(context, account, found.getFirst())))
                .subscribe()
                .with(done -> {}, failure -> failed(context, failure));
    }

    private static Optional<FileId> fileId(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(FileId.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Problem notFound() {
        return Problem.of(
                ChatProblem.FILE_NOT_FOUND, "There is no such file, or it is not yours to see.");
    }

    private static void failed(RoutingContext context, Throwable failure) {
        if (context.response().headWritten()) {
            // Its length was told: only the connection's end can say that it does not come.
            LOG.debugf("a download broke off: %s", failure.toString());
            context.request().connection().close();
            return;
        }
        context.response().headers().clear();
        if (failure instanceof HttpProblem problem) {
            Problem.send(problem, context.response());
        } else {
            LOG.errorf(failure, "a file was not answered");
            Problem.of(CommonProblem.INTERNAL_ERROR, "This did not work, for no fault of yours.")
                    .sendTo(context.response());
        }
    }

    private Uni<Void> preview(Wish wish) {
        var preview =
                Optional.ofNullable(wish.context().pathParam("pixels"))
                        .flatMap(Preview::ofPixels)
                        .filter(known -> wish.file().width() != null);
        if (preview.isEmpty()) {
            return Uni.createFrom().failure(notFound().toHttp());
        }
        return files.content(wish.file().id())
                .chain(content -> storage.get(FileKeys.preview(content, preview.get())))
                .map(found -> found.orElseThrow(() -> notFound().toHttp()))
                .chain(bytes -> {
                    var response = begin(wish, "image/jpeg", preview.get().name());
                    if (wish.response().ended()) {
                        return Uni.createFrom().voidItem();
                    }
                    response.putHeader("Content-Length", Integer.toString(bytes.length));
                    return Uni.createFrom()
                            .completionStage(
                                    (wish.wantsBody()
                                                    ? response.end(Buffer.buffer(bytes))
                                                    : response.end())
                                            .toCompletionStage());
                });
    }

    private Uni<Void> content(Wish wish) {
        var file = wish.file();
        var response = begin(wish, servedType(file), "content");
        if (wish.response().ended()) {
            return Uni.createFrom().voidItem();
        }
        response.putHeader("Accept-Ranges", "bytes")
                .putHeader(
                        "Content-Disposition",
                        ContentDisposition.attachment(new FileName(file.name())));
        var condition = wish.request().getHeader("If-Range");
        var isCurrent = condition == null || condition.equals(etag(file, "content"));
        return switch (ByteRange.of(
                isCurrent ? wish.request().getHeader("Range") : null, file.bytes())) {
            case ByteRange.Whole() -> stream(wish, 0, file.bytes() - 1);
            case ByteRange.Part(var first, var last) -> {
                response.setStatusCode(206)
                        .putHeader(
                                "Content-Range",
                                "bytes %d-%d/%d".formatted(first, last, file.bytes()));
                yield stream(wish, first, last);
            }
            case ByteRange.Unsatisfiable() ->
                    Uni.createFrom()
                            .completionStage(
                                    response.setStatusCode(416)
                                            .putHeader("Content-Range", "bytes */" + file.bytes())
                                            .putHeader("Content-Length", "0")
                                            .end()
                                            .toCompletionStage());
        };
    }

    /// The true type only of what browsers play and of pictures that we could read; everything else
    /// is bytes.
    private static String servedType(MessageFile file) {
        return FileKind.isPlayed(file.type()) || file.width() != null
                ? file.type()
                : FileKind.UNKNOWN;
    }

    private static String etag(MessageFile file, String part) {
        return "\"%s-%s\"".formatted(file.id(), part);
    }

    /// The headers that all have in common; ends the answer for who has it already.
    private static HttpServerResponse begin(Wish wish, String type, String part) {
        var etag = etag(wish.file(), part);
        var response =
                wish.response()
                        .putHeader("ETag", etag)
                        .putHeader("Cache-Control", "private, max-age=600, immutable")
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (etag.equals(wish.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", type);
        }
        return response;
    }

    private Uni<Void> stream(Wish wish, long first, long last) {
        var response = wish.response();
        response.putHeader("Content-Length", Long.toString(last - first + 1));
        if (!wish.wantsBody() || last < first) {
            return Uni.createFrom().completionStage(response.end().toCompletionStage());
        }
        if (!places.tryAcquire()) {
            return Uni.createFrom()
                    .failure(
                            Problem.retry(
                                            CommonProblem.BUSY,
                                            "Too many files are read at this moment.",
                                            RETRY_WHEN_BUSY)
                                    .toHttp());
        }
        var body = new BodyProducer(vertx, wish.request(), patience);
        return content.read(wish.account(), wish.file().id(), first, last)
                .onItem()
                .transformToUniAndConcatenate(body::write)
                .onItem()
                .ignoreAsUni()
                .chain(body::end)
                .onTermination()
                .invoke(() -> places.release());
    }
}
