package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.credential.Vouchers.Voucher;
import io.tenancy.core.invitation.Admission;
import io.tenancy.core.mail.Letter;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Mail.Accounts.Account;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Makes a message of a letter when it is sent, as things stand then: of an account that is not there, or not any more, there
 * is none. A token is made here and is nowhere but in the message; one that is sent again voids the one before.
 */
public final class MailWriter {
    private final Gate gate;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final UserStore users;
    private final Letterheads letterheads;
    private final Admission admission;
    private final Vouchers vouchers;
    private final Addresses addresses;

    public MailWriter(
            Gate gate,
            TenantStore tenants,
            UserStore users,
            Letterheads letterheads,
            Admission admission,
            Vouchers vouchers,
            Addresses addresses) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.directory = new TenantDirectory(tenants);
        this.users = requireNonNull(users);
        this.letterheads = requireNonNull(letterheads);
        this.admission = requireNonNull(admission);
        this.vouchers = requireNonNull(vouchers);
        this.addresses = requireNonNull(addresses);
    }

    /**
     * The message; empty where there is nobody to get it.
     *
     * @throws IllegalStateException if the tenant is not ready yet, or closed for now
     */
    Optional<Mail> write(Letter letter) {
        if (letter instanceof Letter.Invitation invitation) {
            return open(invitation.tenant()).flatMap(scope -> invitation(scope, invitation.user()));
        } else if (letter instanceof Letter.PasswordReset reset) {
            return tenants.findBySlug(reset.tenant())
                    .map(Tenant::id)
                    .flatMap(directory::enterToVerify)
                    .flatMap(scope -> users.findByEmail(scope, reset.email()).flatMap(user -> reset(scope, user)));
        } else if (letter instanceof Letter.Verification verification) {
            return open(verification.tenant()).flatMap(scope -> verification(scope, verification.user()));
        } else if (letter instanceof Letter.EmailChange change) {
            return open(change.tenant()).flatMap(scope -> change(scope, change));
        } else if (letter instanceof Letter.ChangeNotice notice) {
            return open(notice.tenant()).flatMap(scope -> notice(scope, notice));
        } else if (letter instanceof Letter.SecurityNotice notice) {
            return open(notice.tenant()).flatMap(scope -> notice(scope, notice));
        } else if (letter instanceof Letter.WebhookDisabled notice) {
            return open(notice.tenant()).flatMap(scope -> notice(scope, notice));
        } else if (letter instanceof Letter.Accounts accounts) {
            List<Account> found = addresses.accounts(accounts.email());
            return found.isEmpty() ? Optional.empty() : Optional.of(new Mail.Accounts(accounts.email(), found));
        }
        throw new IllegalStateException("There is no other letter.");
    }

    /** Writes into the journal of the tenant, if it is about one, that a letter was not delivered. */
    void givenUp(Letter letter) {
        if (letter instanceof Letter.Invitation invitation) {
            givenUp(invitation.tenant(), invitation.user());
        } else if (letter instanceof Letter.Verification verification) {
            givenUp(verification.tenant(), verification.user());
        } else if (letter instanceof Letter.EmailChange change) {
            givenUp(change.tenant(), change.user());
        } else if (letter instanceof Letter.SecurityNotice notice) {
            givenUp(notice.tenant(), notice.user());
        }
    }

    private void givenUp(TenantId tenant, UserId user) {
        open(tenant)
                .ifPresent(scope -> gate.act(scope, Actor.SYSTEM, work -> {
                    work.record("mail.given_up", user);
                    return user;
                }));
    }

    private Optional<Mail> verification(TenantScope scope, UserId id) {
        return act(scope, id, Status.ACTIVE, (work, user) -> {
            Voucher voucher = vouchers.issue(work, user.id(), Purpose.EMAIL_VERIFICATION, Optional.of(user.email()));
            return new Mail.Verification(
                    user.email(), user.name(), letterheads.of(scope), voucher.token(), voucher.expiresAt(), false);
        });
    }

    /** Whoever has the address already gets no message: there is nothing that they could confirm. */
    private Optional<Mail> change(TenantScope scope, Letter.EmailChange change) {
        if (users.findByEmail(scope, change.email()).isPresent()) {
            return Optional.empty();
        }
        return vouchers.look(directory, Purpose.EMAIL_CHANGE, change.token(), gate.now())
                .flatMap(shown -> users.find(scope, change.user())
                        .filter(user -> user.status() == Status.ACTIVE)
                        .map(user -> new Mail.Verification(
                                change.email(),
                                user.name(),
                                letterheads.of(scope),
                                change.token(),
                                shown.known().expiresAt(),
                                true)));
    }

    private Optional<Mail> notice(TenantScope scope, Letter.ChangeNotice notice) {
        return users.find(scope, notice.user())
                .map(user -> new Mail.ChangeNotice(notice.email(), user.name(), letterheads.of(scope)));
    }

    private Optional<Mail> notice(TenantScope scope, Letter.SecurityNotice notice) {
        return users.find(scope, notice.user())
                .map(user -> new Mail.SecurityNotice(
                        notice.email(), user.name(), letterheads.of(scope), notice.event(), notice.at()));
    }

    private Optional<Mail> notice(TenantScope scope, Letter.WebhookDisabled notice) {
        return users.find(scope, notice.user())
                .filter(user -> user.status() == Status.ACTIVE)
                .map(user -> new Mail.WebhookDisabled(
                        user.email(), user.name(), letterheads.of(scope), notice.url(), notice.gone(), notice.at()));
    }

    private Optional<Mail> invitation(TenantScope scope, UserId id) {
        return act(scope, id, Status.INVITED, (work, user) -> admission.mail(work, user, letterheads.of(scope)));
    }

    private Optional<Mail> reset(TenantScope scope, User known) {
        return act(scope, known.id(), Status.ACTIVE, (work, user) -> {
            Voucher voucher = vouchers.issue(work, user.id(), Purpose.PASSWORD_RESET, Optional.empty());
            work.record("user.reset_sent", user.id());
            return new Mail.PasswordReset(
                    user.email(), user.name(), letterheads.of(scope), voucher.token(), voucher.expiresAt());
        });
    }

    private Optional<Mail> act(TenantScope scope, UserId id, Status status, BiFunction<Work, User, Mail> step) {
        return gate.act(scope, Actor.SYSTEM, work -> {
            work.changedNothing();
            return users.find(work.scope(), id)
                    .filter(user -> user.status() == status)
                    .map(user -> step.apply(work, user));
        });
    }

    private Optional<TenantScope> open(TenantId id) {
        Optional<Tenant> tenant = tenants.find(id)
                .filter(known -> known.status() != Tenant.Status.DELETING && known.status() != Tenant.Status.PURGING);
        if (tenant.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(directory
                .enterToVerify(id)
                .orElseThrow(() -> new IllegalStateException("The tenant " + id.value() + " is not open now.")));
    }
}
