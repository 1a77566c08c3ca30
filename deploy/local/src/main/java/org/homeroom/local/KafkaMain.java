package org.homeroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.homeroom.embedded.EmbeddedException;
import org.homeroom.embedded.EmbeddedKafka;

/// The broker in a process of its own: Kafka ends its JVM when its disk fails, and tests kill and
/// pause it.
final class KafkaMain {
    private KafkaMain() {}

    /// @param arguments the folder of the log, the port, and a file that is made when the broker
    ///   answers
    public static void main(String[] arguments) throws IOException {
        Logging.toStandardError();
        var ready = Path.of(arguments[2]);
        Files.deleteIfExists(ready);
        try {
            var kafka =
                    EmbeddedKafka.keptIn(Path.of(arguments[0]))
                            .port(Integer.parseInt(arguments[1]))
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "close-kafka"));
            Files.createFile(ready);
        } catch (EmbeddedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
