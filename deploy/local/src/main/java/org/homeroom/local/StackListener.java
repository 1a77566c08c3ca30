package org.homeroom.local;

import java.time.Duration;
import java.util.Collection;

/// Hears how a stack comes up and what happens to it; called from several threads.
public interface StackListener {
    /// Hears nothing.
    StackListener SILENT =
            new StackListener() {
                @Override
                public void waiting(Collection<String> names) {}

                @Override
                public void ready(String name, Duration after) {}

                @Override
                public void note(String line) {}
            };

    /// What the start waits for now; never empty.
    void waiting(Collection<String> names);

    /// A component answers, so long after the start began.
    void ready(String name, Duration after);

    /// Something worth a line: a service died, the disk is nearly full.
    void note(String line);
}
