package io.tenancy.demo;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.invitation.Acceptance;
import io.tenancy.core.login.Login;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.platform.NewTenant;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.Services;
import io.tenancy.server.config.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fills the database with the demo's plans, tenants and people, by the use cases that the API offers: the operator accepts
 * the first invitation and creates the tenants, each on a plan of its own, their owners invite the others. The requests of
 * days before today no use case offers: these are written to the stores. Whatever a crash has left out is added by the
 * next run, and what is there stays.
 */
final class Seed {
    /** Longer than housekeeping waits before it finishes a tenant that a crash left half made. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Persistence stores;
    private final Settings settings;
    private final InstantSource clock = InstantSource.system();
    private final Mailbox mailbox = new Mailbox();
    private final Assembly assembly;
    private final Services services;
    private final TenantDirectory directory;

    private Seed(Persistence stores, Settings settings) {
        this.stores = stores;
        this.settings = settings;
        this.assembly = new Assembly(stores, settings, mailbox, clock);
        this.services = assembly.services();
        this.directory = new TenantDirectory(stores.tenants());
    }

    static void sow(Settings settings, List<Account> accounts) {
        try (Databases databases = new Databases(settings.database())) {
            databases.migrate();
            new Seed(databases.persistence(), settings).sow(accounts);
        }
    }

    private void sow(List<Account> accounts) {
        Account operator = accounts.get(0);
        openPlatform(operator);
        Caller caller = signIn(operator);
        new Offer(stores, services).make(caller);
        Past past = new Past(stores, clock.instant());
        for (String tenant : Account.TENANTS) {
            List<Account> people =
                    accounts.stream().filter(one -> one.tenant().equals(tenant)).toList();
            openTenant(caller, people.get(0));
            populate(people);
            stores.tenants().findBySlug(tenant).ifPresent(past::write);
        }
        services.sessions().logout(caller);
    }

    private void openPlatform(Account operator) {
        if (user(operator).filter(Seed::hasAccepted).isEmpty()) {
            assembly.bootstrap()
                    .run(new Contact(operator.name(), operator.email()))
                    .mail()
                    .ifPresent(mailbox::send);
            accept(operator);
        }
    }

    private void openTenant(Caller operator, Account owner) {
        Optional<Tenant> known = stores.tenants().findBySlug(owner.tenant());
        if (known.isEmpty()) {
            services.tenants().create(operator, tenantOf(owner));
        } else if (known.get().status() == Status.PROVISIONING) {
            InstantSource later = () -> clock.instant().plus(PATIENCE);
            var unused = new Assembly(stores, settings, mailbox, later).keepHouse();
        } else if (user(owner).filter(Seed::hasAccepted).isEmpty()) {
            services.tenants().inviteOwner(operator, known.get().id());
        }
        accept(owner);
    }

    private void populate(List<Account> people) {
        Caller owner = signIn(people.get(0));
        for (Account person : people) {
            Optional<User> known = user(person);
            if (known.isEmpty()) {
                services.invitations().invite(owner, new NewUser(person.email(), person.name(), Set.of(person.role())));
            } else if (!hasAccepted(known.get())) {
                services.invitations().inviteAgain(owner, known.get().id());
            }
            accept(person);
        }
        services.sessions().logout(owner);
    }

    /** Accepts the invitation that the person has got by now, if any. */
    private void accept(Account person) {
        var unused = assembly.mails().run();
        mailbox.take(person.email())
                .map(invitation -> new Acceptance(invitation.token(), new Secret(person.password())))
                .ifPresent(acceptance -> services.acceptances().accept(acceptance));
    }

    private static NewTenant tenantOf(Account owner) {
        return new NewTenant(
                owner.tenant(),
                owner.tenantName(),
                new Contact(owner.name(), owner.email()),
                OwnerAccess.INVITATION,
                Optional.of(Account.isolation(owner.tenant())),
                Optional.of(Offer.plan(owner.tenant())),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean hasAccepted(User user) {
        return user.status() != User.Status.INVITED;
    }

    private Optional<User> user(Account person) {
        return stores.tenants()
                .findBySlug(person.tenant())
                .map(directory::enterToProvision)
                .flatMap(scope -> stores.users().findByEmail(scope, person.email()));
    }

    private Caller signIn(Account person) {
        Login login = new Login(person.tenant(), person.email(), new Secret(person.password()));
        Client client = new Client(Optional.empty(), Optional.of("demo"));
        TokenPair tokens = (TokenPair) services.logins().login(login, client);
        return services.sessions().authenticate(tokens.accessToken()).orElseThrow();
    }
}
