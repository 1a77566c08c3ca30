package org.homeroom.chat.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.export.ExportStore.Found;
import org.homeroom.chat.file.BodyProducer;
import org.homeroom.chat.file.ContentDisposition;
import org.homeroom.chat.file.ContentStore;
import org.homeroom.chat.file.FileName;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.chat.person.People;
import org.homeroom.chat.ticket.Ticket;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Channels as ZIP archives, for browsers that have an address (see [Ticket]): made while they are
/// sent, at the pace of whoever reads them. What is not taken is not made.
@ApplicationScoped
class ExportRoute {
    private static final Logger LOG = Logger.getLogger(ExportRoute.class);

    private static final String PATH = "/api/conversations/%s/export/archive";
    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(30);

    private final ExportStore exports;
    private final ContentStore content;
    private final People people;
    private final Ticket.Office tickets;
    private final Clock clock;
    private final Vertx vertx;
    private final Duration patience;
    private final Semaphore places;
    private final WorkerExecutor workers;

    ExportRoute(
            ExportStore exports,
            ContentStore content,
            People people,
            Ticket.Office tickets,
            Clock clock,
            Vertx vertx,
            ExportConfig config) {
        this.exports = exports;
        this.content = content;
        this.people = people;
        this.tickets = tickets;
        this.clock = clock;
        this.vertx = vertx;
        this.patience = config.patience();
        this.places = new Semaphore(config.atOnce());
        this.workers = vertx.createSharedWorkerExecutor("exports", config.atOnce());
    }

    @PreDestroy
    void close() {
        workers.close();
    }

    void routes(@Observes Router router) {
        router.get(PATH.formatted(":id"))
                .order(RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT)
                .handler(this::export);
    }

    static String address(
            ConversationId channel, String ticket, PageLanguage language, ZoneId zone) {
        return "%s?ticket=%s&language=%s&zone=%s"
                .formatted(
                        PATH.formatted(channel),
                        ticket,
                        language.tag(),
                        URLEncoder.encode(zone.getId(), UTF_8));
    }

