package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenancy.core.Flaw;
import io.tenancy.core.Shortage;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of every refusal (RFC 9457).
 *
 * @param code a stable word for machines; docs/errors.md lists them
 * @param field what is wrong: a member's path, a parameter's name
 * @param errors everything that is wrong, where a request has many parts
 * @param exceeded what of its plan the tenant has used up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String field,
        @Nullable List<Flaw> errors,
        @Nullable List<Shortage> exceeded,
        @Nullable String requestId) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** RFC 9110 renamed these; the platform keeps the older words. */
    private static final Map<Integer, String> TITLES = Map.of(413, "Content Too Large", 422, "Unprocessable Content");

    static Problem of(int status, String code, String detail) {
        return new Problem("about:blank", title(status), status, code, detail, null, null, null, null);
    }

    static Refusal badRequest(String code, String detail) {
        return new Refusal(of(400, code, detail));
    }

    static Refusal badRequest(String code, String detail, String field) {
        return new Refusal(of(400, code, detail).at(field));
    }

    Problem at(String field) {
        return new Problem(type, title, status, code, detail, field, errors, exceeded, requestId);
    }

    Problem because(List<Shortage> shortages) {
        return new Problem(type, title, status, code, detail, field, errors, shortages, requestId);
    }

    Problem listing(List<Flaw> flaws) {
        return new Problem(type, title, status, code, detail, field, flaws, exceeded, requestId);
    }

    Problem with(int other) {
        return new Problem(type, title(other), other, code, detail, field, errors, exceeded, requestId);
    }

    Problem in(Optional<String> request) {
        return new Problem(type, title, status, code, detail, field, errors, exceeded, request.orElse(null));
    }

    private static String title(int status) {
        Response.@Nullable Status known = Response.Status.fromStatusCode(status);
        return TITLES.getOrDefault(status, known == null ? "Error" : known.getReasonPhrase());
    }

    /** Thrown by what stands before the use cases. */
    @SuppressWarnings("serial") // never leaves the process
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Problem problem;

        Refusal(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        Refusal(Problem problem, Exception cause) {
            super(problem.code(), cause);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
