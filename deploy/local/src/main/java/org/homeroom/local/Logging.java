package org.homeroom.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Where the launcher's own libraries (Kafka, GreenMail, S3Proxy) write their warnings: never into
/// the terminal, whose lines are for people.
final class Logging {
    private Logging() {}

    static void toStandardError() {
        to(new ConsoleHandler());
    }

    static void toFile(Path file) throws IOException {
        to(new FileHandler(file.toString(), true));
    }

    private static void to(Handler handler) {
        System.setProperty(
                "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$-7s [%3$s] %5$s%6$s%n");
        var root = Logger.getLogger("");
        for (var other : root.getHandlers()) {
            root.removeHandler(other);
        }
        handler.setFormatter(new SimpleFormatter());
        root.setLevel(Level.WARNING);
        root.addHandler(handler);
    }
}
