package io.tenancy.core.invitation;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.credential.Vouchers.Voucher;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.mail.Letter;
import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Outbox;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.List;
import java.util.Optional;

/** The steps by which a person gets into a tenant, for the use cases that may take them. */
public final class Admission {
    private final UserStore users;
    private final CredentialStore credentials;
    private final Vouchers vouchers;
    private final Optional<Outbox> outbox;

    /** Steps on these stores; invitations go into the outbox. */
    public Admission(UserStore users, CredentialStore credentials, Vouchers vouchers, Outbox outbox) {
        this(users, credentials, vouchers, Optional.of(outbox));
    }

    private Admission(UserStore users, CredentialStore credentials, Vouchers vouchers, Optional<Outbox> outbox) {
        this.users = requireNonNull(users);
        this.credentials = requireNonNull(credentials);
        this.vouchers = requireNonNull(vouchers);
        this.outbox = outbox;
    }

    /** The same, but invitations are not sent: whoever asks for one gets it, and hands it over. */
    public Admission inHand() {
        return new Admission(users, credentials, vouchers, Optional.empty());
    }

    /** Adds an active user whose password, of which this is the hash, has to be replaced at the first sign-in. */
    public Admitted withOneTimePassword(Work work, NewUser wanted, Secret password, String hash) {
        User user = add(work, wanted, Status.ACTIVE);
        credentials.put(work.scope(), user.id(), new Credential(hash, true, work.now()));
        work.record("user.created", user.id(), admitted(user));
        return new Admitted(user, Optional.of(password), Optional.empty());
    }

    /** Adds a user who becomes active by accepting the invitation. */
    public Admitted byInvitation(Work work, NewUser wanted) {
        return again(work, add(work, wanted, Status.INVITED));
    }

    /** Makes a new invitation for a user, and voids every older one. */
    public Admitted again(Work work, User user) {
        vouchers.revokeAll(work, user.id());
        work.record("user.invited", user.id(), admitted(user));
        if (outbox.isPresent()) {
            outbox.get().put(new Letter.Invitation(work.scope().id(), user.id()), work.now());
            return new Admitted(user, Optional.empty(), Optional.empty());
        }
        return new Admitted(user, Optional.empty(), Optional.of(mail(work, user, Letterhead.of(work.scope()))));
    }

    /** The message by which a user is invited, with a token in place of every older one. */
    public Mail mail(Work work, User user, Letterhead from) {
        Voucher voucher = vouchers.issue(work, user.id(), Purpose.INVITATION, Optional.empty());
        return new Mail.Invitation(user.email(), user.name(), from, voucher.token(), voucher.expiresAt());
    }

    private User add(Work work, NewUser wanted, Status status) {
        work.reserve(Entitlements.SEATS, users::count);
        User user = User.of(new UserId(work.newId()), wanted, status, work.now());
        if (!users.add(work.scope(), user)) {
            throw new Conflict("user.email_taken", "A user with this e-mail address exists.");
        }
        return user;
    }

    /** What the audit trail shows of a new user. */
    static List<Difference> admitted(User user) {
        return List.of(Difference.added("email", user.email()), Difference.added("roles", user.roles()));
    }
}
