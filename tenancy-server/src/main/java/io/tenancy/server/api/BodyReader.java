package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes in the body of a request, once its sender may use the operation: at most 1 MiB after inflation, UTF-8. */
final class BodyReader {
    /** The most bytes of a body, counted after inflation. */
    static final int MOST = 1 << 20;

    static final Problem UNREADABLE =
            Problem.of(400, "body.malformed", "The body ends too early, or is not compressed as it says.");

    private final ObjectMapper json;

    BodyReader(ObjectMapper json) {
        this.json = requireNonNull(json);
    }

    /** The filter before an operation that takes a body, or before one that takes none. */
    ContainerRequestFilter before(Method operation) {
        boolean takesBody = Stream.of(operation.getParameters()).anyMatch(BodyReader::isBody);
        return takesBody ? new Body(json) : new NoBody(json);
    }

    /** Whether Jersey fills the parameter from the body: it is the one without any annotation of Jakarta or Dropwizard. */
    private static boolean isBody(Parameter parameter) {
        return Stream.of(parameter.getAnnotations())
                .map(annotation -> annotation.annotationType().getPackageName())
                .noneMatch(name -> name.startsWith("jakarta.ws.rs") || name.startsWith("io.dropwizard.auth"));
    }

    private static byte[] read(ContainerRequestContext request) {
        byte[] bytes;
        try {
            bytes = request.getEntityStream().readNBytes(MOST + 1);
        } catch (IOException e) {
            throw new Problem.Refusal(UNREADABLE, e);
        }
        if (request.getLength() > MOST || bytes.length > MOST) {
            throw new Problem.Refusal(
                    Problem.of(413, "body.too_large", "A body has at most " + MOST + " bytes, after inflation."));
        }
        return bytes;
    }

    /** Reads the document once, so that what is not JSON or names a tenant is refused before any value is looked at. */
    private static void check(ObjectMapper json, byte[] bytes) throws IOException {
        try (JsonParser parser = json.getFactory().createParser(bytes)) {
            parser.nextToken();
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.FIELD_NAME) {
                    TenantRefusal.check(parser.currentName());
                }
            } while (parser.nextToken() != null && depth > 0);
            if (parser.currentToken() != null) {
                throw new JsonParseException(parser, "There is something behind the document.");
            }
        }
    }

    @Priority(Priorities.ENTITY_CODER)
    private record Body(ObjectMapper json) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            @Nullable MediaType type = request.getMediaType();
            if (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                throw new NotSupportedException();
            }
            byte[] bytes = read(request);
            String text = Utf8.decode(bytes)
                    .filter(decoded -> decoded.indexOf('\0') < 0)
                    .orElseThrow(() -> Problem.badRequest("body.malformed", "The body is JSON in UTF-8."));
            if (text.isBlank() || text.strip().equals("null")) {
                throw Problem.badRequest("body.missing", "This needs a JSON object as its body.");
            }
            check(json, bytes);
            request.setEntityStream(new ByteArrayInputStream(bytes));
        }
    }

    /** An empty object is as good as nothing, because many clients cannot help sending one. */
    @Priority(Priorities.ENTITY_CODER)
    private record NoBody(ObjectMapper json) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            byte[] bytes = read(request);
            if (bytes.length > 0) {
                check(json, bytes);
                json.readValue(bytes, Nothing.class);
            }
        }
    }

    private record Nothing() {}
}
