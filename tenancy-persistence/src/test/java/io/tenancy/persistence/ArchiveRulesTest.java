package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What archives hold is decided for each of Tenancy's own tables, and for each column that may be a secret. */
final class ArchiveRulesTest {
    private static final TestDatabase DATABASE = TestPostgres.database();

    @Test
    void knowsEveryTable() {
        Set<String> known = new HashSet<>(ArchiveRules.NEVER);
        known.addAll(ArchiveRules.STAYING);
        known.addAll(ArchiveRules.COMING);

        assertThat(texts("SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " AND a.attname = 'tenant_id' WHERE c.relkind = 'r'"
                        + " AND c.relnamespace = 'tenancy'::regnamespace"))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void knowsEveryColumnThatIsNamedAsSecretsAre() {
        List<String> secrets = texts("SELECT c.relname || '.' || a.attname FROM pg_class c"
                + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relkind = 'r'"
                + " AND c.relnamespace = 'tenancy'::regnamespace"
                + " AND a.attname ~ '(^|_)(secret|hash|digest|seed|salt)$'");

        assertThat(secrets).isNotEmpty().allMatch(ArchiveRulesTest::isKept);
    }

    /** The digests of the chain are no secrets: they are there to be looked at. */
    private static boolean isKept(String column) {
        String[] words = column.split("\\.", 2);
        return ArchiveRules.NEVER.contains(words[0])
                || words[0].equals("journal_links")
                || ArchiveRules.SECRETS.getOrDefault(words[0], Set.of()).contains(words[1]);
    }

    private static List<String> texts(String query) {
        return Jdbi.create(DATABASE.superuser())
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
