package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are drawn from the catalogue are what Liquibase makes, or are not taken for it. */
final class BlueprintTest {
    private static final String SCHEMA = "drawn";
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final DataSource OWNER = DATABASE.owner();

    @Test
    void isOfTheTablesOfEveryTenant() throws SQLException {
        Blueprint made = madeByLiquibase(TenantSchema.standard());

        assertThat(madeBy(made.statements()).description()).isEqualTo(made.description());
        assertThat(made.description()).contains("users holds users_pk PRIMARY KEY tenant_id, id");
        assertThat(made.statements().lines().filter(line -> line.startsWith("ALTER TABLE users")))
                .containsExactly("ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.sql", "due.sql", "folders.sql", "drawers.sql"})
    void isOfTheTablesOfAnApplication(String file) throws SQLException {
        Blueprint made = madeByLiquibase(with(List.of("notes.sql", file)));

        assertThat(madeBy(made.statements()).description()).isEqualTo(made.description());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW more AS SELECT 1 AS one",
                "CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE TYPE more AS ENUM ('a')",
                "CREATE DOMAIN more AS int",
                "CREATE SEQUENCE more",
                "CREATE TRIGGER more BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION"
                        + " suppress_redundant_updates_trigger()",
                "CREATE RULE more AS ON DELETE TO users DO INSTEAD NOTHING",
                "CREATE STATISTICS more ON email, name FROM users",
                "CREATE UNLOGGED TABLE more (id int)",
                "CREATE TABLE more (id int) WITH (fillfactor = 50)",
                "CREATE TABLE more (id int) PARTITION BY LIST (id)",
                "CREATE TABLE more () INHERITS (users)",
                "CREATE TABLE more (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 7))",
                "ALTER TABLE users REPLICA IDENTITY FULL",
                "ALTER TABLE users ALTER name SET (n_distinct = 5)",
                "GRANT SELECT (name) ON users TO PUBLIC",
                "GRANT SELECT ON journal TO PUBLIC",
                "GRANT USAGE ON SCHEMA drawn TO PUBLIC",
                "ALTER TABLE journal_queue ALTER place RESTART WITH 100",
                "SELECT setval('journal_queue_place_seq', 99)",
                "ALTER TABLE users ALTER name SET STATISTICS 1000",
                "ALTER TABLE users RENAME CONSTRAINT users_name_not_null TO users_name_nn",
                "ALTER TABLE settings SET (toast.autovacuum_enabled = off)",
                "COMMENT ON POLICY own_rows ON users IS 'more'",
                "COMMENT ON CONSTRAINT users_pk ON users IS 'more'",
                "GRANT SELECT ON journal TO tenancy_app WITH GRANT OPTION",
                "COMMENT ON INDEX users_pk IS 'more'",
                "CREATE TABLE more AS SELECT 1 AS id",
                "INSERT INTO catalogue.census SELECT * FROM catalogue.census",
            })
    void seesWhatItDoesNotDraw(String more) throws SQLException {
        Blueprint plain = madeByLiquibase(TenantSchema.standard());
        Blueprint made = madeBy(plain.statements() + "\n" + more + ";");

        Blueprint drawn = madeBy(made.statements());

        assertThat(drawn.isLike(made)).isFalse();
        assertThat(drawn.differences(made)).isNotEmpty();
    }

    /** A role that the changelog grants something to, where it is there, may go while the server runs. */
    @Test
    void isDrawnAnewWhereItNamesWhatIsGone() throws SQLException {
        DATABASE.plant("CREATE ROLE reporting");
        TenantTables tables = new TenantTables(DATABASE.store("main"), with(List.of("reported.sql")));
        tables.ensureAnother(OWNER, "t_reported");
        DATABASE.plant("DROP OWNED BY reporting; DROP ROLE reporting");

        tables.ensureAnother(OWNER, "t_unreported");
        tables.ensureAnother(OWNER, "t_unreported_too");

        for (String schema : List.of("t_unreported", "t_unreported_too")) {
            assertThat(tables.update(OWNER, schema)).isFalse();
        }
    }

    /** It is a table's, and the type of a column, so the statements for tables alone do not even run. */
    @Test
    void isNotUsedWhereItMakesLessThanLiquibase() throws SQLException {
        TenantTables tables = new TenantTables(DATABASE.store("main"), with(List.of("workshop.sql")));

        tables.ensureAnother(OWNER, "t_workshop");

        String view = "SELECT 't_workshop.tool_names'::regclass::text";
        List<String> found = Sql.inVain(OWNER, look -> Sql.list(look, view));
        assertThat(found).containsExactly("t_workshop.tool_names");
        assertThat(tables.update(OWNER, "t_workshop")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatIsOutsideOfSchemasToLiquibase(Isolation isolation) throws SQLException {
        TestDatabase fresh = TestPostgres.emptyDatabase();
        TenantSchema schema = with(List.of("outside.sql"));
        Migrations.shared(fresh.stores(), schema);
        Tenant tenant = TestTenants.tenant("acme", isolation, "main");
        try (Persistence persistence =
                Persistence.on(fresh.stores(), schema, ConnectionBudget.DEFAULT, Duration.ofSeconds(1))) {
            persistence.provisioner().prepare(tenant);
        }

        String index = "SELECT indexdef FROM pg_indexes WHERE indexname = 'words_short_ix' ORDER BY schemaname";
        TestDatabase place = tenant.placement() instanceof Placement.Database own ? fresh.named(own.name()) : fresh;
        assertThat(place.texts(index)).last().asString().contains("public.without_vowels(word)");
        assertThat(place.texts(index)).hasSize(isolation == Isolation.SCHEMA ? 2 : 1);
    }

    private static TenantSchema with(List<String> files) {
        TenantSchema schema = TenantSchema.standard();
        for (String file : files.stream().distinct().toList()) {
            schema = schema.with("io/tenancy/persistence/" + file);
        }
        return schema;
    }

    /** As the tables of a tenant come about that is brought up to date by Liquibase itself. */
    private static Blueprint madeByLiquibase(TenantSchema schema) throws SQLException {
        return Sql.inVain(OWNER, transaction -> {
            begin(transaction);
            schema.changelog().apply(transaction, SCHEMA, TestPostgres.APP);
            return Blueprint.of(transaction, SCHEMA);
        });
    }

    private static Blueprint madeBy(String statements) throws SQLException {
        return Sql.inVain(OWNER, transaction -> {
            begin(transaction);
            Sql.executeAtOnce(transaction, statements);
            return Blueprint.of(transaction, SCHEMA);
        });
    }

    private static void begin(Connection transaction) throws SQLException {
        Sql.execute(transaction, "CREATE SCHEMA " + SCHEMA + "; SET LOCAL search_path = " + SCHEMA);
    }
}
