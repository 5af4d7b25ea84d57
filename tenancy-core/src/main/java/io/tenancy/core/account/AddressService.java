package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.OneTimeToken;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.credential.Vouchers.Shown;
import io.tenancy.core.credential.Vouchers.Voucher;
import io.tenancy.core.mail.Letter;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.time.InstantSource;
import java.util.Optional;

/** Showing that an e-mail address is one's own, having another one, and finding the accounts of one. */
public final class AddressService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final UserStore users;
    private final Vouchers vouchers;
    private final MailRequests requests;
    private final InstantSource clock;

    public AddressService(
            Gate gate,
            TenantDirectory directory,
            UserStore users,
            Vouchers vouchers,
            MailRequests requests,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.users = requireNonNull(users);
        this.vouchers = requireNonNull(vouchers);
        this.requests = requireNonNull(requests);
        this.clock = requireNonNull(clock);
    }

    /**
     * Has a link sent to the caller's own address, by which they show that it is theirs.
     *
     * @throws Limited if that was asked for too often
     */
    public void verify(Caller caller, Client client) {
        UserId id = person(caller);
        requests.count("verification " + id.value(), client);
        var unused = gate.ownCommand(caller, work -> {
            requests.put(new Letter.Verification(caller.tenant(), id));
            work.record("user.verification_requested", id);
            return id;
        });
    }

    /**
     * Has a link sent to another address, which is the caller's from the moment that the link is used, and a notice to the
     * present one. Whether somebody else of the tenant has that address, the caller does not learn.
     *
     * @throws Limited if that was asked for too often
     */
    public void change(Caller caller, NewAddress wanted, Client client) {
        UserId id = person(caller);
        requests.count("address " + id.value(), client);
        var unused = gate.ownCommand(caller, work -> {
            User user = users.find(work.scope(), id).orElseThrow(AddressService::invalid);
            requests.put(new Letter.ChangeNotice(caller.tenant(), id, user.email()));
            Voucher voucher = vouchers.issue(work, id, Purpose.EMAIL_CHANGE, Optional.of(wanted.email()));
            requests.put(new Letter.EmailChange(caller.tenant(), id, wanted.email(), voucher.token()));
            work.record("user.email_change_requested", id);
            return id;
        });
    }

    /** Uses a link: the address is verified, or is the user's from now on. Every token that is not good has the same answer. */
    public User confirm(MailedToken mailed) {
        Shown shown = shown(Purpose.EMAIL_VERIFICATION, mailed)
                .or(() -> shown(Purpose.EMAIL_CHANGE, mailed))
                .orElseThrow(AddressService::invalid);
        return gate.act(shown.scope(), Actor.of(shown.scope(), shown.known().user()), work -> confirm(work, shown));
    }

    /**
     * Has the list of the tenants in which an address has an account sent to it. The answer and the work are the same for
     * every address.
     *
     * @throws Limited if that was asked for too often
     */
    public void discover(NewAddress address, Client client) {
        requests.ask("accounts " + address.email(), client, new Letter.Accounts(address.email()));
    }

    private static UserId person(Caller caller) {
        caller.requirePerson();
        if (caller.isVisitor()) {
            throw new Unauthenticated("token.invalid", "The access token is that of a visitor.");
        }
        return new UserId(caller.actor().id());
    }

    private Optional<Shown> shown(Purpose purpose, MailedToken mailed) {
        return vouchers.look(directory, purpose, mailed.token(), clock.instant());
    }

    private User confirm(Work work, Shown shown) {
        OneTimeToken token = vouchers.take(work, shown).orElseThrow(AddressService::invalid);
        String address = token.address().orElseThrow(AddressService::invalid);
        User user = users.find(work.scope(), token.user())
                .filter(known -> known.status() == Status.ACTIVE)
                .orElseThrow(AddressService::invalid);
        return token.purpose() == Purpose.EMAIL_CHANGE
                ? move(work, user, user.at(address, work.now()))
                : verified(work, user, address);
    }

    private User verified(Work work, User user, String address) {
        User verified = user.verified(work.now());
        if (!user.email().equals(address)) {
            throw invalid();
        }
        if (!users.update(work.scope(), verified)) {
            throw User.changedJustNow();
        }
        work.record("user.email_verified", user.id(), Difference.added("email", address));
        return verified;
    }

    /** Somebody who has got the address meanwhile keeps it. */
    private User move(Work work, User user, User moved) {
        TenantScope scope = work.scope();
        vouchers.revokeAll(work, moved.id());
        if (!users.move(scope, moved)) {
            throw users.findByEmail(scope, moved.email()).isPresent() ? invalid() : User.changedJustNow();
        }
        requests.put(new Letter.SecurityNotice(scope.id(), user.id(), user.email(), Event.EMAIL_CHANGED, work.now()));
        work.record("user.email_changed", moved.id(), Difference.between("email", user.email(), moved.email()));
        return moved;
    }

    private static Invalid invalid() {
        return new Invalid("token", "verification.invalid", "The link is unknown, used, expired or replaced.");
    }
}
