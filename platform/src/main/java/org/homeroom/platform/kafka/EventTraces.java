package org.homeroom.platform.kafka;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.homeroom.platform.event.Topic;
import org.jspecify.annotations.Nullable;

/// Traces that go through Kafka: a span for each event sent and for each event handled, tied by the
/// W3C `traceparent` header (names and attributes after OpenTelemetry's conventions for messaging).
/// Costs nothing while no exporter is configured.
@Singleton
final class EventTraces {
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    EventTraces(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("org.homeroom.platform.kafka");
        propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /// Starts the span of a send, as a child of the current one, and writes it into the headers.
    /// The caller ends it.
    Span publishing(Topic<?> topic, Headers headers) {
        var span = span(topic, "send", SpanKind.PRODUCER).startSpan();
        propagator.inject(
                Context.current().with(span),
                headers,
                (to, name, value) -> {
                    if (to != null) {
                        to.add(name, value.getBytes(StandardCharsets.UTF_8));
                    }
                });
        return span;
    }

    /// Starts the span of handling an event, in the trace in which it was sent. The caller ends it.
    Span handling(Topic<?> topic, ConsumerRecord<?, ?> kafka) {
        return span(topic, "process", SpanKind.CONSUMER)
                .setParent(propagator.extract(Context.root(), kafka.headers(), HEADERS))
                .startSpan();
    }

    private SpanBuilder span(Topic<?> topic, String operation, SpanKind kind) {
        return tracer.spanBuilder(operation + " " + topic.name())
                .setSpanKind(kind)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", operation)
                .setAttribute("messaging.destination.name", topic.name());
    }

    private static final TextMapGetter<Headers> HEADERS =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Headers headers) {
                    return StreamSupport.stream(headers.spliterator(), false)
                            .map(Header::key)
                            .toList();
                }

                @Override
                public @Nullable String get(@Nullable Headers headers, String name) {
                    return headers == null ? null : CloudEventCodec.header(headers, name);
                }
            };
}
