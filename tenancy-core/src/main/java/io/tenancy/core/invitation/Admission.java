package io.tenancy.core.invitation;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.OneTimeToken;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.OneTimeTokenStore;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantToken;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** The steps by which a person gets into a tenant, for the use cases that may take them. */
public final class Admission {
    /** How invitation tokens start. */
    public static final String PREFIX = "inv_";

    private final UserStore users;
    private final CredentialStore credentials;
    private final OneTimeTokenStore tokens;
    private final SecureRandom random;
    private final Duration lifetime;

    /**
     * Steps on these stores.
     *
     * @param lifetime how long an invitation can be accepted
     */
    public Admission(
            UserStore users,
            CredentialStore credentials,
            OneTimeTokenStore tokens,
            SecureRandom random,
            Duration lifetime) {
        this.users = requireNonNull(users);
        this.credentials = requireNonNull(credentials);
        this.tokens = requireNonNull(tokens);
        this.random = requireNonNull(random);
        this.lifetime = requireNonNull(lifetime);
    }

    /** Adds an active user whose password, of which this is the hash, has to be replaced at the first sign-in. */
    public Admitted withOneTimePassword(Work work, NewUser wanted, Secret password, String hash) {
        User user = add(work, wanted, Status.ACTIVE);
        credentials.put(work.scope(), user.id(), new Credential(hash, true, work.now()));
        work.record("user.created", user.id());
        return new Admitted(user, Optional.of(password), Optional.empty());
    }

    /** Adds a user who becomes active by accepting the invitation that is to be sent. */
    public Admitted byInvitation(Work work, NewUser wanted) {
        return again(work, add(work, wanted, Status.INVITED));
    }

    /** Makes a new invitation for a user, and voids every older one. */
    public Admitted again(Work work, User user) {
        TenantScope scope = work.scope();
        TenantToken token = TenantToken.fresh(PREFIX, scope.id(), work.newId(), random);
        OneTimeToken kept = new OneTimeToken(
                token.id(),
                user.id(),
                Purpose.INVITATION,
                token.digest(),
                work.now().plus(lifetime));
        tokens.put(scope, kept);
        work.record("user.invited", user.id());
        Mail mail = new Mail.Invitation(
                user.email(), user.name(), scope.slug(), scope.name(), token.text(), kept.expiresAt());
        return new Admitted(user, Optional.empty(), Optional.of(mail));
    }

    private User add(Work work, NewUser wanted, Status status) {
        User user = User.of(new UserId(work.newId()), wanted, status, work.now());
        if (!users.add(work.scope(), user)) {
            throw new Conflict("user.email_taken", "A user with this e-mail address exists.");
        }
        return user;
    }
}
