package org.homeroom.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Ctrl-C in a terminal reaches every process of its foreground group. A child in a session of its
/// own is spared, so that the stack can be stopped in order: first who serves people, then what
/// they stand on.
final class OwnSession {
    /// Goes before a command. Empty on systems without `setsid`, where everything ends at once
    /// instead.
    static final List<String> PREFIX =
            Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();

    private OwnSession() {}
}
