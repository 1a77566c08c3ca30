package org.homeroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A JVM's cache of loaded and linked classes (JEP 514).
///
/// @param file where it is, if it was made
/// @param jar what it was made from
record StartCache(Path file, Path jar) {
    /// What makes a JVM write it when it ends.
    List<String> written() {
        return List.of("-XX:AOTCacheOutput=" + file);
    }

    /// What makes a JVM use it; nothing if it is missing or older than the jar. The JVM itself does
    /// not always look: JDK 25 was seen running the classes of a jar that had been replaced.
    List<String> used() throws IOException {
        var isGood =
                Files.isRegularFile(file)
                        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar))
                                >= 0;
        return isGood
                ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of();
    }
}
