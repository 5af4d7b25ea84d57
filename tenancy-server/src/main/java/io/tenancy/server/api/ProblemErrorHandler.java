package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers with a problem what Jetty refuses before the API sees it, as a request line that is not HTTP. */
final class ProblemErrorHandler extends ErrorHandler {
    /** Those that Dropwizard lets through. */
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    private final ObjectMapper json;
    private final Supplier<UUID> ids;

    ProblemErrorHandler(ObjectMapper json, Supplier<UUID> ids) {
        this.json = requireNonNull(json);
        this.ids = requireNonNull(ids);
    }

    /** Every method is owed an answer; Jetty has one for GET, HEAD and POST alone. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback)
            throws IOException {
        String id = Optional.ofNullable(request.getAttribute(RequestFrame.REQUEST_ID))
                .map(Object::toString)
                .or(() -> RequestFrame.given(request.getHeaders().get(RequestFrame.HEADER)))
                .orElseGet(() -> ids.get().toString());
        Problem problem = Problems.of(code).in(Optional.of(id));
        RequestFrame.SECURITY.forEach(response.getHeaders()::put);
        response.getHeaders().put(RequestFrame.HEADER, id);
        if (code == 405 && !response.getHeaders().contains(HttpHeader.ALLOW)) {
            response.getHeaders().put(HttpHeader.ALLOW, METHODS);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(json.writeValueAsString(problem).getBytes(UTF_8)), callback);
    }
}
