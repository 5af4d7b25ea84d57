package io.tenancy.core.oauth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Permission;
import io.tenancy.core.program.Program;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives access tokens to programs for the key of a service account (RFC 6749, section 4.4). */
public final class ClientTokenService {
    private final Clients clients;
    private final Tokens tokens;
    private final Duration life;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    /**
     * A service on these ports.
     *
     * @param life that of an access token
     */
    public ClientTokenService(Clients clients, Tokens tokens, Duration life, Supplier<UUID> ids, InstantSource clock) {
        this.clients = requireNonNull(clients);
        this.tokens = requireNonNull(tokens);
        this.life = requireNonNull(life);
        this.ids = requireNonNull(ids);
        this.clock = requireNonNull(clock);
    }

    /**
     * A token that lives no longer than the key, and dies with it.
     *
     * @param scope the names of permissions with blanks between them; all that the key allows if absent
     * @throws Unauthenticated if the client is not who it says
     * @throws Invalid if the key does not allow all of the scope
     */
    public GrantedToken issue(ClientLogin login, Optional<String> scope, Client client) {
        Program program = clients.authenticate(login, client);
        Set<Permission> allowed = program.caller().permissions();
        Set<Permission> granted = scope.map(wanted -> checked(wanted, allowed)).orElse(allowed);
        if (granted.isEmpty()) {
            throw invalidScope();
        }
        Instant now = clock.instant();
        Instant end = now.plus(life);
        Instant expiresAt =
                end.isBefore(program.key().expiresAt()) ? end : program.key().expiresAt();
        Bearer bearer = new Bearer.Service(
                program.key().owner().id(), program.key().id().value(), granted);
        Claims claims = new Claims(
                ids.get(), program.scope().id(), bearer, program.key().roles().all(), now, expiresAt);
        return new GrantedToken(
                tokens.issue(claims), Duration.between(now, expiresAt).toSeconds(), granted);
    }

    private static Set<Permission> checked(String wanted, Set<Permission> allowed) {
        Set<String> names =
                Stream.of(wanted.split(" ")).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
        Set<Permission> granted = allowed.stream()
                .filter(permission -> names.contains(permission.name()))
                .collect(Collectors.toUnmodifiableSet());
        if (granted.size() != names.size()) {
            throw invalidScope();
        }
        return granted;
    }

    private static Invalid invalidScope() {
        return new Invalid("scope", "scope.invalid", "The client may not do all of this.");
    }
}
