package io.tenancy.persistence;

import static io.tenancy.persistence.Doctor.Depth.FULL;
import static io.tenancy.persistence.Doctor.Depth.QUICK;

import java.util.List;

/** Whether keys and references stay within a tenant: PostgreSQL checks both without asking for a policy. */
final class KeyQuestions {
    private static final String NO_KEY = """
            SELECT t.name AS object, format('The table %s has no primary key.', t.name) AS problem,
                   format('ALTER TABLE %s ADD PRIMARY KEY (tenant_id%s)', t.name,
                          (SELECT format(', %I', a.attname)
                           FROM pg_attribute a
                           WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attnum <> t.tenant
                           ORDER BY a.attname <> 'id', a.attnum
                           LIMIT 1)) AS remedy
            FROM tables t
            WHERE t.is_scoped AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)
            """;

    private static final String OTHER_FIRST = """
            SELECT t.name AS object,
                   format('The key %s of the table %s does not begin with tenant_id.', x.relname, t.name) AS problem,
                   CASE WHEN k.oid IS NULL
                        THEN format('DROP INDEX %I.%I; %s', t.nspname, x.relname,
                                    overlay(pg_get_indexdef(x.oid) PLACING '(tenant_id, '
                                            FROM position('(' IN pg_get_indexdef(x.oid)) FOR 1))
                        ELSE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s (tenant_id%s)', t.name,
                                    k.conname, k.conname, CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END,
                                    (SELECT string_agg(format(', %I', a.attname), '' ORDER BY c.place)
                                     FROM unnest(k.conkey) WITH ORDINALITY c (attnum, place)
                                     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.attnum
                                     WHERE a.attnum <> t.tenant)) END AS remedy
            FROM tables t
            JOIN pg_index i ON i.indrelid = t.oid AND i.indisunique AND i.indkey[0] <> t.tenant
            JOIN pg_class x ON x.oid = i.indexrelid
            LEFT JOIN pg_constraint k ON k.conindid = x.oid AND k.conrelid = t.oid AND k.contype IN ('p', 'u')
            WHERE t.is_scoped
            """;

    private static final String NOT_COMPOSITE = """
            SELECT t.name AS object,
                   format('The foreign key %s of the table %s does not lead from tenant_id to tenant_id.', k.conname, t.name)
                   AS problem,
                   format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (tenant_id%s)'
                          || ' REFERENCES %s (tenant_id%s) ON DELETE %s', t.name, k.conname, k.conname,
                          columns.here, o.name, columns.there,
                          CASE k.confdeltype WHEN 'c' THEN 'CASCADE' ELSE 'RESTRICT' END) AS remedy
            FROM tables t
            JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f' AND k.conparentid = 0
            JOIN tables o ON o.oid = k.confrelid AND o.is_scoped
            CROSS JOIN LATERAL (
                SELECT string_agg(format(', %I', h.attname), '' ORDER BY c.place) AS here,
                       string_agg(format(', %I', r.attname), '' ORDER BY c.place) AS there,
                       bool_or(c.here = t.tenant AND c.there = o.tenant) AS is_within
                FROM unnest(k.conkey, k.confkey) WITH ORDINALITY c (here, there, place)
                JOIN pg_attribute h ON h.attrelid = t.oid AND h.attnum = c.here
                JOIN pg_attribute r ON r.attrelid = o.oid AND r.attnum = c.there
            ) columns
            WHERE t.is_scoped AND NOT columns.is_within
            """;

    static final List<Question> ALL = List.of(
            new Question(Check.KEY_MISSING, FULL, NO_KEY),
            new Question(Check.KEY_TENANT_FIRST, QUICK, OTHER_FIRST),
            new Question(Check.FK_NOT_COMPOSITE, QUICK, NOT_COMPOSITE));

    private KeyQuestions() {}
}
