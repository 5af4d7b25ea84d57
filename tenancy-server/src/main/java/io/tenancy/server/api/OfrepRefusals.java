package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a question about flags with the statuses and members that the OpenFeature Remote Evaluation Protocol knows, beside
 * those of the other refusals: one that cannot be read, or whose context is wrong, is a bad request.
 */
final class OfrepRefusals implements ContainerResponseFilter {
    private static final String PATH = "ofrep/v1/evaluate/flags";
    private static final Set<Integer> UNREADABLE = Set.of(415, 422);

    /**
     * A refusal with what OpenFeature providers look at.
     *
     * @param key of the flag that was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(@JsonUnwrapped Problem problem, @Nullable String key, String errorCode, String errorDetails) {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (path.startsWith(PATH) && response.getEntity() instanceof Problem problem) {
            int status = UNREADABLE.contains(response.getStatus()) ? 400 : response.getStatus();
            response.setStatus(status);
            response.setEntity(new Refused(problem.with(status), key(path), word(problem.code()), problem.detail()));
        }
    }

    private static @Nullable String key(String path) {
        String key = path.substring(PATH.length());
        return key.length() > 1 ? key.substring(1) : null;
    }

    /** The error code of OpenFeature for one of ours. */
    static String word(String code) {
        if (code.equals("targetingKey.missing")) {
            return "TARGETING_KEY_MISSING";
        }
        if (code.equals("flag.not_found")) {
            return "FLAG_NOT_FOUND";
        }
        if (code.startsWith("targetingKey.") || code.startsWith("context.")) {
            return "INVALID_CONTEXT";
        }
        return code.startsWith("body.") || code.startsWith("json.") ? "PARSE_ERROR" : "GENERAL";
    }
}
