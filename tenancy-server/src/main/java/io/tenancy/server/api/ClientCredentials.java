package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.oauth.ClientLogin;
import io.tenancy.server.api.OAuthForms.ClientForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads who a client says it is: by HTTP Basic or in its form, and never by both (RFC 6749, section 2.3). */
final class ClientCredentials {
    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 2_048;

    private ClientCredentials() {}

    /** What the client says; empty where it says nothing. */
    static Optional<ClientLogin> of(ClientForm form, HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            return form.clientSecret()
                    .map(secret -> new ClientLogin(form.clientId().orElse(""), secret));
        }
        if (headers.size() > 1 || form.clientSecret().isPresent()) {
            throw new Invalid("client", "client.twice", "The client says who it is in more than one way.");
        }
        ClientLogin login = basic(headers.get(0).strip());
        if (form.clientId().filter(id -> !id.equals(login.id())).isPresent()) {
            throw new Invalid("client", "client.twice", "The client says who it is in more than one way.");
        }
        return Optional.of(login);
    }

    /** Reads the value of a header Authorization. */
    static ClientLogin basic(String header) {
        if (header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unreadable(null);
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String[] pair = new String(decoded, UTF_8).split(":", 2);
            if (pair.length == 2) {
                return new ClientLogin(QueryFilter.decode(pair[0]), new Secret(QueryFilter.decode(pair[1])));
            }
        } catch (IllegalArgumentException | Problem.Refusal e) {
            throw unreadable(e);
        }
        throw unreadable(null);
    }

    private static Unauthenticated unreadable(@Nullable Exception cause) {
        Unauthenticated refusal = new Unauthenticated("client.failed", "The client or its secret is wrong.");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
