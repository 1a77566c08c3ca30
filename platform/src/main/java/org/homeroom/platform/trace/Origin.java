package org.homeroom.platform.trace;

import io.opentelemetry.context.Context;
import java.util.function.Supplier;

/// The trace in which something was asked. Kept beside what waits to be done together with others:
/// it is done on nobody's behalf, and what is told of each belongs to whoever asked.
///
/// Costs nothing worth counting while no exporter is configured.
public record Origin(Context context) {
    /// That of what is being done now.
    public static Origin current() {
        return new Origin(Context.current());
    }

    /// Does something as a part of it.
    public <T> T call(Supplier<T> work) {
        try (var _ = context.makeCurrent()) {
            return work.get();
        }
    }
}
