package io.tenancy.testkit;

import io.tenancy.core.mfa.Authenticator;
import io.tenancy.core.mfa.FactorStore;
import io.tenancy.core.passkey.PasskeyStore;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.role.Holding;
import io.tenancy.core.session.ProofRules;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Standing;
import io.tenancy.core.session.Standings;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import java.util.List;
import java.util.Optional;

/** Standings from the stores in memory, never stale. */
record InMemoryStandings(InMemoryTables tables) implements Standings {
    @Override
    public Optional<Standing> find(TenantScope scope, SessionId session) {
        return tables.in(
                scope,
                () -> tables.sessions
                        .find(scope.id(), session.value())
                        .filter(found -> found.revokedAt().isEmpty())
                        .flatMap(found ->
                                tables.users.find(scope.id(), found.user().value()))
                        .filter(user -> user.status() == Status.ACTIVE)
                        .map(user -> standing(scope, user)));
    }

    private ProofRules proofs(TenantScope scope, User user) {
        Optional<OwnPolicy> policy = tables.policies.find(scope.id(), scope.id().value());
        FactorStore factors = new InMemoryFactorStore(tables);
        PasskeyStore passkeys = new InMemoryPasskeyStore(tables);
        boolean hasApp = factors.authenticator(scope, user.id())
                .flatMap(Authenticator::since)
                .isPresent();
        return new ProofRules(
                policy.flatMap(OwnPolicy::mfa),
                policy.flatMap(OwnPolicy::stepUp),
                hasApp || passkeys.any(scope, user.id()));
    }

    private Standing standing(TenantScope scope, User user) {
        InMemoryHoldings all = new InMemoryHoldings(tables);
        List<Holding> holdings = all.of(scope, user.id());
        return Standing.of(user.id(), all.names(scope, holdings), all.allowed(scope, holdings), proofs(scope, user));
    }
}
