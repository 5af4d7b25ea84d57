package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.setting.CrossOrigin;
import io.tenancy.server.config.TrustedProxies;
import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the HTTP API is told besides its use cases.
 *
 * @param baseUrl where clients reach this server, as {@code https://api.example.org}; links are built from it and never
 *     from what a request says
 * @param requestIds makes the id of a request that comes without one
 * @param proxies who is believed when it says where a request has come from
 * @param pages which pages of other origins may read answers
 */
public record ApiSettings(URI baseUrl, Supplier<UUID> requestIds, TrustedProxies proxies, CrossOrigin pages) {
    public ApiSettings {
        requireNonNull(baseUrl);
        requireNonNull(requestIds);
        requireNonNull(proxies);
        requireNonNull(pages);
    }

    /** The address of a path of this server on a verified domain of a tenant. */
    public URI link(String domain, String path) {
        return URI.create("https://" + domain + link(path).getRawPath() + query(link(path)));
    }

    private static String query(URI link) {
        return link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
    }

    /** The address of a path of this server. */
    public URI link(String path) {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
