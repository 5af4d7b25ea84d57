package io.tenancy.benchmarks;

import io.tenancy.core.Secret;
import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.invitation.Acceptance;
import io.tenancy.core.login.Login;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.platform.Created;
import io.tenancy.core.platform.NewTenant;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.Services;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The server's use cases without HTTP, and an operator who has signed in. */
final class Platform implements AutoCloseable {
    private static final Contact OPERATOR = new Contact("Olga", "olga@example.org");
    private static final Secret PASSWORD = new Secret("a long password for measurements");

    private final Supplier<UUID> ids = new UuidV7(InstantSource.system());
    private final Databases databases;
    private final Assembly assembly;
    private final Services services;
    private final Secret token;
    private final Caller operator;

    private Platform(Databases databases, Assembly assembly, Services services, Secret token) {
        this.databases = databases;
        this.assembly = assembly;
        this.services = services;
        this.token = token;
        this.operator = services.sessions().authenticate(token).orElseThrow();
    }

    static Platform open(Map<String, String> environment) {
        Settings settings = TenancyConfiguration.load(environment).settings();
        Databases databases = new Databases(settings.database());
        databases.migrate();
        databases.requireSafe();
        Assembly assembly = new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system());
        Services services = assembly.services();
        Secret invitation = assembly.bootstrap()
                .run(OPERATOR)
                .mail()
                .map(Mail.Invitation.class::cast)
                .map(Mail.Invitation::token)
                .orElseThrow();
        services.acceptances().accept(new Acceptance(invitation, PASSWORD));
        TokenPair tokens = (TokenPair) services.logins()
                .login(
                        new Login(Tenant.PLATFORM, OPERATOR.email(), PASSWORD),
                        new Client(Optional.empty(), Optional.of("benchmark")));
        return new Platform(databases, assembly, services, tokens.accessToken());
    }

    Services services() {
        return services;
    }

    Caller operator() {
        return operator;
    }

    /** The operator's access token. */
    Secret token() {
        return token;
    }

    Gate gate() {
        return assembly.gate();
    }

    Persistence persistence() {
        return databases.persistence();
    }

    /** A new tenant that serves, with its owner, who is invited. */
    Created create(String slug, Isolation isolation) {
        return services.tenants()
                .create(
                        operator,
                        new NewTenant(
                                slug,
                                "Tenant " + slug,
                                new Contact("Ada", "ada@" + slug + ".example"),
                                OwnerAccess.INVITATION,
                                Optional.of(isolation),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    /** Makes a place as a new tenant gets it, for nobody. */
    void place(String slug, Isolation isolation) {
        Contact nobody = new Contact("Nobody", "nobody@example.org");
        TenantId id = new TenantId(ids.get());
        databases
                .persistence()
                .provisioner()
                .prepare(Tenant.provisioning(id, slug, slug, nobody, isolation, "main", "standard", "", Instant.now()));
    }

    /** Does what the server does from time to time: places are kept ready by it. */
    void keepHouse() {
        var unused = assembly.keepHouse();
    }

    @Override
    public void close() {
        databases.close();
    }
}
