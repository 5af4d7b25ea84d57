package io.tenancy.examples.plain;

import static io.tenancy.core.setting.SettingKeys.LOCALE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.platform.NewTenant;
import io.tenancy.core.platform.PlatformDefaults;
import io.tenancy.core.platform.TenantFounder;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.setting.Inheritance;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.setting.SettingBox;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.Migrations;
import io.tenancy.persistence.Persistence;
import io.tenancy.persistence.Store;
import io.tenancy.persistence.Stores;
import io.tenancy.persistence.TenantSchema;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A program that has two tenants, writes into each, and prints what the second sees of the first: nothing. It takes
 * {@code DB_URL}, {@code DB_OWNER_PASSWORD} and {@code DB_APP_PASSWORD} from the environment.
 */
public final class EmbedPlain {
    private static final String OWNER = "tenancy_owner";
    private static final String APP = "tenancy_app";

    /** How long a node may believe what it has read of a tenant. */
    private static final Duration STALENESS = Duration.ofMillis(1500);

    private static final PlatformDefaults DEFAULTS =
            new PlatformDefaults(Isolation.SHARED, "main", "free", "default", Duration.ofDays(30));

    private final Persistence persistence;
    private final Supplier<UUID> ids;
    private final Gate gate;
    private final TenantFounder founder;
    private final TenantDirectory directory;
    private final SettingValues values;

    private EmbedPlain(Persistence persistence, InstantSource clock) {
        this.persistence = requireNonNull(persistence);
        this.ids = new UuidV7(clock);
        this.gate = new Gate(persistence.transactions(), persistence.journal(), ids, clock);
        this.founder = new TenantFounder(
                persistence.tenants(), persistence.provisioner(), persistence.roles(), gate, DEFAULTS, ids, clock);
        this.directory = new TenantDirectory(persistence.cachedTenants());
        this.values = new SettingValues(
                new Inheritance(
                        persistence.knownSettings(),
                        persistence.knownSharedSettings(),
                        persistence.knownSubscriptions(),
                        clock),
                SettingBox.NONE);
    }

    public static void main(String... arguments) {
        Stores stores =
                Stores.of(Store.of("main", source(APP, "DB_APP_PASSWORD"), source(OWNER, "DB_OWNER_PASSWORD"), APP));
        Migrations.run(stores, TenantSchema.standard());
        try (Persistence persistence = Persistence.on(stores, STALENESS)) {
            List<String> dangers = persistence.dangers();
            if (!dangers.isEmpty()) {
                throw new IllegalStateException("This database would not keep tenants apart: " + dangers);
            }
            new EmbedPlain(persistence, Clock.systemUTC()).show(System.out);
        }
    }

    /** Any source of connections will do; in earnest, a pool. */
    private static DataSource source(String role, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(variable("DB_URL"));
        source.setUser(role);
        source.setPassword(variable(password));
        return source;
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException("The variable " + name + " is not set."));
    }

    private void show(PrintStream out) {
        Tenant acme = founder.found(wanted("acme", Isolation.SHARED));
        Tenant globex = founder.found(wanted("globex", Isolation.SCHEMA));
        Caller ada = caller(acme.id());
        Caller bob = caller(globex.id());

        User una = addUser(ada, "una@acme.example", "Una");
        speak(ada, "de-CH");
        speak(bob, "fr");

        out.println("acme has " + find(ada, una.id()) + " and speaks " + locale(ada));
        out.println("globex has " + find(bob, una.id()) + " and speaks " + locale(bob));
    }

    private static NewTenant wanted(String slug, Isolation isolation) {
        return new NewTenant(
                slug,
                "The people of " + slug,
                new Contact("Ada", "ada@" + slug + ".example"),
                null,
                Optional.of(isolation),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Somebody whom this program has verified by means of its own, in the tenant that this has brought to light. */
    private Caller caller(TenantId tenant) {
        return directory
                .enter(tenant)
                .map(scope -> new Caller(
                        scope,
                        Actor.of(scope, new UserId(ids.get())),
                        ids.get(),
                        BuiltInRole.OWNER.permissions(),
                        Optional.empty()))
                .orElseThrow(() -> new NotFound("tenant"));
    }

    private User addUser(Caller caller, String email, String name) {
        return gate.command(caller, Permissions.USER_WRITE, work -> {
            User user = new User(
                    new UserId(work.newId()),
                    email,
                    name,
                    User.Status.ACTIVE,
                    Set.of("MEMBER"),
                    work.now(),
                    work.now(),
                    Optional.empty(),
                    Optional.empty(),
                    1);
            if (persistence.users().add(work.scope(), user)) {
                work.record("user.created", user.id());
            } else {
                work.changedNothing();
            }
            return persistence.users().findByEmail(work.scope(), email).orElseThrow();
        });
    }

    private String find(Caller caller, UserId id) {
        return gate.query(
                caller,
                Permissions.USER_READ,
                scope -> persistence.users().find(scope, id).map(User::name).orElse("nobody of this id"));
    }

    private void speak(Caller caller, String locale) {
        gate.command(caller, Permissions.SETTING_WRITE, work -> {
            persistence.settings().put(work.scope(), new SetValue(LOCALE.key(), locale, work.now()));
            work.record("setting.changed", work.scope().id());
            return locale;
        });
    }

    private String locale(Caller caller) {
        return gate.query(caller, Permissions.SETTING_READ, scope -> values.of(scope, LOCALE));
    }
}
