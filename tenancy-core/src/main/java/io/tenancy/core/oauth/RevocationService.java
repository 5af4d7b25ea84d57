package io.tenancy.core.oauth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Gate;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.login.RefreshService;
import io.tenancy.core.program.Program;
import io.tenancy.core.program.Programs;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Tokens;
import java.util.Optional;

/**
 * Ends a refresh token, with its session, or a key (RFC 7009). Who has one may end it, also who has found it in a log; a
 * client that says who it is can end its own keys only.
 */
public final class RevocationService {
    private final Clients clients;
    private final Programs programs;
    private final ApiKeyStore keys;
    private final RefreshService refreshes;
    private final Tokens tokens;
    private final Gate gate;

    public RevocationService(
            Clients clients, Programs programs, ApiKeyStore keys, RefreshService refreshes, Tokens tokens, Gate gate) {
        this.clients = requireNonNull(clients);
        this.programs = requireNonNull(programs);
        this.keys = requireNonNull(keys);
        this.refreshes = requireNonNull(refreshes);
        this.tokens = requireNonNull(tokens);
        this.gate = requireNonNull(gate);
    }

    /**
     * Ends the token if there is such a one.
     *
     * @throws Unauthenticated if the client says who it is, and is not
     * @throws Invalid if it is an access token, which ends by itself, or is not the client's
     */
    public void revoke(Optional<ClientLogin> login, Secret token, Client client) {
        Optional<Program> asking = login.map(given -> clients.authenticate(given, client));
        if (programs.isKey(token)) {
            programs.verify(token).ifPresent(program -> revoke(asking, program));
        } else if (tokens.verify(token).isPresent()) {
            throw new Invalid("token", "token.unsupported", "An access token is not revoked; it ends within minutes.");
        } else if (asking.isEmpty()) {
            refreshes.revoke(token);
        }
    }

    private void revoke(Optional<Program> asking, Program held) {
        if (asking.filter(client -> !client.key().owner().equals(held.key().owner()))
                .isPresent()) {
            throw new Invalid("token", "token.foreign", "The token is not one of this client.");
        }
        gate.act(held.scope(), held.caller().actor(), work -> {
            if (keys.revoke(work.scope(), held.key().id(), work.now())) {
                work.record("api_key.revoked", held.key().id());
            }
            return work.changedNothing();
        });
    }
}
