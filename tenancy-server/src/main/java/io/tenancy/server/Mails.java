package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.auth.Auth;
import io.tenancy.core.access.Gate;
import io.tenancy.core.account.AddressService;
import io.tenancy.core.account.Addresses;
import io.tenancy.core.account.Letterheads;
import io.tenancy.core.account.MailDelivery;
import io.tenancy.core.account.MailRequests;
import io.tenancy.core.account.MailWriter;
import io.tenancy.core.account.RecoveryService;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.invitation.Admission;
import io.tenancy.core.login.PasswordReplacement;
import io.tenancy.core.mail.Notices;
import io.tenancy.core.mail.Outbox;
import io.tenancy.core.mail.Sender;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.user.UserStore;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.Settings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** What people are told by mail and what they ask for by it, put together: it all shares one outbox and one way to count. */
final class Mails {
    private final Persistence stores;
    private final Throttle throttle;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Notices notices;
    private final Vouchers vouchers;
    private final Addresses addresses;
    private final UserStore listedUsers;
    private final Admission admission;
    private final MailRequests requests;

    Mails(
            Persistence stores,
            Settings settings,
            Throttle throttle,
            Supplier<UUID> ids,
            SecureRandom random,
            InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.throttle = requireNonNull(throttle);
        this.random = requireNonNull(random);
        this.clock = requireNonNull(clock);
        this.outbox = new Outbox(stores.mails(), Auth.mailSeal(settings.masterKey(), random), ids);
        this.notices = new Notices(stores.users(), outbox);
        this.vouchers = new Vouchers(stores.oneTimeTokens(), random, settings.tokenLives());
        this.addresses = new Addresses(stores.addresses(), stores.tenants(), stores.users(), settings.masterKey());
        this.listedUsers = addresses.listing(stores.users());
        this.admission = new Admission(listedUsers, stores.credentials(), vouchers, outbox);
        this.requests = new MailRequests(throttle, outbox, clock);
    }

    Notices notices() {
        return notices;
    }

    Vouchers vouchers() {
        return vouchers;
    }

    Addresses addresses() {
        return addresses;
    }

    /** Users whose addresses are found over all tenants. */
    UserStore listedUsers() {
        return listedUsers;
    }

    Admission admission() {
        return admission;
    }

    MailDelivery delivery(Gate gate, Sender sender, Letterheads letterheads) {
        MailWriter writer =
                new MailWriter(gate, stores.tenants(), stores.users(), letterheads, admission, vouchers, addresses);
        return new MailDelivery(stores.mails(), outbox, writer, sender, random, clock);
    }

    AddressService addressService(Gate gate, TenantDirectory directory) {
        return new AddressService(gate, directory, listedUsers, vouchers, requests, clock);
    }

    RecoveryService recoveries(
            Gate gate,
            TenantDirectory directory,
            Passwords passwords,
            PasswordPolicy policy,
            PasswordReplacement replacement) {
        return new RecoveryService(
                gate, directory, stores.users(), vouchers, passwords, policy, replacement, requests, throttle, clock);
    }
}
