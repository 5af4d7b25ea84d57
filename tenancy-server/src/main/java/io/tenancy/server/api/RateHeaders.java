package io.tenancy.server.api;

import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.ratelimit.RateGuard;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says on every answer to what was counted which limits there are and how the tightest one stands
 * (draft-ietf-httpapi-ratelimit-headers-11: two lists of strings with parameters, by RFC 9651).
 */
final class RateHeaders implements ContainerResponseFilter {
    private static final String COUNTED = "rates";

    /** Remembers how limits stand after a request was counted; of one that was counted before, how it stands now. */
    static void note(ContainerRequestContext request, List<Allowance> counted) {
        Map<RateLimit, Allowance> all = new LinkedHashMap<>();
        noted(request).forEach(one -> all.put(one.limit(), one));
        counted.forEach(one -> all.put(one.limit(), one));
        request.setProperty(COUNTED, new Noted(List.copyOf(all.values())));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        List<Allowance> counted = noted(request);
        RateGuard.tightest(counted).ifPresent(tightest -> {
            response.getHeaders().putSingle("RateLimit-Policy", policies(counted));
            response.getHeaders().putSingle("RateLimit", standing(tightest));
        });
    }

    static String policies(List<Allowance> counted) {
        return counted.stream()
                .map(one -> "\"" + one.limit().word() + "\";q=" + one.quota().units() + ";w="
                        + one.quota().window().toSeconds())
                .collect(Collectors.joining(", "));
    }

    static String standing(Allowance allowance) {
        return "\"" + allowance.limit().word() + "\";r=" + allowance.remaining() + ";t=" + allowance.resetSeconds();
    }

    private static List<Allowance> noted(ContainerRequestContext request) {
        @Nullable Object noted = request.getProperty(COUNTED);
        return noted instanceof Noted known ? known.counted() : List.of();
    }

    private record Noted(List<Allowance> counted) {}
}
