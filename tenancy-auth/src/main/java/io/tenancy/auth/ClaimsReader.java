package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.auth.Verdict.Reason;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Permission;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the claims of a token whose signature holds, and refuses every one that this deployment would not write. */
final class ClaimsReader {
    /** The end of the year 9999, the last second that RFC 3339 can write. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final String issuer;
    private final String audience;
    private final Predicate<String> isClient;

    /**
     * @param isClient whether people get tokens as a client of this id
     */
    ClaimsReader(String issuer, String audience, Predicate<String> isClient) {
        this.issuer = requireNonNull(issuer);
        this.audience = requireNonNull(audience);
        this.isClient = requireNonNull(isClient);
    }

    /** Reads the claims, whatever time it is. */
    Claims read(Map<String, Object> claims) throws NotAccepted {
        requireOurs(claims, "iss", issuer, Reason.ISSUER);
        requireOurs(claims, "aud", audience, Reason.AUDIENCE);
        Instant issuedAt = time(claims, "iat");
        Instant expiresAt = time(claims, "exp");
        if (expiresAt.isBefore(issuedAt)) {
            throw new NotAccepted(Reason.CLAIM, "it expires before it was issued");
        }
        return new Claims(
                id(claims, "jti"),
                new TenantId(id(claims, "tenant_id")),
                bearer(claims),
                texts(claims, "roles"),
                issuedAt,
                expiresAt);
    }

    /** From when on the token is good, as it says itself. */
    static Instant begin(Map<String, Object> payload, Claims claims) throws NotAccepted {
        if (!payload.containsKey("nbf")) {
            return claims.issuedAt();
        }
        Instant notBefore = time(payload, "nbf");
        return notBefore.isAfter(claims.issuedAt()) ? notBefore : claims.issuedAt();
    }

    private Bearer bearer(Map<String, Object> claims) throws NotAccepted {
        UUID subject = id(claims, "sub");
        if (!claims.containsKey("sid")) {
            requireOurs(claims, "client_id", subject.toString(), Reason.CLAIM);
            requireAbsent(claims, "act");
            return new Bearer.Service(subject, id(claims, "key_id"), scope(claims));
        }
        if (!isClient.test(text(claims, "client_id"))) {
            throw new NotAccepted(Reason.CLAIM, "the client_id is another");
        }
        requireAbsent(claims, "scope");
        if (claims.containsKey("act")) {
            Map<?, ?> acting = typed(claims, "act", Map.class);
            if (!acting.equals(Map.of("sub", subject.toString()))) {
                throw new NotAccepted(Reason.CLAIM, "the act is not the operator whom the token is for");
            }
            return new Bearer.Support(new UserId(subject), id(claims, "sid"), assurance(claims));
        }
        return new Bearer.Person(new UserId(subject), new SessionId(id(claims, "sid")), assurance(claims));
    }

    /** What is shown must be what is claimed: a level that the methods do not reach is refused. */
    private Assurance assurance(Map<String, Object> claims) throws NotAccepted {
        Set<String> references = texts(claims, "amr");
        Set<Method> methods = references.stream()
                .map(Method::referredTo)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Method.class)));
        if (methods.isEmpty()) {
            throw new NotAccepted(Reason.CLAIM, "the amr has no method that is known");
        }
        Assurance assurance = new Assurance(methods, time(claims, "auth_time"));
        if (!assurance.references().equals(references)) {
            throw new NotAccepted(Reason.CLAIM, "the amr has a method that is not known");
        }
        requireOurs(claims, "acr", assurance.level(), Reason.CLAIM);
        return assurance;
    }

    private static Set<Permission> scope(Map<String, Object> claims) throws NotAccepted {
        try {
            return Stream.of(text(claims, "scope").split(" ", -1))
                    .filter(name -> !name.isEmpty())
                    .map(Permission::new)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new NotAccepted(Reason.CLAIM, "the scope is not a list of permissions");
        }
    }

    private static void requireOurs(Map<String, Object> claims, String name, String ours, Reason otherwise)
            throws NotAccepted {
        if (!text(claims, name).equals(ours)) {
            throw new NotAccepted(otherwise, "the " + name + " is another");
        }
    }

    private static void requireAbsent(Map<String, Object> claims, String name) throws NotAccepted {
        if (claims.containsKey(name)) {
            throw new NotAccepted(Reason.CLAIM, "the " + name + " is of another kind of token");
        }
    }

    private static String text(Map<String, Object> claims, String name) throws NotAccepted {
        return typed(claims, name, String.class);
    }

    private static <T> T typed(Map<String, Object> claims, String name, Class<T> type) throws NotAccepted {
        return Optional.ofNullable(claims.get(name))
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new NotAccepted(Reason.CLAIM, "the " + name + " is missing or of the wrong type"));
    }

    private static Instant time(Map<String, Object> claims, String name) throws NotAccepted {
        long seconds = typed(claims, name, Long.class);
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new NotAccepted(Reason.CLAIM, "the " + name + " is out of range");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static UUID id(Map<String, Object> claims, String name) throws NotAccepted {
        String text = text(claims, name);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new NotAccepted(Reason.CLAIM, "the " + name + " is not a UUID");
        }
        throw new NotAccepted(Reason.CLAIM, "the " + name + " is not a UUID in its canonical form");
    }

    private static Set<String> texts(Map<String, Object> claims, String name) throws NotAccepted {
        Set<String> texts = new LinkedHashSet<>();
        for (Object one : typed(claims, name, List.class)) {
            if (!(one instanceof String text) || !texts.add(text)) {
                throw new NotAccepted(Reason.CLAIM, "the " + name + " is not a list of different strings");
            }
        }
        return texts;
    }
}
