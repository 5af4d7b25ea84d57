package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.session.Claims;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the claims of a token whose signature holds, and refuses every one that this deployment would not write. */
final class ClaimsReader {
    /** The end of the year 9999, the last second that RFC 3339 can write. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final TokenSettings settings;
    private final InstantSource clock;

    ClaimsReader(TokenSettings settings, InstantSource clock) {
        this.settings = requireNonNull(settings);
        this.clock = requireNonNull(clock);
    }

    Claims read(Map<String, Object> claims) throws Refused {
        require(claims, "iss", settings.issuer());
        require(claims, "aud", settings.audience());
        require(claims, "client_id", settings.clientId());
        Instant issuedAt = time(claims, "iat");
        Instant expiresAt = time(claims, "exp");
        requireNow(claims, issuedAt, expiresAt);
        return new Claims(
                id(claims, "jti"),
                new TenantId(id(claims, "tenant_id")),
                new UserId(id(claims, "sub")),
                new SessionId(id(claims, "sid")),
                roles(claims),
                issuedAt,
                expiresAt);
    }

    private void requireNow(Map<String, Object> claims, Instant issuedAt, Instant expiresAt) throws Refused {
        Instant now = clock.instant();
        if (!expiresAt.isAfter(now.minus(settings.leeway()))) {
            throw new Refused("it has expired");
        }
        if (issuedAt.isAfter(now.plus(settings.leeway()))) {
            throw new Refused("it was issued in the future");
        }
        if (claims.containsKey("nbf") && time(claims, "nbf").isAfter(now.plus(settings.leeway()))) {
            throw new Refused("it is not good yet");
        }
        if (expiresAt.isBefore(issuedAt)) {
            throw new Refused("it expires before it was issued");
        }
    }

    private static void require(Map<String, Object> claims, String name, String wanted) throws Refused {
        if (!text(claims, name).equals(wanted)) {
            throw new Refused("the " + name + " is another");
        }
    }

    private static String text(Map<String, Object> claims, String name) throws Refused {
        return typed(claims, name, String.class);
    }

    private static <T> T typed(Map<String, Object> claims, String name, Class<T> type) throws Refused {
        return Optional.ofNullable(claims.get(name))
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new Refused("the " + name + " is missing or of the wrong type"));
    }

    private static Instant time(Map<String, Object> claims, String name) throws Refused {
        long seconds = typed(claims, name, Long.class);
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new Refused("the " + name + " is out of range");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static UUID id(Map<String, Object> claims, String name) throws Refused {
        String text = text(claims, name);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new Refused("the " + name + " is not a UUID");
        }
        throw new Refused("the " + name + " is not a UUID in its canonical form");
    }

    private static Set<String> roles(Map<String, Object> claims) throws Refused {
        Set<String> roles = new LinkedHashSet<>();
        for (Object role : typed(claims, "roles", List.class)) {
            if (!(role instanceof String name) || !roles.add(name)) {
                throw new Refused("the roles are not a list of different strings");
            }
        }
        return roles;
    }
}
