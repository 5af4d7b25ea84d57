package io.tenancy.core.program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.apikey.KeyText;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.ProgramCallers;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantToken;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Finds out which program it is. The tenant in a key is a claim until that tenant's own rows have verified it. */
public final class Programs implements ProgramCallers {
    private final TenantDirectory directory;
    private final KeyStandings standings;
    private final KeyUses uses;
    private final InstantSource clock;

    public Programs(TenantDirectory directory, KeyStandings standings, KeyUses uses, InstantSource clock) {
        this.directory = requireNonNull(directory);
        this.standings = requireNonNull(standings);
        this.uses = requireNonNull(uses);
        this.clock = requireNonNull(clock);
    }

    @Override
    public boolean isKey(Secret text) {
        return text.reveal().startsWith(KeyText.PREFIX);
    }

    @Override
    public Optional<Caller> find(Secret key) {
        return verify(key).map(program -> standing(program, program.caller()));
    }

    @Override
    public Optional<Caller> find(TenantScope scope, Bearer.Service bearer) {
        return live(scope, new ApiKeyId(bearer.key()), clock.instant())
                .filter(standing -> standing.owner().kind() == KeyOwner.Kind.SERVICE_ACCOUNT
                        && standing.owner().id().equals(bearer.account()))
                .map(standing -> new Program(scope, standing))
                .map(program -> standing(program, program.caller(bearer.scope())));
    }

    /** The program whose key this is, which is noted as used; empty where the key is good for nothing. */
    public Optional<Program> verify(Secret key) {
        Instant now = clock.instant();
        Optional<Program> program = KeyText.parse(key)
                .flatMap(token -> directory.enterToVerify(token.tenant()).flatMap(scope -> verify(scope, token, now)));
        program.ifPresent(known -> uses.note(known.scope(), known.key().id(), now));
        return program;
    }

    private Caller standing(Program program, Caller caller) {
        return caller.on(() -> live(program.scope(), program.key().id(), clock.instant())
                .map(standing -> standing.permissions().all()));
    }

    private Optional<Program> verify(TenantScope scope, TenantToken token, Instant now) {
        return live(scope, new ApiKeyId(token.id()), now)
                .filter(standing -> MessageDigest.isEqual(
                        standing.digest().getBytes(US_ASCII), token.digest().getBytes(US_ASCII)))
                .map(standing -> new Program(scope, standing));
    }

    private Optional<KeyStanding> live(TenantScope scope, ApiKeyId key, Instant now) {
        return standings
                .find(scope, key)
                .filter(standing -> now.isBefore(standing.expiresAt()))
                .map(standing -> standing.at(now));
    }
}