    /// Refused as `invalid-request` if there is no such zone.
    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problem.ofField(
                            CommonProblem.INVALID_REQUEST,
                            "There is no such time zone.",
                            "zone",
                            "must be an IANA time zone")
                    .toHttp();
        }
    }

    /// Refused as `busy` if there is no room for another export at this moment.
    void requirePlace() {
        if (places.availablePermits() == 0) {
            throw busy().toHttp();
        }
    }

    private static Problem busy() {
        return Problem.retry(
                CommonProblem.BUSY,
                "Others are exporting channels at this moment.",
                RETRY_WHEN_BUSY);
    }

    private void export(RoutingContext context) {
        asked(context)
                .chain(found ->
                        switch (found) {
                            case Found.Refused(var reason) ->
                                    Uni.createFrom().failure(Refusals.problem(reason).toHttp());
                            case Found.Owned(var exported) -> send(context, exported);
                        })
                .subscribe()
                .with(done -> {}, failure -> failed(context, failure));
    }

    /// Whether whoever was given the address still owns the channel.
    private Uni<Found> asked(RoutingContext context) {
        return Uni.createFrom()
                .deferred(() -> {
                    var channel = channel(context.pathParam("id"));
                    var ticket =
                            Optional.ofNullable(context.request().getParam("ticket"))
                                    .flatMap(text ->
                                            tickets.check(
                                                    new Ticket.Of.Export(channel),
                                                    text,
                                                    clock.instant()))
                                    .orElseThrow(() -> ended().toHttp());
                    return exports.find(
                            channel,
                            ticket.account(),
                            language(context.request().getParam("language")),
                            zone(String.valueOf(context.request().getParam("zone"))));
                });
    }

    private static ConversationId channel(@Nullable String text) {
        try {
            return ConversationId.fromString(String.valueOf(text));
        } catch (IllegalArgumentException none) {
            throw ended().toHttp();
        }
    }

    private static PageLanguage language(@Nullable String tag) {
        try {
            return PageLanguage.ofTag(String.valueOf(tag));
        } catch (IllegalArgumentException none) {
            throw Problem.of(CommonProblem.INVALID_REQUEST, "“language” is none that we speak.")
                    .toHttp();
        }
    }

    private static Problem ended() {
        return Problem.of(
                ChatProblem.EXPORT_ADDRESS_ENDED, "Ask for the address of the export again.");
    }

    private static void failed(RoutingContext context, Throwable failure) {
        if (context.response().headWritten()) {
            // Only the connection's end can say that not all of it comes.
            LOG.debugf("an export broke off: %s", failure.toString());
            context.request().connection().close();
            return;
        }
        context.response().headers().clear();
        context.response().setChunked(false);
        if (failure instanceof HttpProblem problem) {
            Problem.send(problem, context.response());
        } else {
            LOG.errorf(failure, "an export was not answered");
            Problem.of(CommonProblem.INTERNAL_ERROR, "This did not work, for no fault of yours.")
                    .sendTo(context.response());
        }
    }

    private Uni<Void> send(RoutingContext context, Exported exported) {
        if (!places.tryAcquire()) {
            return Uni.createFrom().failure(busy().toHttp());
        }
        LOG.infof("channel %s is exported by %s", exported.channel(), exported.by());
        context.response()
                .setChunked(true)
                .putHeader("Content-Type", "application/zip")
                .putHeader(
                        "Content-Disposition",
                        ContentDisposition.attachment(
                                FileName.of(
                                        "%s %s.zip"
                                                .formatted(
                                                        exported.terms().name(),
                                                        exported.at()
                                                                .atZone(exported.zone())
                                                                .toLocalDate()))))
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        var body = new BodyProducer(vertx, context.request(), patience);
        return made(exported, new Archive(exported.at()))
                .filter(bytes -> bytes.length > 0)
                .onItem()
                .transformToUniAndConcatenate(body::write)
                .onItem()
                .ignoreAsUni()
                .chain(body::end)
                .onTermination()
                .invoke(() -> places.release());
    }

    /// Not on the event loop: compressing a page takes milliseconds.
    private Multi<byte[]> made(Exported exported, Archive archive) {
        return steps(exported, archive)
                .onItem()
                .transformToUniAndConcatenate(step ->
                        Uni.createFrom()
                                .completionStage(() ->
                                        workers.executeBlocking(step::take).toCompletionStage()));
    }

    /// A piece of work on the archive.
    @FunctionalInterface
    private interface Step {
        /// What has come of it to be sent, perhaps nothing yet.
        byte[] take() throws IOException;
    }

    /// The files come first, since what is written of them says which of them were gone by then.
    private Multi<Step> steps(Exported exported, Archive archive) {
        var gone = new HashSet<FileId>();
        return Multi.createBy()
                .concatenating()
                .streams(
                        files(exported, archive, gone),
                        written(
                                exported,
                                archive,
                                new ChannelJson(archive.entry("channel.json"), people::get, gone)),
                        written(
                                exported,
                                archive,
                                new ChannelPage(
                                        archive.entry("index.html"), exported, people::get, gone)),
                        once(() -> {
                            archive.finish();
                            return archive.takeAll();
                        }));
    }

    private Multi<Step> written(Exported exported, Archive archive, PartWriter writer) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        once(() -> {
                            writer.begin(exported);
                            return archive.take();
                        }),
                        exports.parts(exported)
                                .map(part ->
                                        () -> {
                                            writer.write(part);
                                            return archive.take();
                                        }),
                        once(() -> {
                            writer.end();
                            return archive.take();
                        }));
    }

    private static Multi<Step> once(Step step) {
        return Multi.createFrom().item(step);
    }

    private Multi<Step> files(Exported exported, Archive archive, Set<FileId> gone) {
        return exports.messagesWithFiles(exported)
                .onItem()
                .transformToIterable(ArchivedFile::of)
                .onItem()
                .transformToMultiAndConcatenate(file -> file(exported, archive, file, gone));
    }

    private Multi<Step> file(
            Exported exported, Archive archive, ArchivedFile archived, Set<FileId> gone) {
        var file = archived.file();
        var bytes =
                file.bytes() == 0
                        ? Multi.createFrom().item(new byte[0])
                        : content.read(exported.by(), file.id(), 0, file.bytes() - 1);
        return bytes.<Step>map(slice ->
                        () -> {
                            archive.add(archived.path(), slice);
                            return archive.take();
                        })
                .onFailure(ContentStore.GoneException.class)
                .recoverWithMulti(() -> {
                    gone.add(file.id());
                    return Multi.createFrom().empty();
                });
    }
}
