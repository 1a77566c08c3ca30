package org.homeroom.platform.socket;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Traces that begin on a socket: a span for each command, until it is answered. What a client says
/// in it stands nowhere but for the type. Costs nothing while no exporter is configured.
@Singleton
final class CommandTraces {
    private final Tracer tracer;
    private final Map<Class<?>, String> names = new ConcurrentHashMap<>();

    CommandTraces(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("org.homeroom.platform.socket");
    }

    /// Starts the span of a command. A trace of its own: the request that opened the socket was
    /// over long ago.
    Span begin(Command command) {
        return tracer.spanBuilder(names.computeIfAbsent(command.getClass(), CommandTraces::nameOf))
                .setParent(Context.root())
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
    }

    /// The command has been answered.
    static void end(Span span, Answer answer) {
        if (answer instanceof Answer.Refused(var problem)) {
            span.setAttribute("homeroom.problem", problem.type().slug());
        }
        span.end();
    }

    /// It was not, for a mistake or an outage of ours.
    static void end(Span span, Throwable failure) {
        span.recordException(failure).setStatus(StatusCode.ERROR).end();
    }

    private static String nameOf(Class<?> command) {
        var name = command.getAnnotation(JsonTypeName.class);
        return name == null ? command.getSimpleName() : name.value();
    }
}
