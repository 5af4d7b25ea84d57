package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.Doctor.Depth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What a check asks PostgreSQL's own catalogue: a query for the object, the sentence and the remedy of each finding.
 *
 * @param from the least depth of the examination that it belongs to
 */
record Question(Check check, Depth from, String query) {
    /**
     * What the queries are about. {@code me} is the serving role. {@code schemas} are those of the tables that are looked at:
     * of the ones that tenants have of their own, so many at random, because all are made by the same script;
     * {@code theirs} are those that an application has named. A table {@code is_scoped} where rules for tenants hold.
     */
    private static final String SUBJECTS = """
            WITH RECURSIVE me AS MATERIALIZED (
                SELECT r.oid, r.rolname, r.rolsuper
                FROM pg_roles r
                WHERE r.rolname = :role
            ), own AS MATERIALIZED (
                SELECT n.oid
                FROM pg_namespace n
                WHERE n.nspname ~ '^t_[a-z2-7]{26}$' AND (:every OR n.nspname = ANY (:own))
                ORDER BY random()
                LIMIT :most
            ), schemas AS MATERIALIZED (
                SELECT n.oid, n.nspname, n.nspname <> 'catalogue' AS of_tenants, n.nspname = ANY (:more) AS theirs
                FROM pg_namespace n
                WHERE n.nspname IN ('catalogue', 'tenancy') OR n.oid IN (SELECT oid FROM own) OR n.nspname = ANY (:more)
            ), all_tables AS MATERIALIZED (
                SELECT c.oid, c.relname, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity,
                       s.nspname, s.of_tenants, s.theirs, format('%I.%I', s.nspname, c.relname) AS name,
                       a.attnum AS tenant, a.attnotnull,
                       c.relname IN ('databasechangelog', 'databasechangeloglock') AS is_bookkeeping
                FROM pg_class c
                JOIN schemas s ON s.oid = c.relnamespace
                LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                WHERE c.relkind IN ('r', 'p')
            ), tables AS MATERIALIZED (
                SELECT t.*, t.of_tenants AND NOT t.is_bookkeeping AND t.tenant IS NOT NULL AS is_scoped
                FROM all_tables t
            )
            """;

    Question {
        requireNonNull(check);
        requireNonNull(from);
        requireNonNull(query);
    }

    /**
     * Asks several in one database, in one statement, so that the subjects are looked up once.
     *
     * @param role the role that serves
     */
    static List<Finding> ask(Stream<Question> all, Handle handle, String place, String role, Extent extent) {
        List<Question> questions = all.filter(question -> question.from.compareTo(extent.depth()) <= 0)
                .toList();
        String query = IntStream.range(0, questions.size())
                .mapToObj(number -> questions.get(number).numbered(number))
                .collect(Collectors.joining("UNION ALL\n", SUBJECTS, "ORDER BY number, object, problem"));
        return handle.createQuery(query)
                .bind("role", role)
                .bind("most", extent.most())
                .bind("every", extent.own().isEmpty())
                .bindArray("own", String.class, extent.own().orElse(Set.of()).toArray())
                .bindArray("more", String.class, extent.further().toArray())
                .map((row, context) -> new Finding(
                        questions.get(row.getInt("number")).check,
                        place,
                        row.getString("object"),
                        row.getString("problem"),
                        row.getString("remedy") + ";"))
                .list();
    }

    private String numbered(int number) {
        String first = query.startsWith(",") ? "WITH RECURSIVE nothing AS (SELECT 1)" : "";
        return "SELECT " + number + " AS number, q.object::text, q.problem, q.remedy FROM (\n" + first + query
                + ") q\n";
    }
}
