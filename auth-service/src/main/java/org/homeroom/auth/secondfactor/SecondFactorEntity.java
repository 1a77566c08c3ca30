package org.homeroom.auth.secondfactor;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A second factor in the database; changed by statements only, each of which decides by itself.
@Entity
@Table(name = "second_factor")
class SecondFactorEntity extends PanacheEntityBase {
    @Id UUID accountId;
    String sealedSecret;
    Instant createdAt;

    /// Null while it waits for its first code.
    @Nullable Instant since;

    long lastStep;

    /// For Hibernate.
    SecondFactorEntity() {}
}
