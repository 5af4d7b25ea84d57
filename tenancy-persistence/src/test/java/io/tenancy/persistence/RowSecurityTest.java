package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The database keeps tenants apart by itself: every statement here lacks the predicate that the stores have. */
final class RowSecurityTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final Samples SAMPLES = new Samples(Persistence.on(DATABASE.stores(), Duration.ofMillis(1500)));
    private static final TenantScope ACME = SAMPLES.open("acme");
    private static final TenantScope GLOBEX = SAMPLES.open("globex");

    static {
        SAMPLES.user(ACME, "ada@example.org");
        SAMPLES.user(GLOBEX, "eve@example.org");
    }

    /** The owner too: its rights end where a tenant is not bound, because row-level security is forced. */
    static Stream<DataSource> roles() {
        return Stream.of(DATABASE.app(), DATABASE.owner());
    }

    @ParameterizedTest
    @MethodSource("roles")
    void showsTheRowsOfTheBoundTenantOnly(DataSource role) {
        assertThat(emails(role, ACME)).containsExactly("ada@example.org");
        assertThat(emails(role, GLOBEX)).containsExactly("eve@example.org");
    }

    @ParameterizedTest
    @MethodSource("roles")
    void showsNothingWhereNoTenantIsBound(DataSource role) {
        for (String table : tables()) {
            long rows = Jdbi.create(role).withHandle(handle -> count(handle, table));
            assertThat(rows).as(table).isZero();
        }
    }

    @Test
    void showsNothingOnAConnectionThatServedATenantBefore() {
        long rows = Jdbi.create(DATABASE.app()).withHandle(handle -> {
            handle.useTransaction(transaction -> Binding.bind(transaction, ACME.id()));
            return count(handle, "users");
        });

        assertThat(rows).isZero();
    }

    @ParameterizedTest
    @MethodSource("roles")
    void refusesARowOfATenantThatIsNotBound(DataSource role) {
        assertThatThrownBy(() -> Jdbi.create(role).useHandle(handle -> insertSetting(handle, ACME)))
                .isInstanceOf(JdbiException.class)
                .satisfies(RowSecurityTest::isRefusedByThePolicy);
        assertThatThrownBy(() -> Jdbi.create(role).useTransaction(transaction -> {
                    Binding.bind(transaction, GLOBEX.id());
                    insertSetting(transaction, ACME);
                }))
                .isInstanceOf(JdbiException.class)
                .satisfies(RowSecurityTest::isRefusedByThePolicy);
    }

    @Test
    void refusesToMoveARowToAnotherTenant() {
        assertThatThrownBy(() -> Jdbi.create(DATABASE.app()).useTransaction(transaction -> {
                    Binding.bind(transaction, ACME.id());
                    transaction.execute(
                            "UPDATE users SET tenant_id = ?", GLOBEX.id().value());
                }))
                .isInstanceOf(JdbiException.class)
                .satisfies(RowSecurityTest::isRefusedByThePolicy);
    }

    @Test
    void changesNoRowOfAnotherTenant() {
        int changed = Jdbi.create(DATABASE.app()).inTransaction(transaction -> {
            Binding.bind(transaction, GLOBEX.id());
            return transaction.execute("UPDATE users SET name = 'taken' WHERE email = 'ada@example.org'");
        });

        assertThat(changed).isZero();
    }

    @Test
    void refusesToReferToARowOfAnotherTenant() {
        UUID ada = Jdbi.create(DATABASE.app()).inTransaction(transaction -> {
            Binding.bind(transaction, ACME.id());
            return transaction
                    .createQuery("SELECT id FROM users")
                    .mapTo(UUID.class)
                    .one();
        });

        assertThatThrownBy(() -> Jdbi.create(DATABASE.app()).useTransaction(transaction -> {
                    Binding.bind(transaction, GLOBEX.id());
                    transaction.execute(
                            "INSERT INTO credentials VALUES (?, ?, 'hash', false, now())",
                            GLOBEX.id().value(),
                            ada);
                }))
                .isInstanceOf(JdbiException.class)
                .satisfies(failure -> assertThat(Failures.state(failure)).contains("23503"));
    }

    private static List<String> emails(DataSource role, TenantScope scope) {
        return Jdbi.create(role).inTransaction(transaction -> {
            Binding.bind(transaction, scope.id());
            return transaction
                    .createQuery("SELECT email FROM users")
                    .mapTo(String.class)
                    .list();
        });
    }

    private static List<String> tables() {
        return Jdbi.create(DATABASE.app())
                .withHandle(handle -> handle.createQuery(
                                "SELECT relname FROM pg_class WHERE relnamespace = 'tenancy'::regnamespace AND relkind = 'r'")
                        .mapTo(String.class)
                        .list());
    }

    private static long count(Handle handle, String table) {
        return handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one();
    }

    private static void insertSetting(Handle handle, TenantScope scope) {
        handle.execute(
                "INSERT INTO settings VALUES (?, 'locale', 'en', now())",
                scope.id().value());
    }

    private static void isRefusedByThePolicy(Throwable failure) {
        assertThat(Failures.state(failure)).contains("42501");
    }
}
