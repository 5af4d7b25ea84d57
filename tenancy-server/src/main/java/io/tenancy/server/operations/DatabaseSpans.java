package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.tenancy.persistence.DatabaseWatch;
import java.util.Locale;

/**
 * A span for each transaction, and for each statement that is none of one, within the span of a request. It has neither the
 * statement nor its values. What the server does on its own, without a request, has no spans.
 */
final class DatabaseSpans implements DatabaseWatch {
    private final Tracer tracer;

    DatabaseSpans(Tracer tracer) {
        this.tracer = requireNonNull(tracer);
    }

    @Override
    public Watched begin(Work work) {
        Context current = Context.current();
        if (!Span.fromContext(current).getSpanContext().isValid()) {
            return failure -> {};
        }
        Span span = tracer.spanBuilder("postgresql " + work.name().toLowerCase(Locale.ROOT))
                .setSpanKind(SpanKind.CLIENT)
                .setParent(current)
                .setAttribute("db.system.name", "postgresql")
                .startSpan();
        return failure -> {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR)
                        .setAttribute("error.type", failure.getClass().getName());
            }
            span.end();
        };
    }
}
