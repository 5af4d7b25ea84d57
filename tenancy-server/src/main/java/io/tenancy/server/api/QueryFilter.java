package io.tenancy.server.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses query parameters that the operation does not know, those that come twice, and those that are not UTF-8. */
@Priority(Priorities.AUTHORIZATION)
final class QueryFilter implements ContainerRequestFilter {
    private final Set<String> known;

    QueryFilter(Method operation) {
        known = Stream.of(operation.getParameters())
                .map(QueryFilter::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        for (String name : parse(request.getUriInfo()).keySet()) {
            if (!known.contains(name)) {
                throw Problem.badRequest("query.unknown_parameter", "There is no query parameter of this name.", name);
            }
        }
    }

    private static @Nullable String name(Parameter parameter) {
        @Nullable QueryParam param = parameter.getAnnotation(QueryParam.class);
        return param == null ? null : param.value();
    }

    /** The parameters by their names; Jersey's own reading forgives what is refused here. */
    static Map<String, String> parse(UriInfo uri) {
        @Nullable String query = uri.getRequestUri().getRawQuery();
        return query == null ? Map.of() : parse(query);
    }

    static Map<String, String> parse(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (parameters.put(name, equals < 0 ? "" : value(name, pair.substring(equals + 1))) != null) {
                throw Problem.badRequest("query.repeated_parameter", "A query parameter comes once.", name);
            }
        }
        return parameters;
    }

    private static String value(String name, String text) {
        try {
            return decode(text);
        } catch (Problem.Refusal e) {
            throw new Problem.Refusal(e.problem().at(name), e);
        }
    }

    /** The text without its percent-encoding. */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '%') {
                bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else if (next == '+') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(next).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Utf8.decode(bytes.toByteArray())
                .orElseThrow(() -> malformed("Decoded, a name or value of the query is not UTF-8."));
    }

    private static int hex(String text, int index) {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) {
            throw malformed("In the query a % is not followed by two hexadecimal digits.");
        }
        return digit;
    }

    private static Problem.Refusal malformed(String detail) {
        return Problem.badRequest("query.malformed", detail);
    }
}
