package org.homeroom.platform.test;

import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import org.jspecify.annotations.Nullable;

/// Fails a test during which an exception reached Vert.x that nobody caught: what should have been
/// done was not, and nothing else says so.
public final class NothingUncaught
        implements QuarkusTestBeforeEachCallback, QuarkusTestAfterEachCallback {
    private static final String REPORTED_BY = "io.quarkus.vertx.core.runtime.VertxCoreRecorder";

    // Quarkus makes an instance for each kind of callback.
    private static @Nullable CapturedLogs logs;

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        logs = new CapturedLogs(REPORTED_BY);
    }

    /// Vert.x 4.5 leaves the timer of a query behind that got no connection, and the timer then
    /// fails what has failed long ago: without a database, half a minute later, to nobody's harm.
    private static boolean isLateTimer(String error) {
        return error.contains("IllegalStateException: Result is already complete")
                && error.contains("SqlConnectionPool.lambda$execute$");
    }

    @Override
    public void afterEach(QuarkusTestMethodContext context) {
        if (logs != null) {
            logs.close();
            var uncaught = logs.errors().stream().filter(error -> !isLateTimer(error)).toList();
            logs = null;
            if (!uncaught.isEmpty()) {
                throw new AssertionError("Nobody caught: " + String.join("", uncaught));
            }
        }
    }
}
