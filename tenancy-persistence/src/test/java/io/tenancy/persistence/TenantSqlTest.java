package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Id;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.testkit.TestTenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an application reads rows into records of its own. */
final class TenantSqlTest {
    private static final TestTenancy TENANCY = TestTenancy.with(TenantSchema.standard());

    @AfterAll
    static void close() {
        TENANCY.close();
    }

    @ParameterizedTest
    @EnumSource
    void makesRecordsOfColumnsInSnakeCase(Isolation isolation) {
        TenantSql<Sql> sql = TENANCY.persistence().tenantSql(Sql.class);
        TenantScope scope = TENANCY.open("acme", isolation);
        UserId id = TENANCY.user(scope);

        Face face = sql.one(scope, statements -> statements.face(scope.id(), new FaceId(id.value())))
                .orElseThrow();

        assertThat(face.id()).isEqualTo(new FaceId(id.value()));
        assertThat(face.user()).isEqualTo(id);
        assertThat(face.createdAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertThat(face.lastLoginAt()).isEmpty();
        assertThat(face.referrer()).isEmpty();
        assertThat(face.mood()).isEqualTo(Mood.ACTIVE);
        List<FaceId> ids = sql.one(scope, statements -> statements.ids(scope.id()));
        assertThat(ids).containsExactly(face.id());
        List<String> names = sql.all(scope, statements -> statements.names(scope.id()));
        assertThat(names).containsExactly("<Una>");
    }

    @ParameterizedTest
    @ValueSource(classes = {Configured.class, ConfiguredMethod.class})
    void refusesAnnotationsThatWouldHaveNoEffect(Class<?> type) {
        assertThatThrownBy(() -> TENANCY.persistence().tenantSql(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@RegisterConstructorMapper");
    }

    record FaceId(UUID value) implements Id {}

    enum Mood {
        ACTIVE
    }

    record Face(
            Optional<Instant> lastLoginAt,
            Optional<UserId> referrer,
            Instant createdAt,
            FaceId id,
            UserId user,
            Mood mood) {
        /** Not the canonical one. */
        Face(FaceId id) {
            this(Optional.empty(), Optional.empty(), Instant.EPOCH, id, new UserId(id.value()), Mood.ACTIVE);
        }
    }

    /** Has to be public: JDBI makes it. */
    public static final class Named implements RowMapper<String> {
        @Override
        public String map(ResultSet row, StatementContext context) throws SQLException {
            return "<" + row.getString("name") + ">";
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, id AS user, TIMESTAMPTZ '2026-03-01T12:00:00.123456Z' AS created_at, last_login_at,
                       NULL::uuid AS referrer, status AS mood
                FROM users
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Face> face(TenantId tenant, FaceId id);

        @SqlQuery("""
                SELECT id
                FROM users
                WHERE tenant_id = :tenant
                """)
        List<FaceId> ids(TenantId tenant);

        @SqlQuery("""
                SELECT name
                FROM users
                WHERE tenant_id = :tenant
                """)
        @UseRowMapper(Named.class)
        List<String> names(TenantId tenant);
    }

    @RegisterConstructorMapper(Face.class)
    interface Configured {}

    interface ConfiguredMethod {
        @RegisterConstructorMapper(Face.class)
        void face();
    }
}
