package org.homeroom.chat.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.ticket.Ticket;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Uploads, by tus 1.0.0, and where the files are that one may see.
@Path("/api/files")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Files", description = "Resumable uploads (tus 1.0.0) and the addresses of files.")
class FileResource {
    private static final String VERSION = "1.0.0";
    private static final String CHUNK = "application/offset+octet-stream";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String EXPIRES = "Upload-Expires";
    private static final String CACHE = "Cache-Control";

    /// All addresses of five minutes end together, so that a browser finds what it has already
    /// under the same one; they live five to ten minutes.
    private static final Duration STEP = Duration.ofMinutes(5);

    private final FileStore files;
    private final UploadConsumer uploads;
    private final InspectionScheduler inspections;
    private final Ticket.Office tickets;
    private final FileConfig config;
    private final Principals principals;
    private final Clock clock;

    FileResource(
            FileStore files,
            UploadConsumer uploads,
            InspectionScheduler inspections,
            Ticket.Office tickets,
            FileConfig config,
            Principals principals,
            Clock clock) {
        this.files = files;
        this.uploads = uploads;
        this.inspections = inspections;
        this.tickets = tickets;
        this.config = config;
        this.principals = principals;
        this.clock = clock;
    }

    /// @param used bytes that one's files take up, those that are being uploaded included
    /// @param limit bytes that they may
    /// @param largest bytes of one file at most
    @Schema(requiredProperties = {"used", "limit", "largest"})
    record FileUsage(long used, long limit, long largest) {}

    /// @param files of those one wants to see, 1 to 100
    @Schema(requiredProperties = "files")
    record WantedFiles(@Size(min = 1, max = 100) List<@NotNull FileId> files) {
        WantedFiles {
            files = List.copyOf(files);
        }
    }

    /// Where a file can be had by one's browser, without a token, until that time.
    ///
    /// @param content all of it, to be saved or played; knows ranges
    /// @param preview of a picture; else not there
    @Schema(requiredProperties = {"file", "content", "expiresAt"})
    record FileAddress(
            FileId file,
            String content,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PreviewAddress preview,
            Instant expiresAt) {}

    /// @param small within 320 × 320 pixels
    /// @param large within 1280 × 1280 pixels
    @Schema(requiredProperties = {"small", "large"})
    record PreviewAddress(String small, String large) {}

    @Schema(requiredProperties = "addresses")
    record FileAddresses(List<FileAddress> addresses) {}

