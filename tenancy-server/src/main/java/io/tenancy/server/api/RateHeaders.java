package io.tenancy.server.api;

import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.ratelimit.RateGuard;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Says on every answer to what was counted which limits there are and how the tightest one stands
 * (draft-ietf-httpapi-ratelimit-headers-11: two lists of strings with parameters, by RFC 9651).
 */
final class RateHeaders implements ContainerResponseFilter {
    private static final String COUNTED = "rates";

    /** Remembers how limits stand after a request was counted; of one that was counted before, how it stands now. */
    static void note(ContainerRequestContext request, List<Allowance> counted) {
        Noted noted = noted(request);
        counted.forEach(one -> noted.counted().put(one.limit(), one));
        request.setProperty(COUNTED, noted);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Collection<Allowance> counted = noted(request).counted().values();
        RateGuard.tightest(counted).ifPresent(tightest -> {
            response.getHeaders().putSingle("RateLimit-Policy", policies(counted));
            response.getHeaders().putSingle("RateLimit", standing(tightest));
        });
    }

    static String policies(Collection<Allowance> counted) {
        StringJoiner policies = new StringJoiner(", ");
        for (Allowance one : counted) {
            policies.add("\"" + one.limit().word() + "\";q=" + one.quota().units() + ";w="
                    + one.quota().window().toSeconds());
        }
        return policies.toString();
    }

    static String standing(Allowance allowance) {
        return "\"" + allowance.limit().word() + "\";r=" + allowance.remaining() + ";t=" + allowance.resetSeconds();
    }

    private static Noted noted(ContainerRequestContext request) {
        return request.getProperty(COUNTED) instanceof Noted known ? known : new Noted(new LinkedHashMap<>());
    }

    /** By limit, in the order in which they were counted first; of one request, and so of one thread. */
    private record Noted(Map<RateLimit, Allowance> counted) {}
}
