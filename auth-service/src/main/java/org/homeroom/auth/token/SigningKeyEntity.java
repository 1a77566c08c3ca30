package org.homeroom.auth.token;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A [KeyRing.Key] in the database: the public half, and what the replicas agreed on.
@Entity
@Table(name = "signing_key")
class SigningKeyEntity extends PanacheEntityBase {
    @Id String id;

    /// X.509 SubjectPublicKeyInfo.
    byte[] publicKey;

    Instant signsFrom;
    Instant heldAt;
    @Nullable Instant revokedAt;

    /// For Hibernate.
    SigningKeyEntity() {}

    static SigningKeyEntity of(SigningKey key, Instant signsFrom) {
        var row = new SigningKeyEntity();
        row.id = key.id();
        row.publicKey = key.publicKey().getEncoded();
        row.signsFrom = signsFrom;
        row.heldAt = signsFrom; // until it is said
        return row;
    }

    KeyRing.Key key() {
        return new KeyRing.Key(id, publicKey(), signsFrom, heldAt, revokedAt);
    }

    ECPublicKey publicKey() {
        return SigningKey.publicKey(publicKey);
    }
}
