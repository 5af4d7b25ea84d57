package io.tenancy.persistence;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Permission;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.archive.Archive;
import io.tenancy.core.archive.Part;
import io.tenancy.core.audit.ChainStore.Linked;
import io.tenancy.core.audit.Sealable;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.grant.Grant;
import io.tenancy.core.grant.GrantId;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.GroupId;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobId;
import io.tenancy.core.key.SigningKey;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.program.KeyStanding;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.role.Holding;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.ProofRules;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Standing;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Failure;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.throttle.Tally;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.JdbiStoreDirectory.Count;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/** Makes the records of the core of rows; {@link Records} makes all others. */
final class Rows {
    private Rows() {}

    /** Teaches JDBI the records. Its messages name no argument, because some arguments are secrets. */
    static Jdbi register(Jdbi jdbi) {
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi.installPlugin(new SqlObjectPlugin())
                .installPlugin(new Postgres())
                .registerArgument(new Ids())
                .registerArgument(new Instants())
                .registerColumnMapper(new Ids())
                .registerRowMapper(new Records())
                .registerRowMapper(User.class, Rows::user)
                .registerRowMapper(UserId.class, (row, context) -> new UserId(uuid(row, "user_id")))
                .registerRowMapper(Role.class, Rows::role)
                .registerRowMapper(Holding.class, Rows::holding)
                .registerRowMapper(Grant.class, Rows::grant)
                .registerRowMapper(Group.class, Rows::group)
                .registerRowMapper(Credential.class, Rows::credential)
                .registerRowMapper(Session.class, Rows::session)
                .registerRowMapper(Standing.class, Rows::standing)
                .registerRowMapper(ServiceAccount.class, Rows::serviceAccount)
                .registerRowMapper(ApiKey.class, Rows::apiKey)
                .registerRowMapper(KeyStanding.class, Rows::keyStanding)
                .registerRowMapper(JournalEntry.class, JournalRows::entry)
                .registerRowMapper(Sealable.class, JournalRows::sealable)
                .registerRowMapper(Linked.class, JournalRows::linked)
                .registerRowMapper(Tenant.class, Rows::tenant)
                .registerRowMapper(KnownTenants.Row.class, Rows::knownTenant)
                .registerRowMapper(
                        Count.class, (row, context) -> new Count(row.getString("store"), row.getLong("tenants")))
                .registerRowMapper(JdbiWarmPlaces.Useless.class, Rows::uselessPlace)
                .registerRowMapper(SigningKey.class, Rows::signingKey)
                .registerRowMapper(Job.class, Rows::job)
                .registerRowMapper(Archive.class, ArchiveRows::archive)
                .registerRowMapper(Part.class, ArchiveRows::part)
                .registerRowMapper(Tally.class, Rows::tally);
    }

    /**
     * Leaves a connection as it is. The original asks each new one for the functions of large objects, in a round trip; and a
     * large object is no tenant's, so none is ever wanted.
     */
    private static final class Postgres extends PostgresPlugin {
        @Override
        public Handle customizeHandle(Handle handle) {
            return handle;
        }
    }

