package io.tenancy.server.api;

import io.tenancy.server.config.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The host that a request was sent to: as the request itself says, or as the trusted proxy does that it comes from. It is the
 * word of a stranger: it may choose how a page looks to that stranger, and nothing else.
 */
public final class AskedHost {
    private AskedHost() {}

    /** The host, with its port where it has one; empty where the request names none. */
    public static String of(HttpServletRequest request, TrustedProxies proxies) {
        String asked = Optional.ofNullable(request.getHeader("Host")).orElse("");
        return request.getAttribute(RequestNotes.TRUSTED_PEER) == null
                ? asked
                : forwarded(request, proxies).orElse(asked);
    }

    private static Optional<String> forwarded(HttpServletRequest request, TrustedProxies proxies) {
        return switch (proxies.form()) {
            case X_FORWARDED -> last(request, "X-Forwarded-Host");
            case FORWARDED ->
                last(request, "Forwarded").stream()
                        .flatMap(element -> Stream.of(element.split(";", -1)))
                        .map(String::strip)
                        .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("host="))
                        .map(pair -> pair.substring("host=".length()).replaceAll("^\"(.*)\"$", "$1"))
                        .findFirst();
        };
    }

    /** What the nearest proxy says. */
    private static Optional<String> last(HttpServletRequest request, String name) {
        List<String> all = Collections.list(request.getHeaders(name)).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
