package io.tenancy.core.invitation;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.Set;
import java.util.function.Consumer;

/** What is done with one line of an import, for the use cases that may do so. */
public final class ImportLines {
    private final UserStore users;
    private final CredentialStore credentials;
    private final Passwords passwords;

    public ImportLines(UserStore users, CredentialStore credentials, Passwords passwords) {
        this.users = requireNonNull(users);
        this.credentials = requireNonNull(credentials);
        this.passwords = requireNonNull(passwords);
    }

    /**
     * Adds the user of a line.
     *
     * @param grantable the sets of roles that were found to be the asker's to give; each is asked about once
     * @param requireGrantable refuses a set of roles that is not
     */
    UserId bring(Work work, UserImport.Line line, Set<Set<String>> grantable, Consumer<Set<String>> requireGrantable) {
        NewUser wanted = user(line);
        Secret hash = acceptable(line);
        if (!grantable.contains(wanted.roles())) {
            requireGrantable.accept(wanted.roles());
            grantable.add(wanted.roles());
        }
        return add(work, wanted, hash);
    }

    private static NewUser user(UserImport.Line line) {
        return new NewUser(
                line.email().orElse(null),
                line.name().orElse(null),
                line.roles().orElse(null));
    }

    private Secret acceptable(UserImport.Line line) {
        Secret hash = Check.present("passwordHash", line.passwordHash().orElse(null));
        if (!passwords.isAcceptable(hash)) {
            throw new Invalid(
                    "passwordHash",
                    "passwordHash.unsupported",
                    "The hash is of no known form, or verifying it would cost too much.");
        }
        return hash;
    }

    private UserId add(Work work, NewUser wanted, Secret hash) {
        work.reserve(Entitlements.SEATS, users::count);
        User user = User.of(new UserId(work.newId()), wanted, Status.ACTIVE, work.now());
        if (!users.add(work.scope(), user)) {
            throw new Conflict("user.email_taken", "A user with this e-mail address exists.");
        }
        credentials.put(work.scope(), user.id(), new Credential(hash.reveal(), false, work.now()));
        work.record("user.imported", user.id(), Admission.admitted(user));
        return user.id();
    }

    /** Whether a user may still ask for anything. */
    boolean isActive(Work work, UserId id) {
        return users.find(work.scope(), id)
                .filter(user -> user.status() == Status.ACTIVE)
                .isPresent();
    }
}
