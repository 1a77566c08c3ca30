package org.homeroom.auth.photo;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A photo whose pictures are in the bucket, or are about to be: nothing is put there that is not
/// noted here first, or nobody would ever clear it away.
@Entity
@Table(name = "photo")
class PhotoEntity extends PanacheEntityBase {
    @Id String name;

    /// When it was last sent.
    Instant sentAt;

    /// For Hibernate.
    PhotoEntity() {}
}
