package org.homeroom.auth.audit;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A [SecurityEvent] in the database, as it is read. [AuditStore] writes them by itself.
@Entity
@Immutable
@Table(name = "security_event")
class SecurityEventEntity extends PanacheEntityBase {
    @Id UUID id;
    Instant at;
    String kind;
    @Nullable UUID accountId;
    @Nullable String browser;
    @Nullable String system;
    @Nullable String place;
    @Nullable String placeChinese;

    /// A JSON object of strings.
    @Formula("cast(detail as text)")
    String detail;

    /// For Hibernate.
    SecurityEventEntity() {}
}
