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

    @Override
    public void afterEach(QuarkusTestMethodContext context) {
        if (logs != null) {
            logs.close();
            var uncaught = logs.errors();
            logs = null;
            if (!uncaught.isEmpty()) {
                throw new AssertionError("Nobody caught: " + String.join("", uncaught));
            }
        }
    }
}
