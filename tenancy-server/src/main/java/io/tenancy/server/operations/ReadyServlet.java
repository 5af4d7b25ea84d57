package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import com.codahale.metrics.health.HealthCheck.Result;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says whether requests may be sent here: 200, or 503 with what is wrong. What is wrong and no reason
 * to send requests elsewhere is a warning.
 */
final class ReadyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient HealthCheckRegistry health;
    private final transient ObjectMapper json;

    ReadyServlet(HealthCheckRegistry health, ObjectMapper json) {
        this.health = requireNonNull(health);
        this.json = requireNonNull(json);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> problems = new TreeMap<>();
        Map<String, String> warnings = new TreeMap<>();
        results().forEach((name, result) -> {
            if (!result.isHealthy()) {
                problems.put(name, message(result));
            } else if (result.getMessage() != null) {
                warnings.put(name, result.getMessage());
            }
        });
        response.setStatus(problems.isEmpty() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        Map<String, Object> answer = new TreeMap<>(Map.of("status", problems.isEmpty() ? "ready" : "not ready"));
        answer.put("problems", problems);
        answer.put("warnings", warnings);
        response.getWriter().write(json.writeValueAsString(answer));
    }

    /** A server that ends says so at once, and asks no database that may let it wait. */
    private Map<String, Result> results() {
        if (health.getNames().contains(Drain.CHECK)) {
            Result drain = health.runHealthCheck(Drain.CHECK);
            if (!drain.isHealthy()) {
                return Map.of(Drain.CHECK, drain);
            }
        }
        return health.runHealthChecks();
    }

    private static String message(Result result) {
        return Optional.ofNullable(result.getMessage()).orElse("It failed.");
    }
}
