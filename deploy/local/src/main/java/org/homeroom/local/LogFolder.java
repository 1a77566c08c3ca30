package org.homeroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A log file for each component: `<name>.log` of this run, `<name>.1.log` of the one before, up to
/// `<name>.4.log`.
record LogFolder(Path folder) {
    private static final int KEPT = 4;

    LogFolder {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StackException(
                    "The folder %s cannot be made: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    /// Begins a new file for this run.
    Path begin(String name) throws IOException {
        for (int age = KEPT - 1; age >= 0; age--) {
            var file = aged(name, age);
            if (Files.exists(file)) {
                Files.move(file, aged(name, age + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Files.createFile(aged(name, 0));
    }

    Path current(String name) {
        return aged(name, 0);
    }

    private Path aged(String name, int age) {
        return folder.resolve(age == 0 ? name + ".log" : name + "." + age + ".log");
    }
}
