package org.homeroom.auth.session;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.homeroom.auth.Digest;
import org.homeroom.auth.Language;
import org.homeroom.auth.caller.Device;
import org.homeroom.auth.caller.Place;
import org.homeroom.auth.session.RefreshFamily.Origin;
import org.homeroom.auth.session.RefreshFamily.Standing;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.jspecify.annotations.Nullable;

/// A [RefreshFamily] in the database.
@Entity
@Table(name = "session")
class SessionEntity extends PanacheEntityBase {
    @Id UUID id;
    UUID accountId;
    String proofDigest;
    long generation;
    String currentDigest;
    @Nullable String predecessorDigest;
    @Nullable String predecessorSalt;
    Instant startedAt;
    Instant rotatedAt;
    @Nullable Instant endedAt;
    @Nullable String endedBecause;
    @Nullable String browser;
    @Nullable String system;
    @Nullable String place;
    @Nullable String placeChinese;

    /// For Hibernate.
    SessionEntity() {}

    static SessionEntity of(RefreshFamily family, Device device) {
        var row = new SessionEntity();
        row.id = family.id().value();
        row.accountId = family.account().value();
        row.proofDigest = family.proof().hex();
        row.startedAt = family.startedAt();
        row.set(family);
        row.set(device);
        return row;
    }

    /// Takes over what a transition may change.
    void set(RefreshFamily family) {
        generation = family.generation();
        currentDigest = family.current().hex();
        rotatedAt = family.rotatedAt();
        switch (family.origin()) {
            case Origin.SignIn() -> {}
            case Origin.Exchange(var predecessor, var salt) -> {
                predecessorDigest = predecessor.hex();
                predecessorSalt = salt.base64();
            }
        }
        switch (family.standing()) {
            case Standing.Live() -> {}
            case Standing.Ended(var at, var reason) -> {
                endedAt = at;
                endedBecause = reason.name();
            }
        }
    }

    /// It may be elsewhere, and its browser calls itself otherwise now.
    void set(Device device) {
        browser = device.browser();
        system = device.system();
        place = device.placeIn(Language.ENGLISH);
        placeChinese = device.placeIn(Language.TRADITIONAL_CHINESE);
    }

    SignedInDevice device() {
        return new SignedInDevice(
                new SessionId(id),
                new Device(browser, system, Place.of(place, placeChinese)),
                startedAt,
                rotatedAt);
    }

    RefreshFamily family() {
        return new RefreshFamily(
                new SessionId(id),
                new AccountId(accountId),
                new Digest(proofDigest),
                generation,
                new Digest(currentDigest),
                predecessorDigest == null || predecessorSalt == null
                        ? new Origin.SignIn()
                        : new Origin.Exchange(
                                new Digest(predecessorDigest), new Salt(predecessorSalt)),
                startedAt,
                rotatedAt,
                endedAt == null || endedBecause == null
                        ? new Standing.Live()
                        : new Standing.Ended(endedAt, EndReason.valueOf(endedBecause)));
    }
}
