package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the body of a request, once its sender may use the operation: UTF-8, at most 1 MiB after inflation, and at
 * most 16 KiB where the operation is open to everybody or takes no body.
 */
final class BodyReader {
    /** The most bytes of a body, counted after inflation. */
    static final int MOST = 1 << 20;

    /** The most bytes that are read for somebody unknown, or only to be refused. */
    static final int LITTLE = 16 << 10;

    /** The most bytes of a body that is signed as it is, and read by an adapter. */
    static final int SIGNED = 512 << 10;

    /** The most members of one object. */
    static final int MOST_MEMBERS = 1_000;

    static final Problem UNREADABLE =
            Problem.of(400, "body.malformed", "The body ends too early, or is not compressed as it says.");

    private final ObjectMapper json;

    BodyReader(ObjectMapper json) {
        this.json = requireNonNull(json);
    }

    /** The filter before an operation that takes a body, or before one that takes none. */
    ContainerRequestFilter before(Method operation, Declaration declared) {
        Optional<Parameter> body =
                Stream.of(operation.getParameters()).filter(BodyReader::isBody).findAny();
        if (body.isEmpty()) {
            return new NoBody(json);
        }
        if (body.get().getType() == byte[].class) {
            return new SignedBody();
        }
        if (body.get().getType() == InputStream.class) {
            return new File(types(operation).get(0));
        }
        if (takesForm(operation)) {
            return new FormBody(json, body.get().getType());
        }
        return new Body(json, types(operation), declared instanceof Declaration.ForAll ? LITTLE : MOST);
    }

    /** What the operation says that it takes, or JSON. */
    private static List<MediaType> types(Method operation) {
        @Nullable Consumes consumes = operation.getAnnotation(Consumes.class);
        return consumes == null
                ? List.of(MediaType.APPLICATION_JSON_TYPE)
                : Stream.of(consumes.value()).map(MediaType::valueOf).toList();
    }

    private static boolean takesForm(Method operation) {
        @Nullable Consumes consumes = operation.getAnnotation(Consumes.class);
        return consumes != null && List.of(consumes.value()).contains(MediaType.APPLICATION_FORM_URLENCODED);
    }

    /** Whether Jersey fills the parameter from the body: it is the one without any annotation of Jakarta or Dropwizard. */
    private static boolean isBody(Parameter parameter) {
        return Stream.of(parameter.getAnnotations())
                .map(annotation -> annotation.annotationType().getPackageName())
                .noneMatch(name -> name.startsWith("jakarta.ws.rs") || name.startsWith("io.dropwizard.auth"));
    }

    /** The text of the body, which is blank where there is none. */
    static String read(ContainerRequestContext request, int most) {
        byte[] bytes;
        try {
            bytes = inflated(request).readNBytes(most + 1);
        } catch (IOException e) {
            throw new Problem.Refusal(UNREADABLE, e);
        }
        if (request.getLength() > most || bytes.length > most) {
            throw new Problem.Refusal(Problem.of(
                    413, "body.too_large", "The body has more than " + most + " bytes, counted after inflation."));
        }
        return Utf8.decode(bytes)
                .filter(decoded -> decoded.indexOf('\0') < 0 && !decoded.startsWith("\uFEFF"))
                .orElseThrow(() -> Problem.badRequest(
                        "body.malformed", "The body is text in UTF-8, without a byte order mark and without NUL."));
    }

    /** Jetty's own inflation, which config.yml turns off, takes a body that ends too early for a whole one. */
    private static InputStream inflated(ContainerRequestContext request) throws IOException {
        PushbackInputStream body = new PushbackInputStream(request.getEntityStream());
        int first = body.read();
        if (first < 0) {
            return body;
        }
        body.unread(first);
        @Nullable String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body);
            default -> throw unsupported("A body is compressed by gzip, or not at all.");
        };
    }

    static void requireType(@Nullable MediaType type, MediaType wanted) {
        if (type == null || !type.isCompatible(wanted)) {
            throw new NotSupportedException();
        }
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw unsupported("A body is UTF-8; another charset is not read.");
        }
    }

    private static Problem.Refusal unsupported(String detail) {
        return new Problem.Refusal(Problem.of(415, "body.unsupported_type", detail));
    }

    /** Reads the document once, so that what is not JSON or names a tenant is refused before any value is looked at. */
    private static void check(ObjectMapper json, String text) throws IOException {
        try (JsonParser parser = json.getFactory().createParser(text)) {
            int depth = 0;
            Deque<Integer> members = new ArrayDeque<>();
            for (@Nullable JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    members.push(0);
                } else if (token == JsonToken.END_OBJECT) {
                    members.pop();
                } else if (token == JsonToken.FIELD_NAME && count(members) > MOST_MEMBERS) {
                    throw Problem.badRequest(
                            "json.too_large", "A JSON object has " + MOST_MEMBERS + " members at most.");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.FIELD_NAME) {
                    TenantRefusal.check(parser.currentName());
                }
                if (depth == 0 && parser.nextToken() != null) {
                    throw new JsonParseException(parser, "There is something behind the document.");
                }
            }
        }
    }

    private static int count(Deque<Integer> members) {
        int count = members.pop() + 1;
        members.push(count);
        return count;
    }

    @Priority(Priorities.ENTITY_CODER)
    private record Body(ObjectMapper json, List<MediaType> types, int most) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            @Nullable MediaType type = request.getMediaType();
            requireType(
                    type,
                    types.stream()
                            .filter(wanted -> type != null && type.isCompatible(wanted))
                            .findFirst()
                            .orElse(types.get(0)));
            String text = read(request, most);
            if (text.isBlank() || text.strip().equals("null")) {
                throw Problem.badRequest("body.missing", "This needs a JSON object as its body.");
            }
            check(json, text);
            request.setEntityStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What another company has signed is handed on as it is, with whatever members. */
    @Priority(Priorities.ENTITY_CODER)
    private record SignedBody() implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            requireType(request.getMediaType(), MediaType.APPLICATION_JSON_TYPE);
            String text = read(request, SIGNED);
            if (text.isBlank()) {
                throw Problem.badRequest("body.missing", "This needs a JSON object as its body.");
            }
            if (!text.stripLeading().startsWith("{")) {
                throw Problem.badRequest("body.malformed", "The body is not a JSON object.");
            }
            request.setEntityStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** A file, which the operation itself reads while it comes, and of which it says how long it may be. */
    @Priority(Priorities.ENTITY_CODER)
    private record File(MediaType type) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            @Nullable MediaType sent = request.getMediaType();
            if (sent == null || !sent.isCompatible(type)) {
                throw new NotSupportedException();
            }
            if (request.getHeaderString(HttpHeaders.CONTENT_ENCODING) != null) {
                throw unsupported("A file is not compressed once more.");
            }
        }
    }

    /** An empty object is as good as nothing, because many clients cannot help sending one. */
    @Priority(Priorities.ENTITY_CODER)
    private record NoBody(ObjectMapper json) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            String text = UnreadBody.hasBody(request) ? read(request, LITTLE) : "";
            request.setEntityStream(InputStream.nullInputStream());
            if (text.isBlank()) {
                return;
            }
            check(json, text);
            if (!text.stripLeading().startsWith("{")) {
                throw Problem.badRequest("body.unexpected", "This takes no body, or an empty JSON object.");
            }
            json.readValue(text, Nothing.class);
        }
    }

    private record Nothing() {}
}
