package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DangersTest {
    private static final TestDatabase DATABASE = TestPostgres.database();

    @AfterEach
    void takeBackWhatRolesHaveOutsideOfTheDatabase() {
        DATABASE.plant("ALTER ROLE tenancy_app NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION;"
                + "REVOKE tenancy_owner, pg_read_server_files FROM tenancy_app;"
                + "GRANT tenancy_app TO tenancy_owner");
    }

    @Test
    void findsNothingInAFreshDatabase() {
        assertThat(dangers(TestPostgres.database())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ALTER ROLE tenancy_app SUPERUSER                           | is a superuser",
                "ALTER ROLE tenancy_app BYPASSRLS                           | bypasses row-level security",
                "ALTER ROLE tenancy_app CREATEROLE                          | may create roles",
                "ALTER ROLE tenancy_app REPLICATION                         | may replicate all data",
                "REVOKE tenancy_app FROM tenancy_owner; GRANT tenancy_owner TO tenancy_app"
                        + "                                                 | owns tenancy.users, or may become its owner",
                "GRANT pg_read_server_files TO tenancy_app                  | reaches the files of the server",
                "ALTER TABLE tenancy.users OWNER TO tenancy_app             | owns tenancy.users, or may become its owner",
                "GRANT TRUNCATE ON tenancy.users TO tenancy_app             | has TRUNCATE on tenancy.users",
                "GRANT REFERENCES ON tenancy.users TO tenancy_app           | has REFERENCES on tenancy.users",
                "GRANT TRIGGER ON catalogue.tenants TO PUBLIC               | has TRIGGER on catalogue.tenants",
                "GRANT UPDATE ON tenancy.journal TO tenancy_app             | has UPDATE on tenancy.journal",
                "GRANT UPDATE (action) ON tenancy.journal TO tenancy_app    | has UPDATE on tenancy.journal",
                "GRANT DELETE ON tenancy.journal TO tenancy_app             | has DELETE on tenancy.journal",
                "GRANT CREATE ON SCHEMA tenancy TO tenancy_app              | may create objects in the schema tenancy",
                "GRANT CREATE ON SCHEMA public TO PUBLIC                    | may create objects in the schema public",
                "ALTER TABLE tenancy.users NO FORCE ROW LEVEL SECURITY      | users does not force row-level security",
                "ALTER TABLE tenancy.users DISABLE ROW LEVEL SECURITY       | users has no row-level security",
                "DROP POLICY own_rows ON tenancy.users                      | users has no policy",
                "ALTER POLICY own_rows ON tenancy.users USING (true)        | users has a policy that is not the one",
                "ALTER POLICY own_rows ON tenancy.users WITH CHECK (true)   | users has a policy that is not the one",
                "CREATE POLICY more ON tenancy.users FOR SELECT USING (true)| users has a policy that is not the one",
                "CREATE TABLE tenancy.notes (id uuid)                       | notes has no tenant_id",
                "CREATE VIEW tenancy.everybody AS SELECT 1 AS id            | everybody asks with the rights of its owner",
                "CREATE FUNCTION public.peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1' | rights of its owner",
                "DELETE FROM catalogue.databasechangelog WHERE id = 'force' | has to be migrated",
                "DROP SCHEMA tenancy, catalogue CASCADE                     | has to be migrated",
            })
    void namesWhatWasPlanted(String culprit, String sentence) {
        TestDatabase database = TestPostgres.database();
        database.plant(culprit);

        assertThat(dangers(database)).anySatisfy(danger -> assertThat(danger).contains(sentence));
    }

    @Test
    void namesWhatBelongsToTheDatabaseItself() {
        TestDatabase database = TestPostgres.database();
        database.plant("ALTER DATABASE " + database.name() + " SET search_path = tenancy, public");
        database.plant("ALTER DATABASE " + database.name()
                + " SET tenancy.tenant_id = '00000000-0000-0000-0000-000000000001'");
        database.plant("GRANT CREATE, TEMPORARY ON DATABASE " + database.name() + " TO tenancy_app");

        assertThat(dangers(database))
                .containsExactlyInAnyOrder(
                        "The search path of connections is tenancy, public; it has to be tenancy alone. Connections that"
                                + " are older than the migration have to be closed.",
                        "Connections are bound to a tenant from their start.",
                        "The role tenancy_app may create schemas in the database.",
                        "The role tenancy_app may create temporary tables in the database.");
    }

    @Test
    void cannotBeAskedWhereTheDatabaseIsAway() {
        assertThatThrownBy(() -> dangers(DATABASE.through(1))).isInstanceOf(Unavailable.class);
    }

    private static List<String> dangers(TestDatabase database) {
        return Persistence.on(database.stores(), Duration.ofSeconds(1)).dangers();
    }
}
