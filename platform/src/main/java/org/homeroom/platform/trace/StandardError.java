package org.homeroom.platform.trace;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Puts what libraries print by themselves into the log: whoever reads it finds nothing but
/// records. (Vert.x's SQL client prints the end of a connection that somebody has borrowed.)
@ApplicationScoped
final class StandardError {
    private static final Logger LOG = Logger.getLogger("stderr");

    void takeOver(@Observes StartupEvent started) {
        // Elsewhere a person reads it, or a test takes it for itself.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            System.setErr(printing(LOG::warn));
        }
    }

    /// @param lines is given each line when it has ended, without what ended it
    static PrintStream printing(Consumer<String> lines) {
        return new PrintStream(new Lines(lines), false, StandardCharsets.UTF_8);
    }

    private static final class Lines extends OutputStream {
        private final Consumer<String> taker;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

        /// A log that cannot be written to says so on standard error, which is itself again.
        private final ThreadLocal<Boolean> telling = ThreadLocal.withInitial(() -> false);

        private Lines(Consumer<String> taker) {
            this.taker = taker;
        }

        @Override
        public synchronized void write(int octet) {
            if (octet != '\n') {
                begun.write(octet);
                return;
            }
            var line = begun.toString(StandardCharsets.UTF_8).stripTrailing();
            begun.reset();
            if (!line.isEmpty() && !telling.get()) {
                telling.set(true);
                try {
                    taker.accept(line);
                } finally {
                    telling.remove();
                }
            }
        }
    }
}
