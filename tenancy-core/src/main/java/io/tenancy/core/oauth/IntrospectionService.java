package io.tenancy.core.oauth;

import static io.tenancy.core.access.Permissions.TOKEN_INTROSPECT;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.program.Program;
import io.tenancy.core.program.Programs;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.SessionService;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells resource servers what a token is good for at this moment. To one of a tenant, only that tenant's tokens are
 * good.
 */
public final class IntrospectionService {
    private final Clients clients;
    private final Programs programs;
    private final SessionService sessions;
    private final Tokens tokens;

    public IntrospectionService(Clients clients, Programs programs, SessionService sessions, Tokens tokens) {
        this.clients = requireNonNull(clients);
        this.programs = requireNonNull(programs);
        this.sessions = requireNonNull(sessions);
        this.tokens = requireNonNull(tokens);
    }

    /**
     * What an access token or a key is good for; empty for every other text. Refresh tokens are for nobody's eyes but this
     * server's.
     *
     * @throws Unauthenticated if the resource server is not who it says
     * @throws Denied if it may not ask
     */
    public Optional<Introspected> introspect(ClientLogin login, Secret token, Client client) {
        Program asking = clients.authenticate(login, client);
        asking.caller().require(TOKEN_INTROSPECT);
        TenantId tenant = asking.scope().id();
        return programs.isKey(token) ? ofKey(tenant, token) : ofAccessToken(tenant, token);
    }

    private Optional<Introspected> ofKey(TenantId tenant, Secret token) {
        return programs.verify(token)
                .filter(program -> program.scope().id().equals(tenant))
                .map(program -> new Introspected(
                        program.key().id().value(),
                        tenant,
                        program.key().owner().id(),
                        program.key().owner().account(),
                        program.caller().permissions(),
                        program.key().createdAt(),
                        program.key().expiresAt()));
    }

    private Optional<Introspected> ofAccessToken(TenantId tenant, Secret token) {
        return tokens.verify(token)
                .filter(claims -> claims.tenant().equals(tenant))
                .flatMap(claims -> sessions.introspect(token).map(caller -> introspected(claims, caller)));
    }

    private static Introspected introspected(Claims claims, Caller caller) {
        Optional<UUID> client =
                claims.bearer() instanceof Bearer.Service service ? Optional.of(service.account()) : Optional.empty();
        return new Introspected(
                claims.id(),
                claims.tenant(),
                claims.bearer().subject(),
                client,
                caller.permissions(),
                claims.issuedAt(),
                claims.expiresAt());
    }
}
