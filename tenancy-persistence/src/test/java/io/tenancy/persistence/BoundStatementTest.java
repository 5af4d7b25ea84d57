package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A statement on its own keeps its tenant however the driver sends it. Once a statement is prepared, the driver cuts the
 * message in front of one that has an argument without a type and a text in its answer.
 */
final class BoundStatementTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final int TIMES = 12;
    private static final Optional<Instant> UNTYPED = Optional.empty();

    private final FewConnections connections = new FewConnections(DATABASE, 1);
    private final Persistence persistence = connections.persistence();
    private final Samples samples = new Samples(persistence);
    private final TenantSql<Sql> sql = persistence.tenantSql(Sql.class);

    @AfterEach
    void stop() {
        connections.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsItsRowsEachTime(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        samples.user(acme, "ada@example.org");

        assertThat(eachTime(() -> sql.one(acme, statements -> statements.since(acme.id(), Samples.T0))))
                .containsOnly(List.of("ada@example.org"));
        assertThat(eachTime(() -> sql.one(acme, statements -> statements.sinceAny(acme.id(), UNTYPED))))
                .containsOnly(List.of("ada@example.org"));
    }

    @ParameterizedTest
    @EnumSource
    void changesItsRowsEachTime(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        UserId ada = samples.user(acme, "ada@example.org").id();

        assertThat(eachTime(() -> sql.one(acme, statements -> statements.see(acme.id(), ada, UNTYPED))))
                .containsOnly(List.of("ada@example.org"));
        assertThat(eachTime(() -> sql.one(acme, statements -> statements.rename(acme.id(), ada, "Ada"))))
                .containsOnly(1);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoTransactionOpenWhenItFails(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        UserId ada = samples.user(acme, "ada@example.org").id();

        for (int i = 0; i < TIMES; i++) {
            assertThatThrownBy(() -> sql.one(acme, statements -> statements.rename(acme.id(), ada, "")))
                    .isInstanceOf(JdbiException.class);
            assertThat(sql.<List<String>>one(acme, statements -> statements.since(acme.id(), Samples.T0)))
                    .containsExactly("ada@example.org");
            assertThat(persistence.tenants().findBySlug("nobody")).isEmpty();
        }
    }

    private static <T> List<T> eachTime(Supplier<T> statement) {
        List<T> answers = new ArrayList<>();
        Collections.nCopies(TIMES, statement).forEach(again -> answers.add(again.get()));
        return answers;
    }

    interface Sql {
        @SqlQuery("""
                SELECT email
                FROM users
                WHERE tenant_id = :tenant AND created_at >= :since
                """)
        List<String> since(TenantId tenant, Instant since);

        @SqlQuery("""
                SELECT email
                FROM users
                WHERE tenant_id = :tenant AND created_at >= COALESCE(:since, TIMESTAMPTZ 'epoch')
                """)
        List<String> sinceAny(TenantId tenant, Optional<Instant> since);

        @SqlQuery("""
                UPDATE users
                SET last_login_at = :at
                WHERE tenant_id = :tenant AND id = :id
                RETURNING email
                """)
        List<String> see(TenantId tenant, UserId id, Optional<Instant> at);

        @SqlUpdate("""
                UPDATE users
                SET name = :name
                WHERE tenant_id = :tenant AND id = :id
                """)
        int rename(TenantId tenant, UserId id, String name);
    }
}
