package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.tenancy.server.api.RequestNotes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A span for each request, by the semantic conventions for HTTP, with its tenant and its id. It has the route and neither the path
 * nor the query nor any header: they may hold what must not be kept. Only a trusted proxy may say which trace it is part of; a
 * stranger's word would choose which requests are sampled, and mix theirs into others' traces.
 */
final class RequestSpans implements Filter {
    private static final String TRACE_ID = "trace_id";

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    RequestSpans(Tracer tracer, TextMapPropagator propagator) {
        this.tracer = requireNonNull(tracer);
        this.propagator = requireNonNull(propagator);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        Span span = tracer.spanBuilder(asked.getMethod())
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent(asked))
                .setAttribute("http.request.method", asked.getMethod())
                .setAttribute("url.scheme", asked.getScheme())
                .startSpan();
        String trace = span.getSpanContext().getTraceId();
        asked.setAttribute(TRACE_ID, trace);
        MDC.put(TRACE_ID, trace);
        Scope current = span.makeCurrent();
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute("error.type", e.getClass().getName());
            throw e;
        } finally {
            current.close();
            end(span, asked, ((HttpServletResponse) response).getStatus());
            MDC.remove(TRACE_ID);
        }
    }

    private static void end(Span span, HttpServletRequest request, int status) {
        span.setAttribute("http.response.status_code", status);
        note(request, RequestNotes.REQUEST_ID).ifPresent(id -> span.setAttribute("tenancy.request_id", id));
        note(request, RequestNotes.TENANT_ID).ifPresent(id -> span.setAttribute("tenancy.tenant_id", id));
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", String.valueOf(status));
        }
        span.end();
    }

    private static Optional<String> note(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getAttribute(name)).map(Object::toString);
    }

    private Context parent(HttpServletRequest request) {
        return request.getAttribute(RequestNotes.TRUSTED_PEER) == null
                ? Context.root()
                : propagator.extract(Context.root(), request, Headers.OF_REQUEST);
    }

    private enum Headers implements TextMapGetter<HttpServletRequest> {
        OF_REQUEST;

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    }
}
