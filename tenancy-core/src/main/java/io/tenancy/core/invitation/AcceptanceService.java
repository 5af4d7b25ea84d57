package io.tenancy.core.invitation;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.credential.Vouchers.Shown;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserStore;
import java.time.InstantSource;

/** Accepting an invitation: the person chooses a password and can sign in from then on. */
public final class AcceptanceService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final UserStore users;
    private final CredentialStore credentials;
    private final Vouchers vouchers;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final InstantSource clock;

    public AcceptanceService(
            Gate gate,
            TenantDirectory directory,
            UserStore users,
            CredentialStore credentials,
            Vouchers vouchers,
            Passwords passwords,
            PasswordPolicy policy,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.users = requireNonNull(users);
        this.credentials = requireNonNull(credentials);
        this.vouchers = requireNonNull(vouchers);
        this.passwords = requireNonNull(passwords);
        this.policy = requireNonNull(policy);
        this.clock = requireNonNull(clock);
    }

    /**
     * Without a good token this costs no password hash, and an answer that is the same for every bad one. The invitation
     * waits while its tenant is read-only.
     */
    public User accept(Acceptance acceptance) {
        Shown shown = vouchers.look(directory, Purpose.INVITATION, acceptance.token(), clock.instant())
                .orElseThrow(AcceptanceService::invalid);
        User user = users.find(shown.scope(), shown.known().user()).orElseThrow(AcceptanceService::invalid);
        shown.scope().requireWritable();
        Secret password = policy.check("password", acceptance.password(), shown.scope(), user);
        String hash = passwords.hash(password);
        return gate.act(shown.scope(), Actor.of(shown.scope(), user.id()), work -> accept(work, shown, hash));
    }

    private User accept(Work work, Shown shown, String hash) {
        User user = vouchers.take(work, shown)
                .flatMap(known -> users.find(work.scope(), known.user()))
                .filter(found -> found.status() == Status.INVITED)
                .orElseThrow(AcceptanceService::invalid);
        credentials.put(work.scope(), user.id(), new Credential(hash, false, work.now()));
        User active = user.accepted(work.now());
        if (!users.update(work.scope(), active)) {
            throw User.changedJustNow();
        }
        work.record("user.accepted", user.id(), user.differences(active));
        return active;
    }

    private static Invalid invalid() {
        return new Invalid("token", "invitation.invalid", "The invitation is unknown, used, expired or replaced.");
    }
}
