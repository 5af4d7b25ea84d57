package io.tenancy.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tenancy.core.TenancyException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpException;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.glassfish.jersey.server.ParamException.QueryParamException;

/** From whatever was thrown to the problem that the client is told. */
final class Problems {
    /** What a client is told of a fault of ours: nothing. */
    static final Problem INTERNAL =
            Problem.of(500, "server.error", "Something went wrong on our side. The request id leads us to the cause.");

    private static final Problem HEADER =
            Problem.of(400, "header.malformed", "A header of the request has not the form of its kind.");

    private Problems() {}

    static Problem of(Throwable thrown) {
        return known(thrown)
                .or(() -> first(thrown, JsonProcessingException.class).map(JsonProblems::of))
                .or(() -> first(thrown, QueryParamException.class).map(param -> malformed(param.getParameterName())))
                .or(() -> first(thrown, WebApplicationException.class)
                        .map(refusal -> of(refusal.getResponse().getStatus())))
                .or(() -> first(thrown, HeaderValueException.class).map(header -> HEADER))
                .or(() -> first(thrown, ZipException.class).map(broken -> BodyReader.UNREADABLE))
                .or(() -> first(thrown, HttpException.class).map(refusal -> of(refusal.getCode())))
                .orElse(INTERNAL);
    }

    /** What Jersey and Jetty refuse, by its status. */
    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "path.not_found", "There is nothing at this path.");
            case 405 -> Problem.of(405, "method.not_allowed", "This path does not know this method; see Allow.");
            case 406 -> Problem.of(406, "accept.unsatisfiable", "The answer is not of a type that Accept names.");
            case 408 -> Problem.of(408, "request.timeout", "The request came too slowly.");
            case 413 -> Problem.of(413, "body.too_large", "The body is too large.");
            case 414 -> Problem.of(414, "uri.too_long", "The URI is too long.");
            case 415 ->
                Problem.of(
                        415,
                        "body.unsupported_type",
                        "A body is application/json, and under /oauth2 application/x-www-form-urlencoded.");
            case 431 -> Problem.of(431, "header.too_large", "The header is too large.");
            case 503 -> Problem.of(503, "server.unavailable", "The server cannot answer now. Try again later.");
            default ->
                (status >= 400 && status < 500) || status == 501 || status == 505
                        ? Problem.of(status, "request.malformed", "The request is not well-formed HTTP.")
                        : INTERNAL;
        };
    }

    static Optional<TenancyException> refusal(Throwable thrown) {
        return first(thrown, TenancyException.class);
    }

    static <T> Optional<T> first(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static Optional<Problem> known(Throwable thrown) {
        return first(thrown, Problem.Refusal.class)
                .map(Problem.Refusal::problem)
                .or(() -> refusal(thrown).map(refusal -> of(refusal, thrown)));
    }

    private static Problem of(TenancyException refusal, Throwable thrown) {
        Problem plain = Problem.of(status(refusal.kind()), refusal.code(), refusal.detail());
        Problem listed = refusal.flaws().isEmpty() ? plain : plain.listing(refusal.flaws());
        Problem problem = refusal.shortages().isEmpty() ? listed : listed.because(refusal.shortages());
        return refusal.field()
                .map(field -> JsonProblems.relocated(problem.at(field), field, thrown))
                .orElse(problem);
    }

    private static Problem malformed(String parameter) {
        return Problem.of(422, parameter + ".malformed", "The parameter " + parameter + " is not of its type.")
                .at(parameter);
    }

    private static int status(TenancyException.Kind kind) {
        return switch (kind) {
            case INVALID -> 422;
            case UNAUTHENTICATED -> 401;
            case DENIED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case LIMITED -> 429;
            case UNAVAILABLE -> 503;
        };
    }
}