    private static User user(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                new UserId(uuid(row, "id")),
                row.getString("email"),
                row.getString("name"),
                User.Status.valueOf(row.getString("status")),
                Set.of(texts(row, "roles")),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                optionalInstant(row, "last_login_at"),
                optionalInstant(row, "email_verified_at"),
                row.getLong("version"));
    }

    private static Job job(ResultSet row, StatementContext context) throws SQLException {
        return new Job(
                new JobId(uuid(row, "id")),
                row.getString("kind"),
                Job.State.valueOf(row.getString("state")),
                row.getInt("done"),
                row.getInt("total"),
                row.getInt("refused"),
                Stream.of(texts(row, "refusals")).map(Rows::refusal).toList(),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), uuid(row, "actor_id")),
                instant(row, "created_at"),
                optionalInstant(row, "started_at"),
                optionalInstant(row, "ended_at"),
                Optional.ofNullable(row.getString("failure")),
                row.getLong("version"));
    }

    private static Job.Refusal refusal(String text) {
        int end = text.indexOf(' ');
        return new Job.Refusal(Integer.parseInt(text, 0, end, 10), text.substring(end + 1));
    }

    private static Role role(ResultSet row, StatementContext context) throws SQLException {
        String name = row.getString("name");
        boolean builtIn = row.getBoolean("built_in");
        Set<Permission> permissions = builtIn
                ? BuiltInRole.named(name).map(BuiltInRole::permissions).orElse(Set.of())
                : permissions(row, "permissions");
        return new Role(
                new RoleId(uuid(row, "id")),
                name,
                row.getString("description"),
                builtIn,
                permissions,
                Set.of(texts(row, "inherits")),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static Credential credential(ResultSet row, StatementContext context) throws SQLException {
        return new Credential(
                row.getString("hash"),
                row.getBoolean("one_time"),
                instant(row, "changed_at"),
                row.getBoolean("beside_factor"));
    }

    private static Session session(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                new SessionId(uuid(row, "id")),
                new UserId(uuid(row, "user_id")),
                row.getInt("generation"),
                row.getString("seed"),
                instant(row, "created_at"),
                instant(row, "refreshed_at"),
                instant(row, "expires_at"),
                optionalInstant(row, "revoked_at"),
                new Assurance(methods(row), instant(row, "authenticated_at")),
                new Client(
                        Optional.ofNullable(row.getString("address")),
                        Optional.ofNullable(row.getString("user_agent"))));
    }

    private static Set<Assurance.Method> methods(ResultSet row) throws SQLException {
        return Stream.of(texts(row, "methods")).map(Assurance.Method::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static Standing standing(ResultSet row, StatementContext context) throws SQLException {
        return Standing.of(
                new UserId(uuid(row, "user_id")),
                held(row, "role"),
                held(row, "permission").map(Permission::new),
                new ProofRules(
                        Optional.ofNullable(row.getString("mfa")).map(MfaPolicy::valueOf),
                        Optional.ofNullable(row.getObject("step_up", Long.class)),
                        row.getBoolean("has_factor")));
    }

    private static ServiceAccount serviceAccount(ResultSet row, StatementContext context) throws SQLException {
        return new ServiceAccount(
                new ServiceAccountId(uuid(row, "id")),
                row.getString("name"),
                row.getString("description"),
                ServiceAccount.Status.valueOf(row.getString("status")),
                Set.of(texts(row, "roles")),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static ApiKey apiKey(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKey(
                new ApiKeyId(uuid(row, "id")),
                keyOwner(row),
                row.getString("name"),
                permissions(row, "scopes"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                optionalInstant(row, "last_used_at"),
                optionalInstant(row, "revoked_at"));
    }

    private static KeyOwner keyOwner(ResultSet row) throws SQLException {
        @Nullable UUID user = row.getObject("user_id", UUID.class);
        return user == null
                ? new KeyOwner(KeyOwner.Kind.SERVICE_ACCOUNT, uuid(row, "account_id"))
                : new KeyOwner(KeyOwner.Kind.USER, user);
    }

    private static KeyStanding keyStanding(ResultSet row, StatementContext context) throws SQLException {
        Held<String> roles = held(row, "role");
        return new KeyStanding(
                new ApiKeyId(uuid(row, "id")),
                keyOwner(row),
                row.getString("digest"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                roles,
                KeyStanding.allowed(
                        permissions(row, "scopes"),
                        roles,
                        held(row, "permission").map(Permission::new)));
    }

    private static Tenant tenant(ResultSet row, StatementContext context) throws SQLException {
        return new Tenant(
                new TenantId(uuid(row, "id")),
                row.getString("slug"),
                row.getString("name"),
                new Contact(row.getString("contact_name"), row.getString("contact_email")),
                Tenant.Status.valueOf(row.getString("status")),
                Isolation.valueOf(row.getString("isolation")),
                row.getString("store"),
                row.getString("plan"),
                row.getString("region"),
                row.getBoolean("current") ? Tables.CURRENT : Tables.BEHIND,
                instant(row, "created_at"),
                instant(row, "updated_at"),
                optionalInstant(row, "read_only_at"),
                optionalInstant(row, "suspended_at"),
                optionalInstant(row, "purge_at"),
                failure(row),
                row.getLong("version"));
    }

    private static KnownTenants.Row knownTenant(ResultSet row, StatementContext context) throws SQLException {
        return new KnownTenants.Row(
                tenant(row, context),
                context.findRowMapperFor(JdbiSubscriptionStore.Row.class)
                        .orElseThrow()
                        .map(row, context));
    }

    private static Optional<Failure> failure(ResultSet row) throws SQLException {
        @Nullable String step = row.getString("failure_step");
        return step == null
                ? Optional.empty()
                : Optional.of(new Failure(
                        Failure.Step.valueOf(step),
                        row.getString("failure_reason"),
                        instant(row, "failed_at"),
                        row.getInt("failures"),
                        instant(row, "retry_at")));
    }

    private static JdbiWarmPlaces.Useless uselessPlace(ResultSet row, StatementContext context) throws SQLException {
        return new JdbiWarmPlaces.Useless(
                uuid(row, "tenant_id"), Isolation.valueOf(row.getString("isolation")), row.getString("store"));
    }

    private static SigningKey signingKey(ResultSet row, StatementContext context) throws SQLException {
        return new SigningKey(
                row.getString("kid"),
                row.getString("algorithm"),
                SigningKey.State.valueOf(row.getString("state")),
                row.getString("public_jwk"),
                row.getString("encrypted_private_jwk"),
                instant(row, "created_at"),
                instant(row, "changed_at"));
    }

    private static Tally tally(ResultSet row, StatementContext context) throws SQLException {
        return new Tally(
                row.getString("digest"),
                row.getInt("failures"),
                optionalInstant(row, "blocked_until"),
                instant(row, "last_at"));
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    private static Set<Permission> permissions(ResultSet row, String column) throws SQLException {
        return Stream.of(texts(row, column)).map(Permission::new).collect(Collectors.toUnmodifiableSet());
    }

    /** What is held, and in an array beside it up to when; no row of either is no array. */
    private static Held<String> held(ResultSet row, String thing) throws SQLException {
        @Nullable Array things = row.getArray(thing + "s");
        @Nullable Array ends = row.getArray(thing + "_ends");
        if (things == null || ends == null) {
            return Held.lasting(Set.of());
        }
        String[] names = (String[]) things.getArray();
        @Nullable Timestamp[] times = (Timestamp[]) ends.getArray();
        Set<String> lasting = new HashSet<>();
        Map<String, Instant> ending = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            @Nullable Timestamp end = times[i];
            if (end == null) {
                lasting.add(names[i]);
            } else {
                ending.merge(names[i], end.toInstant(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return new Held<>(lasting, ending);
    }

    private static Group group(ResultSet row, StatementContext context) throws SQLException {
        return new Group(
                new GroupId(uuid(row, "id")),
                row.getString("name"),
                row.getString("description"),
                Set.of(texts(row, "roles")),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static Grant grant(ResultSet row, StatementContext context) throws SQLException {
        return new Grant(
                new GrantId(uuid(row, "id")),
                new UserId(uuid(row, "user")),
                Optional.ofNullable(row.getString("role")),
                Optional.ofNullable(row.getString("permission")).map(Permission::new),
                optionalInstant(row, "expires_at"),
                instant(row, "created_at"));
    }

    private static Holding holding(ResultSet row, StatementContext context) throws SQLException {
        return new Holding(
                Holding.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("id", UUID.class)),
                Optional.ofNullable(row.getString("group_name")),
                Optional.ofNullable(row.getString("role")),
                Optional.ofNullable(row.getString("permission")).map(Permission::new),
                optionalInstant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
