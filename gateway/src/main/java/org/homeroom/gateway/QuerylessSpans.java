package org.homeroom.gateway;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/// As platform has it, which the gateway does without. Keeps what stands behind the `?` of an
/// address out of traces: tickets that open files, and words that people search for.
@Singleton
@Unremovable
final class QuerylessSpans implements SpanProcessor {
    /// Of requests that come in.
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");

    /// Of requests that go out.
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("url.full");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, "");
        }
        var address = span.getAttribute(ADDRESS);
        if (address != null && address.contains("?")) {
            span.setAttribute(ADDRESS, address.substring(0, address.indexOf('?')));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // It is too late to change anything.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
