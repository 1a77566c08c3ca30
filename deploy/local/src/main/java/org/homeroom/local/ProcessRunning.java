package org.homeroom.local;

import java.time.Duration;

/// A process that ends at SIGTERM, or by force after `stopLimit`.
record ProcessRunning(Process process, Duration stopLimit) implements Child.Running {
    @Override
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(stopLimit)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
