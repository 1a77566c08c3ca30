package org.homeroom.local;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process that ends at SIGTERM, or by force after `stopLimit`.
record ProcessRunning(ProcessHandle process, Duration stopLimit) implements Child.Running {
    @Override
    public void stop() {
        process.destroy();
        try {
            process.onExit().get(stopLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