    @OPTIONS
    @PermitAll
    @Operation(operationId = "uploadProtocol", summary = "What of tus is known here")
    @APIResponse(responseCode = "204", description = "Says so in its headers")
    public RestResponse<Void> options() {
        return ResponseBuilder.<Void>noContent()
                .header(RESUMABLE, VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,creation-with-upload,termination,expiration")
                .header("Tus-Max-Size", config.largest().asLongValue())
                .build();
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "beginUpload",
            summary = "Begin to upload a file",
            description =
                    "tus 1.0.0: Creation, Creation With Upload. The name is in `Upload-Metadata` under `filename`.")
    @RequestBody(
            description = "The first bytes, or none",
            content =
                    @Content(
                            mediaType = CHUNK,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "201", description = "Begun; goes on at `Location`")
    @APIResponse(responseCode = "412", description = "`upload-version-unknown`")
    @APIResponse(responseCode = "413", description = "`too-large`, `file-quota-exceeded`")
    @APIResponse(responseCode = "429", description = "`too-many-requests`")
    @APIResponse(responseCode = "503", description = "`storage-unavailable`, `busy`")
    public Uni<RestResponse<Void>> begin(
            @RestHeader(RESUMABLE) @Nullable String version,
            @RestHeader(LENGTH) @Parameter(description = "Of the whole file, in bytes")
                    @Nullable String length,
            @RestHeader("Upload-Metadata") @Nullable String metadata,
            @Context HttpServerRequest request) {
        var self = principals.current().account();
        var problem = problemOf(request, version);
        if (problem.isPresent()) {
            return uploads.refuse(request, problem.get());
        }
        var bytes = number(length);
        if (bytes.isEmpty()) {
            return uploads.refuse(
                    request,
                    Problem.of(
                            CommonProblem.INVALID_REQUEST,
                            "“Upload-Length” must say how many bytes the file has."));
        }
        if (bytes.get() > config.largest().asLongValue()) {
            return uploads.refuse(
                    request,
                    Problem.of(
                            CommonProblem.TOO_LARGE,
                            "A file has at most %d bytes."
                                    .formatted(config.largest().asLongValue())));
        }
        var described = UploadMetadata.parse(metadata);
        if (described.isEmpty()) {
            return uploads.refuse(
                    request,
                    Problem.of(
                            CommonProblem.INVALID_REQUEST,
                            "“Upload-Metadata” must be keys with values in Base64 of UTF-8."));
        }
        var hasBody = isChunk(request);
        if (!hasBody && isAnnounced(request)) {
            return uploads.refuse(
                    request,
                    Problem.of(
                            CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                            "The first bytes come as “%s”.".formatted(CHUNK)));
        }
        return toTheEnd(
                files.create(self, described.get().fileName(), bytes.get())
                        .chain(created ->
                                switch (created) {
                                    case FileStore.Created.Begun(var id, var expiresAt) ->
                                            begun(self, id, expiresAt, hasBody, request);
                                    case FileStore.Created.NoRoom(var used) ->
                                            uploads.refuse(request, noRoom(used));
                                    case FileStore.Created.TooManyUnfinished() ->
                                            uploads.refuse(request, tooManyUnfinished());
                                }));
    }

    /// Even if the caller is gone meanwhile, which otherwise would break it off: what has come is
    /// kept.
    private static <T> Uni<T> toTheEnd(Uni<T> work) {
        return Uni.createFrom()
                .emitter(emitter -> work.subscribe().with(emitter::complete, emitter::fail));
    }

    private Uni<RestResponse<Void>> begun(
            AccountId self,
            FileId id,
            OffsetDateTime expiresAt,
            boolean hasBody,
            HttpServerRequest request) {
        return files.upload(id, self)
                .map(found -> found.orElseThrow(() -> notFound().toHttp()))
                .chain(upload ->
                        (hasBody
                                        ? uploads.consume(request, upload, self, 0)
                                        : Uni.createFrom().item(0L))
                                .call(stored -> finishIfComplete(upload, stored)))
                .map(stored ->
                        ResponseBuilder.<Void>create(RestResponse.Status.CREATED)
                                .header(HttpHeaders.LOCATION.toString(), "/api/files/" + id)
                                .header(OFFSET, stored)
                                .header(EXPIRES, httpDate(expiresAt.toInstant()))
                                .build());
    }

    private Problem noRoom(long used) {
        return Problem.of(
                ChatProblem.FILE_QUOTA_EXCEEDED,
                "Your files take up %d of %d bytes; there is no room for this one."
                        .formatted(used, config.quota().asLongValue()));
    }

    private Problem tooManyUnfinished() {
        return Problem.retry(
                CommonProblem.TOO_MANY_REQUESTS,
                "You have begun %d uploads and not finished them.".formatted(config.unfinished()),
                config.patience());
    }

    @HEAD
    @Path("/{id}")
    @Operation(operationId = "uploadOffset", summary = "Where an upload goes on")
    @APIResponse(responseCode = "200", description = "Says so in `Upload-Offset`")
    @APIResponse(responseCode = "404", description = "`file-not-found`")
    @APIResponse(responseCode = "412", description = "`upload-version-unknown`")
    @APIResponse(responseCode = "503", description = "`storage-unavailable`, `busy`")
    public Uni<RestResponse<Void>> offset(
            @RestPath FileId id,
            @RestHeader(RESUMABLE) @Nullable String version,
            @Context HttpServerRequest request) {
        problemOf(request, version)
                .ifPresent(problem -> {
                    throw problem.toHttp();
                });
        return own(id, principals.current().account())
                .call(upload -> finishIfComplete(upload, upload.stored()))
                .map(upload -> {
                    var answer =
                            ResponseBuilder.<Void>ok()
                                    .header(OFFSET, upload.stored())
                                    .header(LENGTH, upload.bytes())
                                    .header(CACHE, "no-store");
                    return (upload.isComplete()
                                    ? answer
                                    : answer.header(EXPIRES, httpDate(upload.expiresAt())))
                            .build();
                });
    }

    @PATCH
    @Path("/{id}")
    @Consumes(CHUNK)
    @Operation(operationId = "goOnUploading", summary = "Upload more of a file")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = CHUNK,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "204", description = "Stored; `Upload-Offset` says how much is")
    @APIResponse(responseCode = "404", description = "`file-not-found`")
    @APIResponse(responseCode = "409", description = "`upload-offset-wrong`")
    @APIResponse(responseCode = "412", description = "`upload-version-unknown`")
    @APIResponse(responseCode = "429", description = "`too-many-requests`")
    @APIResponse(responseCode = "503", description = "`storage-unavailable`, `busy`")
    public Uni<RestResponse<Void>> goOn(
            @RestPath FileId id,
            @RestHeader(RESUMABLE) @Nullable String version,
            @RestHeader(OFFSET) @Parameter(description = "Where the first of these bytes belongs")
                    @Nullable String offset,
            @Context HttpServerRequest request) {
        var self = principals.current().account();
        var problem = problemOf(request, version);
        if (problem.isPresent()) {
            return uploads.refuse(request, problem.get());
        }
        var at = number(offset);
        if (at.isEmpty()) {
            return uploads.refuse(
                    request,
                    Problem.of(
                            CommonProblem.INVALID_REQUEST,
                            "“Upload-Offset” must say where the bytes belong."));
        }
        return toTheEnd(
                files.upload(id, self)
                        .chain(found ->
                                found.isEmpty()
                                        ? uploads.refuse(request, notFound())
                                        : goneOn(found.get(), self, at.get(), request)));
    }

    private Uni<RestResponse<Void>> goneOn(
            Upload upload, AccountId self, long offset, HttpServerRequest request) {
        var expiresAt = clock.instant().plus(config.unfinishedFor());
        return uploads.consume(request, upload, self, offset)
                .call(stored -> finishIfComplete(upload, stored))
                .map(stored ->
                        ResponseBuilder.<Void>noContent()
                                .header(OFFSET, stored)
                                .header(EXPIRES, httpDate(expiresAt))
                                .build());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "removeFile",
            summary = "Take away a file that was not sent",
            description = "Whether or not its upload is finished.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "`file-not-found`")
    @APIResponse(responseCode = "409", description = "`file-sent`: it goes with its message")
    @APIResponse(responseCode = "412", description = "`upload-version-unknown`")
    public Uni<Void> remove(
            @RestPath FileId id,
            @RestHeader(RESUMABLE) @Nullable String version,
            @Context HttpServerRequest request) {
        problemOf(request, version)
                .ifPresent(problem -> {
                    throw problem.toHttp();
                });
        var self = principals.current().account();
        return files.remove(id, self)
                .chain(removed ->
                        removed
                                ? Uni.createFrom().voidItem()
                                : own(id, self)
                                        .onItem()
                                        .failWith(() ->
                                                Problem.of(
                                                                ChatProblem.FILE_SENT,
                                                                "The file was sent: it goes when its message does.")
                                                        .toHttp())
                                        .replaceWithVoid());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "file", summary = "What a file is")
    @APIResponse(
            responseCode = "200",
            description = "As messages say it",
            content = @Content(schema = @Schema(implementation = MessageFile.class)))
    @APIResponse(responseCode = "404", description = "`file-not-found`")
    @APIResponse(responseCode = "409", description = "`upload-unfinished`")
    @APIResponse(responseCode = "503", description = "`storage-unavailable`, `busy`")
    public Uni<MessageFile> file(@RestPath FileId id) {
        var self = principals.current().account();
        return files.upload(id, self)
                .call(upload ->
                        upload.isPresent()
                                ? finishIfComplete(upload.get(), upload.get().stored())
                                : Uni.createFrom().voidItem())
                .chain(upload ->
                        files.seenBy(self, List.of(id))
                                .map(seen ->
                                        seen.stream()
                                                .findFirst()
                                                .orElseThrow(() ->
                                                        (upload.filter(own -> !own.isComplete())
                                                                                .isPresent()
                                                                        ? unfinished()
                                                                        : notFound())
                                                                .toHttp())));
    }

    @GET
    @Path("/usage")
    @Operation(operationId = "fileUsage", summary = "How much room one's files take up")
    @APIResponse(
            responseCode = "200",
            description = "That, and how much there is",
            content = @Content(schema = @Schema(implementation = FileUsage.class)))
    public Uni<FileUsage> usage() {
        return files.used(principals.current().account())
                .map(used ->
                        new FileUsage(
                                used,
                                config.quota().asLongValue(),
                                config.largest().asLongValue()));
    }

    @POST
    @Path("/addresses")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "fileAddresses",
            summary = "Where files can be had for some minutes",
            description =
                    "Says nothing of those that the caller may not see, or that are not there.")
    @APIResponse(
            responseCode = "200",
            description = "Addresses for the caller's browser",
            content = @Content(schema = @Schema(implementation = FileAddresses.class)))
    public Uni<RestResponse<FileAddresses>> addresses(
            @Valid @NotNull @RequestBody(required = true, description = "Of which files")
                    WantedFiles wanted) {
        var self = principals.current().account();
        var now = clock.instant();
        return files.seenBy(self, wanted.files())
                .map(seen -> seen.stream().map(file -> address(file, self, now)).toList())
                .map(addresses ->
                        ResponseBuilder.ok(new FileAddresses(addresses))
                                .header(CACHE, "no-store")
                                .build());
    }

    private FileAddress address(MessageFile file, AccountId self, Instant now) {
        var until = until(now);
        var ticket = "?ticket=" + tickets.issue(new Ticket.Of.File(file.id()), self, until);
        var base = "/api/files/" + file.id();
        var preview =
                file.width() == null
                        ? null
                        : new PreviewAddress(
                                base + "/preview/" + Preview.SMALL.pixels() + ticket,
                                base + "/preview/" + Preview.LARGE.pixels() + ticket);
        return new FileAddress(file.id(), base + "/content" + ticket, preview, until);
    }

    /// When those end that are given out now.
    static Instant until(Instant now) {
        var step = STEP.toSeconds();
        return Instant.ofEpochSecond((now.getEpochSecond() / step + 2) * step);
    }

    private Uni<Upload> own(FileId id, AccountId self) {
        return files.upload(id, self).map(found -> found.orElseThrow(() -> notFound().toHttp()));
    }

    private Uni<Void> finishIfComplete(Upload upload, long stored) {
        return stored == upload.bytes() && !upload.isFinished()
                ? inspections.finish(upload)
                : Uni.createFrom().voidItem();
    }

    /// Says the version of the protocol in every answer from here on.
    private static Optional<Problem> problemOf(
            HttpServerRequest request, @Nullable String version) {
        request.response().putHeader(RESUMABLE, VERSION);
        if (VERSION.equals(version)) {
            return Optional.empty();
        }
        request.response().putHeader("Tus-Version", VERSION);
        return Optional.of(
                Problem.of(
                        ChatProblem.UPLOAD_VERSION_UNKNOWN,
                        "“Tus-Resumable” must be %s.".formatted(VERSION)));
    }

    private static Optional<Long> number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}")
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    private static boolean isChunk(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.strip().equalsIgnoreCase(CHUNK);
    }

    private static boolean isAnnounced(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || length != null && !length.equals("0");
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Problem notFound() {
        return Problem.of(
                ChatProblem.FILE_NOT_FOUND, "There is no such file, or it is not yours to see.");
    }

    private static Problem unfinished() {
        return Problem.of(ChatProblem.UPLOAD_UNFINISHED, "Not all of the file is here yet.");
    }
}
