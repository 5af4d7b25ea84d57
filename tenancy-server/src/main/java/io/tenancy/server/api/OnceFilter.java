package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Caller;
import io.tenancy.core.once.Attempt;
import io.tenancy.core.once.Claimed;
import io.tenancy.core.once.OnceService;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request with an {@code Idempotency-Key} through once, keeps its answer before it is sent, and answers the others
 * with it. It stands behind all that can refuse a request for how it is written, so that such a refusal uses up no key.
 */
@Priority(Priorities.ENTITY_CODER + 1)
final class OnceFilter implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(OnceFilter.class);
    private static final String ENDING = OnceFilter.class.getName();
    private static final List<String> HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER);

    /** What is said of the caller or of the moment, and not of the request: another try may be answered otherwise. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 429);

    private final OnceService once;
    private final ObjectMapper json;

    OnceFilter(OnceService once, ObjectMapper json) {
        this.once = requireNonNull(once);
        this.json = requireNonNull(json);
    }

    /** What was answered, as it is kept. */
    record Kept(int status, Map<String, String> headers, String body) {}

    /** A request that is under way, and how its answer begins. */
    private static final class Ending {
        private final Caller caller;
        private final Claimed claimed;
        private int status;
        private Map<String, String> headers = Map.of();

        Ending(Caller caller, Claimed claimed) {
            this.caller = caller;
            this.claimed = claimed;
        }
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        List<String> keys = request.getHeaders().getOrDefault(HEADER, List.of());
        if (keys.isEmpty()) {
            return;
        }
        if (keys.size() > 1) {
            throw Problem.badRequest("header.malformed", "An Idempotency-Key comes once.", HEADER);
        }
        if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
            throw new IllegalStateException("An operation for everybody is done once.");
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        Attempt attempt = once.begin(caller, keys.get(0), asked(request, body));
        if (attempt instanceof Attempt.Repeated repeated) {
            request.abortWith(again(json.readValue(repeated.answer().reveal(), Kept.class)));
        } else if (attempt instanceof Attempt.First first) {
            AccessFilter.replace(request, any -> first.caller());
            request.setProperty(ENDING, new Ending(first.caller(), first.claimed()));
        }
    }

    private static byte[] asked(ContainerRequestContext request, byte[] body) {
        byte[] line = (request.getMethod() + "\n"
                        + request.getUriInfo().getRequestUri().getRawPath() + "\n"
                        + request.getUriInfo().getRequestUri().getRawQuery() + "\n")
                .getBytes(UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(line);
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static Response again(Kept kept) {
        Response.ResponseBuilder response = Response.status(kept.status()).header(REPLAYED, "true");
        kept.headers().forEach(response::header);
        return kept.body().isEmpty()
                ? response.build()
                : response.entity(kept.body().getBytes(UTF_8)).build();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ENDING) instanceof Ending ending) {
            ending.status = response.getStatus();
            Map<String, String> headers = new TreeMap<>();
            HEADERS.stream()
                    .filter(response.getHeaders()::containsKey)
                    .forEach(name -> headers.put(name, response.getHeaderString(name)));
            ending.headers = headers;
            if (!response.hasEntity()) {
                keep(ending, "");
            }
        }
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!(context.getProperty(ENDING) instanceof Ending ending)) {
            context.proceed();
            return;
        }
        OutputStream client = context.getOutputStream();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        context.setOutputStream(written);
        context.proceed();
        keep(ending, written.toString(UTF_8));
        written.writeTo(client);
        context.setOutputStream(client);
    }

    /** What cannot be kept is answered all the same: the work is done, and known to be. */
    private void keep(Ending ending, String body) {
        boolean repeatable = ending.status < 500 && !PASSING.contains(ending.status);
        try {
            String kept = json.writeValueAsString(new Kept(ending.status, ending.headers, body));
            once.end(ending.caller, ending.claimed, repeatable, new Secret(kept));
        } catch (TenancyException | IllegalStateException | JsonProcessingException e) {
            LOG.warn("The answer to a request with an Idempotency-Key is not kept", e);
        }
    }
}
