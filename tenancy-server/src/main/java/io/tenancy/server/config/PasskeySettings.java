package io.tenancy.server.config;

import io.tenancy.core.passkey.RelyingParty;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** For which domain passkeys are made, and which pages may use them: that of the base URL, and others that are named. */
final class PasskeySettings {
    private static final String DOMAIN = "passkeyDomain";
    private static final String ORIGINS = "passkeyOrigins";
    private static final String SAME = "same";
    private static final String NONE = "none";

    private PasskeySettings() {}

    static Optional<RelyingParty> read(Given given, Optional<URI> baseUrl) {
        String name = given.text("passkeyName", 60);
        String domain = given.text(DOMAIN);
        String others = given.text(ORIGINS);
        if (baseUrl.isEmpty()) {
            return Optional.empty();
        }
        String id = domain.equals(SAME) ? String.valueOf(baseUrl.get().getHost()) : domain;
        Set<String> origins = new LinkedHashSet<>();
        if (isBelow(baseUrl.get(), id)) {
            origins.add(origin(baseUrl.get()));
        }
        for (String other : others.equals(NONE) ? new String[0] : others.split("[, ]+", -1)) {
            Optional<URI> url = url(other).filter(read -> isOrigin(read) && isBelow(read, id));
            url.map(PasskeySettings::origin).ifPresent(origins::add);
            if (url.isEmpty()) {
                given.problem(
                        ORIGINS, "are not origins, as https://app.example.com, of the domain of passkeys or below it");
            }
        }
        if (origins.isEmpty()) {
            given.problem(DOMAIN, "is neither the host of TENANCY_BASE_URL nor a domain above it");
            return Optional.empty();
        }
        return Optional.of(new RelyingParty(id, name, origins));
    }

    private static boolean isBelow(URI url, String domain) {
        String host = String.valueOf(url.getHost());
        return host.equals(domain) || (domain.contains(".") && host.endsWith("." + domain));
    }

    /** Browsers offer passkeys to pages of TLS, and of the machine that they are on. */
    private static boolean isOrigin(URI url) {
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && String.valueOf(url.getRawPath()).isEmpty()
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && ("https".equals(url.getScheme())
                        || ("http".equals(url.getScheme()) && url.getHost().equals("localhost")));
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
