package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.access.Journal;
import io.tenancy.core.access.Transactions;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.OneTimeTokenStore;
import io.tenancy.core.key.SigningKeyStore;
import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.session.Standings;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.user.UserStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Every port of {@code io.tenancy.core} that PostgreSQL answers. Safe for use by many threads. */
public final class Persistence implements AutoCloseable {
    private final @Nullable TenantConnections connections;
    private final TenantDb db;
    private final JdbiJournal journal;
    private final TenantStore tenants;
    private final TenantStore cachedTenants;
    private final UserStore users;
    private final RoleStore roles;
    private final CredentialStore credentials;
    private final OneTimeTokenStore oneTimeTokens;
    private final SessionStore sessions;
    private final Standings standings;
    private final SettingStore settings;
    private final SigningKeyStore signingKeys;
    private final Provisioner provisioner;
    private final Dangers dangers;

    private Persistence(DataSource app, DataSource owner, Duration staleness, @Nullable TenantDatabases databases) {
        this.connections = databases == null ? null : new TenantConnections(databases);
        this.db = new TenantDb(new Ways(app, connections));
        this.journal = new JdbiJournal(db);
        this.tenants = new JdbiTenantStore(db, TenantTables.changes().size());
        this.cachedTenants = new CachedTenantStore(tenants, db, staleness, Ticker.systemTicker());
        this.users = new JdbiUserStore(db);
        this.roles = new JdbiRoleStore(db);
        this.credentials = new JdbiCredentialStore(db);
        this.oneTimeTokens = new JdbiOneTimeTokenStore(db);
        this.sessions = new JdbiSessionStore(db);
        this.standings = new CachedStandings(new JdbiStandings(db), db, staleness, Ticker.systemTicker());
        this.settings = new JdbiSettingStore(db);
        this.signingKeys = new JdbiSigningKeyStore(db);
        this.provisioner = provisioner(app, owner, databases, connections);
        this.dangers = new Dangers(app);
    }

    private static Provisioner provisioner(
            DataSource app,
            DataSource owner,
            @Nullable TenantDatabases databases,
            @Nullable TenantConnections connections) {
        AppRole role = new AppRole(app);
        TenantTables tables = new TenantTables(owner, role);
        SharedProvisioner shared = new SharedProvisioner(owner);
        SchemaProvisioner schemas = new SchemaProvisioner(owner, tables);
        return new MixedProvisioner(
                databases == null || connections == null
                        ? Map.of(Isolation.SHARED, shared, Isolation.SCHEMA, schemas)
                        : Map.of(
                                Isolation.SHARED,
                                shared,
                                Isolation.SCHEMA,
                                schemas,
                                Isolation.DATABASE,
                                new DatabaseProvisioner(owner, databases, tables, role, connections::forget)));
    }

    /**
     * Opens the ports, for tenants in shared tables and in schemas. Nothing is connected before the first call.
     *
     * @param app connections of the role that serves requests; their default settings are the database's own
     * @param owner connections of the role that owns the tables; used to make and erase the places of tenants, and for
     *     nothing else
     * @param staleness how old a remembered answer may be at most; it bounds how late a node sees a suspension
     */
    public static Persistence on(DataSource app, DataSource owner, Duration staleness) {
        return new Persistence(app, owner, positive(staleness), null);
    }

    /** The same, for tenants in databases of their own too. What is opened to those is closed by {@link #close}. */
    public static Persistence on(DataSource app, DataSource owner, Duration staleness, TenantDatabases databases) {
        return new Persistence(app, owner, positive(staleness), requireNonNull(databases));
    }

    private static Duration positive(Duration staleness) {
        if (staleness.isNegative() || staleness.isZero()) {
            throw new IllegalArgumentException("The staleness is a positive time: " + staleness);
        }
        return staleness;
    }

    /** Closes the connections to databases of tenants that are not in use. The two data sources are not its own. */
    @Override
    public void close() {
        if (connections != null) {
            connections.close();
        }
    }

    public Transactions transactions() {
        return db;
    }

    public Journal journal() {
        return journal;
    }

    /** The catalogue as it is now. */
    public TenantStore tenants() {
        return tenants;
    }

    /** The catalogue as it was at most {@code staleness} ago; for the directory that every request asks. */
    public TenantStore cachedTenants() {
        return cachedTenants;
    }

    public UserStore users() {
        return users;
    }

    public RoleStore roles() {
        return roles;
    }

    public CredentialStore credentials() {
        return credentials;
    }

    public OneTimeTokenStore oneTimeTokens() {
        return oneTimeTokens;
    }

    public SessionStore sessions() {
        return sessions;
    }

    /** Standings as they were at most {@code staleness} ago. */
    public Standings standings() {
        return standings;
    }

    public SettingStore settings() {
        return settings;
    }

    public AuditStore audit() {
        return journal;
    }

    public SigningKeyStore signingKeys() {
        return signingKeys;
    }

    public Provisioner provisioner() {
        return provisioner;
    }

    /**
     * Sentences that say what would let the serving role bypass the isolation of tenants: its own powers, a table that
     * is not fenced, a journal that can be rewritten, a missing migration. Empty when it is safe to serve.
     */
    public List<String> dangers() {
        return dangers.list();
    }
}
