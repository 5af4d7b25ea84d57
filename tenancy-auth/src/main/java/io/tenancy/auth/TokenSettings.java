package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * What makes an access token one of this deployment.
 *
 * @param issuer the {@code iss}: the absolute http or https URL of the deployment, without query and fragment (RFC 8414,
 *     section 2)
 * @param audience the {@code aud}: the name of the API that the tokens are for
 * @param clientId the {@code client_id} of tokens that people get by signing in
 * @param leeway by how much the clocks of two nodes may differ; 60 s at most
 */
public record TokenSettings(String issuer, String audience, String clientId, Duration leeway) {
    private static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(30);
    /** The most by which the clocks of two nodes may differ. */
    public static final Duration MOST_LEEWAY = Duration.ofSeconds(60);

    public TokenSettings {
        requireUrl(issuer);
        requireText("audience", audience);
        requireText("clientId", clientId);
        if (leeway.isNegative() || leeway.compareTo(MOST_LEEWAY) > 0) {
            throw new IllegalArgumentException("leeway is from 0 to 60 seconds, not " + leeway + ".");
        }
    }

    /** Settings with a leeway of 30 s. */
    public TokenSettings(String issuer, String audience, String clientId) {
        this(issuer, audience, clientId, DEFAULT_LEEWAY);
    }

    private static void requireText(String name, String given) {
        if (requireNonNull(given, name).isBlank()) {
            throw new IllegalArgumentException(name + " is blank.");
        }
    }

    private static void requireUrl(String issuer) {
        try {
            URI url = new URI(requireNonNull(issuer, "issuer"));
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean bare = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
            if (!web || url.getHost() == null || !bare) {
                throw notAnIssuer(issuer);
            }
        } catch (URISyntaxException e) {
            throw notAnIssuer(issuer);
        }
    }

    private static IllegalArgumentException notAnIssuer(String given) {
        return new IllegalArgumentException(
                "issuer is an absolute http or https URL without query, fragment and user, not \"" + given + "\".");
    }
}
