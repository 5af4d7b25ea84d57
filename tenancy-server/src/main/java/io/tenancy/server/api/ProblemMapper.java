package io.tenancy.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dropwizard.jersey.optional.EmptyOptionalException;
import io.dropwizard.jersey.validation.JerseyViolationException;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Unauthenticated;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers everything that is thrown with a problem. One subclass for each type that Dropwizard brings a mapper of its
 * own for, because Jersey asks the mapper of the nearest type.
 */
abstract class ProblemMapper<T extends Throwable> implements ExceptionMapper<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final String REALM = "Bearer realm=\"tenancy\"";

    static final List<Class<?>> ALL = List.of(
            OfAnything.class,
            OfJson.class,
            OfWeb.class,
            OfViolation.class,
            OfEmptyOptional.class,
            OfIllegalState.class);

    @Context
    private @Nullable HttpServletRequest request;

    @Override
    public final Response toResponse(T thrown) {
        Problem problem = Problems.of(thrown);
        if (problem.status() >= 500 && Problems.refusal(thrown).isEmpty()) {
            LOG.error("Unexpected failure", thrown);
        }
        Problems.refusal(thrown).ifPresent(refusal -> Refusals.log(problem.status(), refusal));
        Optional<String> requestId = request == null ? Optional.empty() : RequestFrame.id(request);
        Response.ResponseBuilder response = Response.status(problem.status());
        if (thrown instanceof WebApplicationException refusal) {
            response.replaceAll(refusal.getResponse().getHeaders());
        }
        Problems.refusal(thrown).ifPresent(refusal -> explain(response, refusal));
        return response.type(Problem.MEDIA_TYPE).entity(problem.in(requestId)).build();
    }

    private static void explain(Response.ResponseBuilder response, TenancyException refusal) {
        refusal.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
        if (refusal.kind() == TenancyException.Kind.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge((Unauthenticated) refusal));
        }
    }

    private static String challenge(Unauthenticated refusal) {
        if (refusal.code().equals("token.invalid")) {
            return REALM + ", error=\"invalid_token\"";
        }
        return refusal.demand()
                .map(demand -> REALM + ", error=\"insufficient_user_authentication\", acr_values=\"" + demand.level()
                        + "\", max_age=\"" + demand.age().toSeconds() + "\"")
                .orElse(REALM);
    }

    static final class OfAnything extends ProblemMapper<Throwable> {}

    static final class OfJson extends ProblemMapper<JsonProcessingException> {}

    static final class OfWeb extends ProblemMapper<WebApplicationException> {}

    static final class OfViolation extends ProblemMapper<JerseyViolationException> {}

    static final class OfEmptyOptional extends ProblemMapper<EmptyOptionalException> {}

    static final class OfIllegalState extends ProblemMapper<IllegalStateException> {}
}
