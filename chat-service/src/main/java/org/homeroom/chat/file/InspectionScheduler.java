package org.homeroom.chat.file;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.homeroom.chat.file.FileStore.Piece;
import org.homeroom.platform.picture.Area;
import org.homeroom.platform.picture.Picture;
import org.homeroom.platform.picture.PictureReader;
import org.homeroom.platform.storage.ObjectStorage;
import org.homeroom.platform.work.BoundedScheduler;

/// Finds out what a file is when all of it is here, and draws the previews of a picture. On few
/// threads of its own, behind a short queue: what one picture takes of memory is bounded (see
/// [PictureReader]), and so is how many there are at a time.
@Singleton
class InspectionScheduler {
    /// Enough for the largest preview to be scaled down from more than its own size.
    private static final int LEAST_DECODED = 1536;

    private static final String JPEG = "image/jpeg";

    private final FileStore files;
    private final ObjectStorage storage;
    private final Vertx vertx;
    private final PictureReader pictures;
    private final long largestPicture;
    private final BoundedScheduler scheduler;
    private final Timer timer;

    InspectionScheduler(
            FileStore files,
            ObjectStorage storage,
            FileConfig config,
            Vertx vertx,
            MeterRegistry metrics) {
        this.files = files;
        this.storage = storage;
        this.vertx = vertx;
        this.pictures = new PictureReader(config.decodingPatience());
        this.largestPicture = config.largestPicture().asLongValue();
        this.scheduler =
                new BoundedScheduler(
                        vertx,
                        "file-inspection",
                        config.threads(),
                        config.queue(),
                        "Too many files arrive at this moment. Try again shortly.");
        this.timer = metrics.timer("homeroom.chat.files.inspection");
    }

    /// Makes a complete upload a file that can be sent. Again and again: it comes to the same.
    ///
    /// @return fails with the problem `busy` when too many wait, and with `storage-unavailable`
    Uni<Void> finish(Upload upload) {
        return files.pieces(upload.id())
                .chain(pieces ->
                        beginning(upload, pieces)
                                .chain(head -> onThread(() -> FileKind.of(head, upload.name())))
                                .chain(kind -> inspect(upload, pieces, kind)))
                .call(found -> putAll(upload, found.previews()))
                .chain(found -> files.finish(upload.id(), found.findings()));
    }

    private <T> Uni<T> onThread(Callable<T> work) {
        return scheduler.schedule(() -> timer.recordCallable(work));
    }

    private record Found(FileFindings findings, Map<Preview, byte[]> previews) {
        static Found nothingToShow(FileKind kind) {
            return new Found(FileFindings.of(kind), Map.of());
        }
    }

    private Uni<Found> inspect(Upload upload, List<Piece> pieces, FileKind kind) {
        if (kind.shown() != FileKind.Shown.PICTURE || upload.bytes() > largestPicture) {
            return Uni.createFrom().item(Found.nothingToShow(kind));
        }
        // However many wait for the thread, only one of them is in memory.
        return inFile(
                upload, pieces, file -> onThread(() -> inspect(kind, Files.readAllBytes(file))));
    }

    private Found inspect(FileKind kind, byte[] bytes) {
        return switch (pictures.read(bytes, Area::whole, LEAST_DECODED)) {
            case PictureReader.Result.Read(var picture) -> drawn(kind, picture);
            // It can still be sent, and saved by whoever wants it.
            case PictureReader.Result.Unreadable _, PictureReader.Result.Outside _ ->
                    Found.nothingToShow(kind);
        };
    }

    private static Found drawn(FileKind kind, Picture picture) {
        var previews = new EnumMap<Preview, byte[]>(Preview.class);
        var large = picture.within(Preview.LARGE.pixels());
        previews.put(Preview.LARGE, large.jpeg());
        var small = large.within(Preview.SMALL.pixels());
        previews.put(Preview.SMALL, small.jpeg());
        var tiny = small.within(ThumbHash.MOST_SIDE);
        return new Found(
                new FileFindings(
                        kind.type(),
                        picture.width(),
                        picture.height(),
                        ThumbHash.of(tiny.width(), tiny.height(), tiny.pixels())),
                previews);
    }

    /// Enough to tell what the file is, or all there is.
    private Uni<byte[]> beginning(Upload upload, List<Piece> pieces) {
        return Multi.createFrom()
                .iterable(pieces)
                .select()
                .where(piece -> piece.first() < FileKind.HEAD)
                .onItem()
                .transformToUniAndConcatenate(
                        piece -> read(upload, piece, Math.min(piece.bytes(), FileKind.HEAD)))
                .collect()
                .in(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                .map(ByteArrayOutputStream::toByteArray);
    }

    private Uni<byte[]> read(Upload upload, Piece piece, int bytes) {
        return storage.get(FileKeys.piece(upload.id(), piece.object()), 0, bytes - 1L)
                .map(found ->
                        found.orElseThrow(() ->
                                new IllegalStateException("an object is gone: " + upload.id())));
    }

    /// @param look is given all of it, in a file that is there until the result is
    private <T> Uni<T> inFile(Upload upload, List<Piece> pieces, Function<Path, Uni<T>> look) {
        var system = vertx.fileSystem();
        return system.createTempFile("homeroom-picture-", "")
                .chain(path ->
                        system.open(path, new OpenOptions().setWrite(true).setCreate(false))
                                .chain(file -> copy(upload, pieces, file).eventually(file::close))
                                .chain(() -> look.apply(Path.of(path)))
                                .eventually(() -> system.delete(path)));
    }

    private Uni<Void> copy(Upload upload, List<Piece> pieces, AsyncFile file) {
        return Multi.createFrom()
                .iterable(pieces)
                .onItem()
                .transformToUniAndConcatenate(piece ->
                        read(upload, piece, piece.bytes())
                                .chain(bytes -> file.write(Buffer.buffer(bytes))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> putAll(Upload upload, Map<Preview, byte[]> previews) {
        return previews.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(
                                previews.entrySet().stream()
                                        .map(preview ->
                                                storage.put(
                                                        FileKeys.preview(
                                                                upload.id(), preview.getKey()),
                                                        JPEG,
                                                        preview.getValue()))
                                        .toList())
                        .andFailFast()
                        .replaceWithVoid();
    }

    @PreDestroy
    void close() {
        scheduler.close();
    }
}
