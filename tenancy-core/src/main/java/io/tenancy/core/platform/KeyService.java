package io.tenancy.core.platform;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_KEYS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_KEYS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.key.KeyRotation;
import io.tenancy.core.key.KeyRotation.Change;
import io.tenancy.core.key.SigningKeyStatus;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What operators see of the signing keys, and do with them. */
public final class KeyService {
    private final Gate gate;
    private final KeyRotation rotation;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final InstantSource clock;

    public KeyService(
            Gate gate, KeyRotation rotation, TenantStore tenants, TenantDirectory directory, InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.rotation = requireNonNull(rotation);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.clock = requireNonNull(clock);
    }

    /** For how long others may keep the public keys without asking again. */
    public Duration cacheAge() {
        return rotation.cacheAge();
    }

    public Page<SigningKeyStatus> list(Caller caller) {
        return gate.query(caller, PLATFORM_READ_KEYS, scope -> new Page<>(rotation.list(), Optional.empty()));
    }

    /**
     * Lets the next key sign from now on.
     *
     * @throws Conflict if it is not published for long enough
     */
    public Page<SigningKeyStatus> rotate(Caller caller) {
        gate.command(caller, PLATFORM_WRITE_KEYS, work -> noted(work, rotation.rotate(work.now())));
        return gate.query(caller, PLATFORM_WRITE_KEYS, scope -> new Page<>(rotation.list(), Optional.empty()));
    }

    /**
     * Removes a key, whose tokens are void within 2 s on every node.
     *
     * @throws NotFound if there is no such key
     */
    public void revoke(Caller caller, String kid) {
        gate.command(caller, PLATFORM_WRITE_KEYS, work -> noted(work, rotation.revoke(kid, work.now())));
    }

    /** The same for whoever has the machine of the server. */
    public List<SigningKeyStatus> list() {
        return rotation.list();
    }

    /**
     * The same for whoever has the machine of the server.
     *
     * @throws Conflict if the next key is not published for long enough
     */
    public void rotate() {
        act(now -> List.of(rotation.rotate(now)));
    }

    /**
     * The same for whoever has the machine of the server.
     *
     * @throws NotFound if there is no such key
     */
    public void revoke(String kid) {
        act(now -> List.of(rotation.revoke(kid, now)));
    }

    /** What is due by itself; any number of nodes may do it at the same time. */
    public void run() {
        act(rotation::run);
    }

    /** Before there is a platform there is no journal either. */
    private void act(Function<Instant, List<Change>> step) {
        Optional<Tenant> platform = tenants.findBySlug(Tenant.PLATFORM).filter(Tenant::isOpen);
        if (platform.isEmpty()) {
            var unused = step.apply(clock.instant());
            return;
        }
        gate.act(directory.enterToProvision(platform.get()), Actor.SYSTEM, work -> {
            step.apply(work.now()).forEach(change -> noted(work, change));
            return work.changedNothing();
        });
    }

    private static Change noted(Work work, Change change) {
        work.record(change.action(), change.key());
        return change;
    }
}
