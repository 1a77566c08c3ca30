package org.homeroom.auth.photo;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.homeroom.platform.storage.ObjectStorage;
import org.homeroom.platform.storage.StorageConfig;

/// The bucket in which photos are kept.
@Singleton
class PhotoStorageProducer {
    @Produces
    @Singleton
    ObjectStorage storage(StorageConfig config) {
        return new ObjectStorage(
                config, "Photos cannot be kept or shown just now. Everything else works.");
    }

    void close(@Disposes ObjectStorage storage) {
        storage.close();
    }
}
