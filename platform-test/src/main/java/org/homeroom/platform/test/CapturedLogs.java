package org.homeroom.platform.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/// What is logged while it is open, so that a test can say what must not be.
public final class CapturedLogs implements AutoCloseable {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord logged) {
                    if (logged instanceof ExtLogRecord extended) {
                        extended.copyAll(); // what goes with the thread is gone later
                    }
                    records.add(logged);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    /// All that is logged.
    public CapturedLogs() {
        this("");
    }

    /// @param logger whose messages are kept, and those of the loggers below it
    public CapturedLogs(String logger) {
        this.logger = Logger.getLogger(logger);
        handler.setLevel(Level.ALL);
        this.logger.addHandler(handler);
    }

    /// Everything as text, stack traces included.
    public String text() {
        var formatter = new SimpleFormatter();
        return String.join("", records.stream().map(formatter::format).toList());
    }

    /// The value that each line carries under a name of the mapped diagnostic context; null where
    /// it has none.
    public List<@Nullable String> carried(String name) {
        return records.stream()
                .<@Nullable String>map(logged ->
                        logged instanceof ExtLogRecord extended ? extended.getMdc(name) : null)
                .toList();
    }

    /// Messages of WARN and above.
    public List<String> warnings() {
        return from(Level.WARNING);
    }

    /// Messages of ERROR and above.
    public List<String> errors() {
        return from(Level.SEVERE);
    }

    private List<String> from(Level level) {
        return records.stream()
                .filter(logged -> logged.getLevel().intValue() >= level.intValue())
                .map(new SimpleFormatter()::format)
                .toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
