package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes in the body of an operation of OAuth, the one place where it is a form and not JSON: makes an object of texts of it,
 * which is read as every other. By RFC 6749, section 3.2, a parameter without a value is as one that is not there, one
 * that is not known is passed over, and none comes twice.
 */
@Priority(Priorities.ENTITY_CODER)
final class FormBody implements ContainerRequestFilter {
    private final ObjectMapper json;
    private final Set<String> known;

    /**
     * The filter for one form.
     *
     * @param form a record whose components say their names by {@link JsonProperty}
     */
    FormBody(ObjectMapper json, Class<?> form) {
        this.json = requireNonNull(json);
        this.known = Stream.of(form.getRecordComponents())
                .map(component -> requireNonNull(component.getAccessor().getAnnotation(JsonProperty.class))
                        .value())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        BodyReader.requireType(request.getMediaType(), MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        String text = BodyReader.read(request, BodyReader.LITTLE);
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            for (String pair : text.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String name = QueryFilter.decode(parts[0]);
                String value = parts.length < 2 ? "" : QueryFilter.decode(parts[1]);
                TenantRefusal.check(name);
                if (known.contains(name) && !value.isEmpty() && parameters.put(name, value) != null) {
                    request.abortWith(malformed("The parameter " + name + " comes twice."));
                    return;
                }
            }
        } catch (Problem.Refusal e) {
            if (!e.problem().code().equals("query.malformed")) {
                throw e;
            }
            request.abortWith(malformed("The form is not percent-encoded UTF-8."));
            return;
        }
        request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        request.setEntityStream(new ByteArrayInputStream(json.writeValueAsBytes(parameters)));
    }

    private static Response malformed(String description) {
        return OAuthAnswers.refusal(400, "invalid_request", description);
    }
}
