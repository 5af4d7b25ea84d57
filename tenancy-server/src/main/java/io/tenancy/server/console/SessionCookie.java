package io.tenancy.server.console;

import io.tenancy.core.Secret;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.util.Map;
import java.util.Optional;

/**
 * The cookies of a browser's session. Each is for this host alone, over HTTPS alone, for no script and for no request that
 * another site starts; each ends with the browser.
 */
enum SessionCookie {
    /** The access token. */
    ACCESS("__Host-tenancy"),
    /** The refresh token. */
    REFRESH("__Host-tenancy-refresh"),
    /** The token of a sign-in that waits for its second step. */
    STEP("__Host-tenancy-step"),
    /** The access token of a visit to another tenant. */
    VISIT("__Host-tenancy-visit");

    private final String cookie;

    SessionCookie(String cookie) {
        this.cookie = cookie;
    }

    /** The cookie that a page means by the header of its requests. */
    static Optional<SessionCookie> meantBy(String header) {
        return switch (header) {
            case "session" -> Optional.of(ACCESS);
            case "visit" -> Optional.of(VISIT);
            default -> Optional.empty();
        };
    }

    Optional<Secret> in(ContainerRequestContext request) {
        return read(request.getCookies());
    }

    Optional<Secret> in(HttpHeaders request) {
        return read(request.getCookies());
    }

    private Optional<Secret> read(Map<String, Cookie> cookies) {
        return Optional.ofNullable(cookies.get(cookie))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .map(Secret::new);
    }

    NewCookie with(Secret value) {
        return made(value.reveal(), NewCookie.DEFAULT_MAX_AGE);
    }

    NewCookie gone() {
        return made("", 0);
    }

    private NewCookie made(String value, int seconds) {
        return new NewCookie.Builder(cookie)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
