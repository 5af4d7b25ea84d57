package io.tenancy.persistence;

import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.flag.FlagStore;
import io.tenancy.core.flag.FlagText;
import io.tenancy.core.flag.FlagVersion;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiFlagStore implements FlagStore {
    private final CatalogueSql<Sql> db;

    JdbiFlagStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public List<Flag> all() {
        return db.one(Sql::all).stream().map(Row::flag).toList();
    }

    @Override
    public Optional<Flag> find(String key) {
        return db.one(sql -> sql.find(key)).map(Row::flag);
    }

    @Override
    public boolean add(Flag flag, UUID by) {
        return db.changing(Change.FLAGS, sql -> sql.add(flag, Parts.of(flag)) == 1 && kept(sql, flag, by));
    }

    @Override
    public boolean update(Flag flag, UUID by) {
        return db.changing(Change.FLAGS, sql -> sql.update(flag, Parts.of(flag)) == 1 && kept(sql, flag, by));
    }

    @Override
    public boolean delete(FlagId id) {
        return db.changing(Change.FLAGS, sql -> sql.delete(id)) == 1;
    }

    @Override
    public List<FlagVersion> history(FlagId id, long before, int limit) {
        return db.one(sql -> sql.history(id, before, limit)).stream()
                .map(Past::past)
                .toList();
    }

    @Override
    public List<Assignment> agreed(TenantId tenant) {
        return db.one(sql -> sql.agreed(tenant)).stream().map(Given::assignment).toList();
    }

    @Override
    public void agree(TenantId tenant, Assignment assignment) {
        var unused = db.changing(Change.tenant(tenant), sql -> sql.agree(tenant, assignment));
    }

    @Override
    public boolean withdraw(TenantId tenant, FlagId flag) {
        return db.changing(Change.tenant(tenant), sql -> sql.withdraw(tenant, flag)) == 1;
    }

    private static boolean kept(Sql sql, Flag flag, UUID by) {
        return sql.keep(flag, Parts.of(flag), by) == 1;
    }

    /** What of a flag has no type in the database; JDBI binds the methods of what is public. */
    public record Parts(String variants, String rules) {
        static Parts of(Flag flag) {
            return new Parts(FlagText.ofVariants(flag.variants()), FlagText.ofRules(flag.rules()));
        }
    }

    /** A row as it is kept. */
    record Row(
            UUID id,
            String key,
            Flag.Type type,
            String description,
            Flag.Exposure exposure,
            String variants,
            String defaultVariant,
            String offVariant,
            String rules,
            boolean killed,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        Flag flag() {
            return new Flag(
                    new FlagId(id),
                    key,
                    type,
                    description,
                    exposure,
                    FlagText.variants(variants),
                    defaultVariant,
                    offVariant,
                    FlagText.rules(rules),
                    killed,
                    createdAt,
                    updatedAt,
                    version);
        }
    }

    /** A version as it is kept. */
    record Past(
            UUID id,
            String key,
            Flag.Type type,
            String description,
            Flag.Exposure exposure,
            String variants,
            String defaultVariant,
            String offVariant,
            String rules,
            boolean killed,
            Instant createdAt,
            Instant updatedAt,
            long version,
            UUID changedBy) {
        FlagVersion past() {
            Row row = new Row(
                    id,
                    key,
                    type,
                    description,
                    exposure,
                    variants,
                    defaultVariant,
                    offVariant,
                    rules,
                    killed,
                    createdAt,
                    updatedAt,
                    version);
            return new FlagVersion(row.flag(), changedBy);
        }
    }

    /** An assignment as it is kept. */
    record Given(UUID flagId, String variant, Optional<Instant> expiresAt, String reason, Instant setAt) {
        Assignment assignment() {
            return new Assignment(new FlagId(flagId), variant, expiresAt, reason, setAt);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, key, type, description, exposure, variants, default_variant, off_variant, rules, killed,
                       created_at, updated_at, version
                FROM catalogue.flags
                ORDER BY key
                """)
        List<Row> all();

        @SqlQuery("""
                SELECT id, key, type, description, exposure, variants, default_variant, off_variant, rules, killed,
                       created_at, updated_at, version
                FROM catalogue.flags
                WHERE key = :key
                """)
        Optional<Row> find(String key);

        @SqlUpdate("""
                INSERT INTO catalogue.flags (id, key, type, description, exposure, variants, default_variant,
                                             off_variant, rules, killed, created_at, updated_at, version)
                VALUES (:flag.id, :flag.key, :flag.type, :flag.description, :flag.exposure, :parts.variants,
                        :flag.defaultVariant, :flag.offVariant, :parts.rules, :flag.killed, :flag.createdAt,
                        :flag.updatedAt, :flag.version)
                ON CONFLICT DO NOTHING
                """)
        int add(@BindMethods("flag") Flag flag, @BindMethods("parts") Parts parts);

        @SqlUpdate("""
                UPDATE catalogue.flags
                SET description = :flag.description, exposure = :flag.exposure, variants = :parts.variants,
                    default_variant = :flag.defaultVariant, off_variant = :flag.offVariant, rules = :parts.rules,
                    killed = :flag.killed, updated_at = :flag.updatedAt, version = :flag.version
                WHERE id = :flag.id AND version = :flag.version - 1
                """)
        int update(@BindMethods("flag") Flag flag, @BindMethods("parts") Parts parts);

        @SqlUpdate("""
                INSERT INTO catalogue.flag_versions (flag_id, version, description, exposure, variants,
                                                     default_variant, off_variant, rules, killed, changed_at,
                                                     changed_by)
                VALUES (:flag.id, :flag.version, :flag.description, :flag.exposure, :parts.variants,
                        :flag.defaultVariant, :flag.offVariant, :parts.rules, :flag.killed, :flag.updatedAt, :by)
                """)
        int keep(@BindMethods("flag") Flag flag, @BindMethods("parts") Parts parts, UUID by);

        @SqlUpdate("""
                DELETE FROM catalogue.flags
                WHERE id = :id
                """)
        int delete(FlagId id);

        @SqlQuery("""
                SELECT f.id, f.key, f.type, v.description, v.exposure, v.variants, v.default_variant, v.off_variant,
                       v.rules, v.killed, f.created_at, v.changed_at AS updated_at, v.version, v.changed_by
                FROM catalogue.flag_versions v
                JOIN catalogue.flags f ON f.id = v.flag_id
                WHERE v.flag_id = :id AND v.version < :before
                ORDER BY v.version DESC
                LIMIT :limit
                """)
        List<Past> history(FlagId id, long before, int limit);

        @SqlQuery("""
                SELECT flag_id, variant, expires_at, reason, set_at
                FROM catalogue.flag_agreements
                WHERE tenant_id = :tenant
                ORDER BY flag_id
                """)
        List<Given> agreed(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO catalogue.flag_agreements (tenant_id, flag_id, variant, expires_at, reason, set_at)
                VALUES (:tenant, :one.flag, :one.variant, :one.expiresAt, :one.reason, :one.setAt)
                ON CONFLICT (tenant_id, flag_id) DO UPDATE
                SET variant = EXCLUDED.variant, expires_at = EXCLUDED.expires_at, reason = EXCLUDED.reason,
                    set_at = EXCLUDED.set_at
                """)
        int agree(TenantId tenant, @BindMethods("one") Assignment one);

        @SqlUpdate("""
                DELETE FROM catalogue.flag_agreements
                WHERE tenant_id = :tenant AND flag_id = :flag
                """)
        int withdraw(TenantId tenant, FlagId flag);
    }
}
