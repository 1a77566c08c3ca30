package org.homeroom.chat.file;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    private static final Duration PATIENCE_WITH_STORAGE = Duration.ofSeconds(15);
    private static final String JPEG = "image/jpeg";

    private final FileStore files;
    private final ObjectStorage storage;
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
                        scheduler.schedule(
                                () -> timer.recordCallable(() -> inspect(upload, pieces))))
                .call(found -> putAll(upload, found.previews()))
                .chain(found -> files.finish(upload.id(), found.findings()));
    }

    private record Found(FileFindings findings, Map<Preview, byte[]> previews) {
        static Found nothingToShow(FileKind kind) {
            return new Found(FileFindings.of(kind), Map.of());
        }
    }

    /// On a thread that may wait.
    private Found inspect(Upload upload, List<Piece> pieces) {
        var kind = FileKind.of(beginning(upload, pieces, FileKind.HEAD), upload.name());
        if (kind.shown() != FileKind.Shown.PICTURE || upload.bytes() > largestPicture) {
            return Found.nothingToShow(kind);
        }
        var read =
                pictures.read(
                        beginning(upload, pieces, upload.bytes()), Area::whole, LEAST_DECODED);
        return switch (read) {
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

    /// At least so many bytes of the file's beginning, if it has so many.
    private byte[] beginning(Upload upload, List<Piece> pieces, long least) {
        var bytes = new ByteArrayOutputStream((int) Math.min(least, upload.bytes()));
        for (var piece : pieces) {
            if (bytes.size() >= least) {
                break;
            }
            var last = Math.min(piece.bytes(), least - bytes.size()) - 1;
            bytes.writeBytes(
                    storage.get(FileKeys.piece(upload.id(), piece.object()), 0, last)
                            .await()
                            .atMost(PATIENCE_WITH_STORAGE)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "an object is gone: " + upload.id())));
        }
        return bytes.toByteArray();
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
