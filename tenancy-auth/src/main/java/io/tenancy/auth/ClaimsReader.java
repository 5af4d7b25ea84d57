package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Permission;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Instant issuedAt = time(claims, "iat");
        Instant expiresAt = time(claims, "exp");
        requireNow(claims, issuedAt, expiresAt);
        return new Claims(
                id(claims, "jti"),
                new TenantId(id(claims, "tenant_id")),
                bearer(claims),
                texts(claims, "roles"),
                issuedAt,
                expiresAt);
    }

    private Bearer bearer(Map<String, Object> claims) throws Refused {
        UUID subject = id(claims, "sub");
        if (!claims.containsKey("sid")) {
            require(claims, "client_id", subject.toString());
            return new Bearer.Service(subject, id(claims, "key_id"), scope(claims));
        }
        require(claims, "client_id", settings.clientId());
        if (claims.containsKey("act")) {
            Map<?, ?> acting = typed(claims, "act", Map.class);
            if (!acting.equals(Map.of("sub", subject.toString()))) {
                throw new Refused("the act is not the operator whom the token is for");
            }
            return new Bearer.Support(new UserId(subject), id(claims, "sid"), assurance(claims));
        }
        return new Bearer.Person(new UserId(subject), new SessionId(id(claims, "sid")), assurance(claims));
    }

    /** What is shown must be what is claimed: a level that the methods do not reach is refused. */
    private Assurance assurance(Map<String, Object> claims) throws Refused {
        Set<String> references = texts(claims, "amr");
        Set<Method> methods = references.stream()
                .map(Method::referredTo)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Method.class)));
        if (methods.isEmpty()) {
            throw new Refused("the amr has no method that is known");
        }
        Assurance assurance = new Assurance(methods, time(claims, "auth_time"));
        if (!assurance.references().equals(references)) {
            throw new Refused("the amr has a method that is not known");
        }
        require(claims, "acr", assurance.level());
        return assurance;
    }

    private static Set<Permission> scope(Map<String, Object> claims) throws Refused {
        try {
            return Stream.of(text(claims, "scope").split(" ", -1))
                    .filter(name -> !name.isEmpty())
                    .map(Permission::new)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new Refused("the scope is not a list of permissions");
        }
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

    private static Set<String> texts(Map<String, Object> claims, String name) throws Refused {
        Set<String> texts = new LinkedHashSet<>();
        for (Object one : typed(claims, name, List.class)) {
            if (!(one instanceof String text) || !texts.add(text)) {
                throw new Refused("the " + name + " is not a list of different strings");
            }
        }
        return texts;
    }
}
