package org.homeroom.auth.photo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.account.PhotoName;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.storage.ObjectStorage;

/// The photos of accounts: which is whose in PostgreSQL, the pictures in the bucket.
///
/// A photo is noted in the database before its pictures are put, and its note goes after they have
/// been deleted, so whatever crashes in between, nothing stays in the bucket that nobody knows of.
@Singleton
class PhotoStore {
    private static final String MEDIA_TYPE = "image/jpeg";

    /// Longer than it takes from the note to the account.
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(5);

    private static final String NOTE =
            """
            insert into photo (name, sent_at) values (:name, :now)
            on conflict (name) do update set sent_at = excluded.sent_at
            """;

    /// Locked, so that whoever sends the same picture again waits until it is gone, and puts it
    /// anew.
    private static final String UNUSED =
            """
            select * from photo p
            where sent_at < :then and not exists (select from account a where a.photo = p.name)
            limit 100 for update skip locked
            """;

    private final AccountStore accounts;
    private final ObjectStorage objects;
    private final Clock clock;

    PhotoStore(AccountStore accounts, ObjectStorage objects, Clock clock) {
        this.accounts = accounts;
        this.objects = objects;
        this.clock = clock;
    }

    /// Gives the account this photo. The one that it had is deleted later.
    ///
    /// @return the account as it is then; empty if there is none
    Uni<Optional<Account>> set(AccountId account, Map<PhotoSize, byte[]> pictures) {
        var name = name(account, pictures);
        return note(name)
                .chain(() -> put(name, pictures))
                .chain(() -> accounts.change(account, before -> before.withPhoto(name)));
    }

    /// Takes the photo away. It is deleted later.
    Uni<Optional<Account>> remove(AccountId account) {
        return accounts.change(account, before -> before.withPhoto(null));
    }

    /// Of the account too: the same picture of two people is two photos, and nobody who has the
    /// picture can tell whose it is.
    private static PhotoName name(AccountId account, Map<PhotoSize, byte[]> pictures) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(account.toString().getBytes(UTF_8));
            for (var size : PhotoSize.LARGEST_FIRST) {
                sha256.update(pictures.get(size));
            }
            return new PhotoName(HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private Uni<Void> note(PhotoName name) {
        return Panache.withTransaction(() ->
                Panache.getSession()
                        .chain(session ->
                                session.createNativeQuery(NOTE)
                                        .setParameter("name", name.value())
                                        .setParameter("now", clock.instant())
                                        .executeUpdate())
                        .replaceWithVoid());
    }

    private Uni<Void> put(PhotoName name, Map<PhotoSize, byte[]> pictures) {
        return Uni.join()
                .all(
                        pictures.entrySet().stream()
                                .map(picture ->
                                        objects.put(
                                                key(name, picture.getKey()),
                                                MEDIA_TYPE,
                                                picture.getValue()))
                                .toList())
                .andFailFast()
                .replaceWithVoid();
    }

    /// Empty if there is no such photo.
    Uni<Optional<byte[]>> picture(PhotoName name, PhotoSize size) {
        return objects.get(key(name, size));
    }

    /// Deletes photos that are nobody's any more: replaced, taken away, of a deleted account, or
    /// never arrived.
    ///
    /// @return how many
    Uni<Integer> clear() {
        return Panache.withTransaction(() ->
                Panache.getSession()
                        .chain(session ->
                                session.createNativeQuery(UNUSED, PhotoEntity.class)
                                        .setParameter("then", clock.instant().minus(ON_ITS_WAY))
                                        .getResultList())
                        .call(this::delete)
                        .map(List::size));
    }

    private Uni<Void> delete(List<PhotoEntity> photos) {
        if (photos.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var keys =
                photos.stream()
                        .map(photo -> new PhotoName(photo.name))
                        .flatMap(name ->
                                PhotoSize.LARGEST_FIRST.stream().map(size -> key(name, size)))
                        .toList();
        var names = photos.stream().map(photo -> photo.name).toList();
        return objects.delete(keys)
                .chain(() -> PhotoEntity.delete("name in ?1", names))
                .replaceWithVoid();
    }

    private static String key(PhotoName name, PhotoSize size) {
        return "photos/%s/%d.jpg".formatted(name.value(), size.pixels());
    }
}
