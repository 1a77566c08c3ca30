package org.homeroom.auth.mail;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.homeroom.auth.Language;
import org.jspecify.annotations.Nullable;

/// An [OutgoingMail] in the database.
@Entity
@Table(name = "outgoing_mail")
class OutgoingMailEntity extends PanacheEntityBase {
    @Id UUID id;
    String recipient;

    @Enumerated(EnumType.STRING)
    Purpose purpose;

    String language;
    int requests;
    int attempts;
    Instant createdAt;

    /// When it may be sent; in the future while it is being sent, so that nobody else does and a
    /// crash is made good.
    Instant dueAt;

    /// When it was sent, found to be needless, or given up.
    @Nullable Instant doneAt;

    /// For Hibernate.
    OutgoingMailEntity() {}

    OutgoingMail mail() {
        return new OutgoingMail(
                id,
                new EmailAddress(recipient),
                purpose,
                Language.ofTag(language),
                requests,
                attempts,
                createdAt);
    }
}
