package org.homeroom.chat.file;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.homeroom.chat.ticket.Ticket;
import org.homeroom.platform.storage.ObjectStorage;
import org.homeroom.platform.storage.StorageConfig;

/// The bucket in which files are kept, and what signs addresses.
@Singleton
class FileStorageProducer {
    @Produces
    @Singleton
    ObjectStorage storage(StorageConfig config) {
        return new ObjectStorage(
                config, "Files cannot be kept or shown just now. Everything else works.");
    }

    void close(@Disposes ObjectStorage storage) {
        storage.close();
    }

    /// All replicas keep files in the same bucket, so they know one secret already.
    @Produces
    @Singleton
    Ticket.Office tickets(StorageConfig config) {
        return new Ticket.Office(config.secret());
    }
}
