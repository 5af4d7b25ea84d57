package io.tenancy.persistence;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.MeterSource.Aggregation;
import io.tenancy.core.usage.UsagePoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The statements of {@link JdbiUsageStore}. A sum goes as far as {@link io.tenancy.core.usage.UsageStore#MOST}. */
interface UsageSql {
    @SqlQuery("""
            WITH given AS (
                SELECT source, id, meter, at, amount, word, subject
                FROM unnest(:sources, :ids, :meters, CAST(:times AS timestamptz[]), :amounts, :words, :subjects)
                    AS e (source, id, meter, at, amount, word, subject)
            ), added AS (
                INSERT INTO usage_events (tenant_id, source, id, meter, at, amount, word, subject, corrects, corrected,
                                          received_at)
                SELECT :tenant, source, id, meter, at, amount, word, NULLIF(subject, ''), NULL, false, :now
                FROM given
                ORDER BY source, id
                ON CONFLICT (tenant_id, source, id) DO NOTHING
                RETURNING meter, date_trunc('hour', at, 'UTC') AS hour, at, amount, word
            ), counted AS (
                INSERT INTO usage_hours (tenant_id, meter, hour, amount, peak, latest, latest_at)
                SELECT :tenant, meter, hour,
                       CAST(LEAST(GREATEST(sum(amount), -1000000000000000000), 1000000000000000000) AS bigint),
                       max(amount), (array_agg(amount ORDER BY at DESC, amount DESC))[1], max(at)
                FROM added
                GROUP BY meter, hour
                ORDER BY meter, hour
                ON CONFLICT (tenant_id, meter, hour) DO UPDATE
                SET amount = CAST(LEAST(GREATEST(CAST(usage_hours.amount AS numeric) + EXCLUDED.amount,
                                                 -1000000000000000000), 1000000000000000000) AS bigint),
                    peak = GREATEST(usage_hours.peak, EXCLUDED.peak),
                    latest = CASE
                        WHEN usage_hours.latest_at IS NULL
                          OR (EXCLUDED.latest_at, EXCLUDED.latest) > (usage_hours.latest_at, usage_hours.latest)
                        THEN EXCLUDED.latest
                        ELSE usage_hours.latest
                    END,
                    latest_at = GREATEST(usage_hours.latest_at, EXCLUDED.latest_at)
            ), spoken AS (
                INSERT INTO usage_words (tenant_id, meter, hour, word, uses)
                SELECT :tenant, meter, hour, word, count(*)
                FROM added
                WHERE word <> ''
                GROUP BY meter, hour, word
                ORDER BY meter, hour, word
                ON CONFLICT (tenant_id, meter, hour, word) DO UPDATE
                SET uses = usage_words.uses + EXCLUDED.uses
            )
            SELECT count(*)
            FROM added
            """)
    int add(
            TenantId tenant,
            String[] sources,
            String[] ids,
            String[] meters,
            String[] times,
            long[] amounts,
            String[] words,
            String[] subjects,
            Instant now);

    @SqlQuery("""
            SELECT e.source, e.id, e.meter, e.at, e.amount, e.word, e.subject, e.corrects, e.corrected
            FROM usage_events e
            JOIN unnest(:sources, :ids) AS k (source, id) ON e.source = k.source AND e.id = k.id
            WHERE e.tenant_id = :tenant
            """)
    List<JdbiUsageStore.Row> find(TenantId tenant, String[] sources, String[] ids);

    @SqlQuery("""
            WITH given AS (
                SELECT source, id, meter, at, amount, word, subject, corrects
                FROM unnest(:sources, :ids, :meters, CAST(:times AS timestamptz[]), :amounts, :words, :subjects,
                            :corrects)
                    AS e (source, id, meter, at, amount, word, subject, corrects)
            ), added AS (
                INSERT INTO usage_events (tenant_id, source, id, meter, at, amount, word, subject, corrects, corrected,
                                          received_at)
                SELECT :tenant, source, id, meter, at, amount, word, NULLIF(subject, ''), corrects, false, :now
                FROM given
                ORDER BY source, id
                ON CONFLICT (tenant_id, source, id) DO NOTHING
                RETURNING source, corrects
            ), marked AS (
                UPDATE usage_events e
                SET corrected = true
                FROM added a
                WHERE e.tenant_id = :tenant AND e.source = a.source AND e.id = a.corrects
            )
            SELECT count(*)
            FROM added
            """)
    int correct(
            TenantId tenant,
            String[] sources,
            String[] ids,
            String[] meters,
            String[] times,
            long[] amounts,
            String[] words,
            String[] subjects,
            String[] corrects,
            Instant now);

    @SqlQuery("""
            SELECT h.meter
            FROM usage_hours h
            WHERE h.tenant_id = :tenant
              AND (h.meter, h.hour) IN (
                  SELECT k.meter, k.hour
                  FROM unnest(:meters, CAST(:hours AS timestamptz[])) AS k (meter, hour))
            ORDER BY h.meter, h.hour
            FOR UPDATE
            """)
    List<String> lockHours(TenantId tenant, String[] meters, String[] hours);

    @SqlUpdate("""
            UPDATE usage_hours h
            SET amount = n.amount, peak = n.peak, latest = n.latest, latest_at = n.latest_at
            FROM (
                SELECT k.meter, k.hour,
                       CAST(LEAST(GREATEST(COALESCE(sum(e.amount), 0), -1000000000000000000), 1000000000000000000)
                            AS bigint) AS amount,
                       max(e.amount) AS peak, (array_agg(e.amount ORDER BY e.at DESC, e.amount DESC))[1] AS latest, max(e.at) AS latest_at
                FROM (
                    SELECT DISTINCT meter, hour
                    FROM unnest(:meters, CAST(:hours AS timestamptz[])) AS d (meter, hour)) k
                LEFT JOIN usage_events e
                  ON e.tenant_id = :tenant AND e.meter = k.meter AND e.at >= k.hour
                 AND e.at < k.hour + interval '1 hour' AND e.corrects IS NULL AND NOT e.corrected
                GROUP BY k.meter, k.hour) n
            WHERE h.tenant_id = :tenant AND h.meter = n.meter AND h.hour = n.hour
            """)
    int countHours(TenantId tenant, String[] meters, String[] hours);

    @SqlUpdate("""
            UPDATE usage_words w
            SET uses = w.uses - n.fewer
            FROM (
                SELECT meter, hour, word, count(*) AS fewer
                FROM unnest(:meters, CAST(:hours AS timestamptz[]), :words) AS k (meter, hour, word)
                WHERE word <> ''
                GROUP BY meter, hour, word) n
            WHERE w.tenant_id = :tenant AND w.meter = n.meter AND w.hour = n.hour AND w.word = n.word
            """)
    int countWords(TenantId tenant, String[] meters, String[] hours, String[] words);

    @PlannedEachTime
    @SqlQuery("""
            SELECT date_trunc(:unit, hour, 'UTC') AS "from",
                   CASE :kind
                       WHEN 'MAX' THEN max(peak)
                       WHEN 'LATEST' THEN (array_agg(latest ORDER BY latest_at DESC))[1]
                       ELSE CAST(LEAST(GREATEST(sum(amount), -1000000000000000000), 1000000000000000000) AS bigint)
                   END AS value
            FROM usage_hours
            WHERE tenant_id = :tenant AND meter = :meter AND hour >= :from AND hour < :to
              AND latest_at IS NOT NULL
            GROUP BY 1
            ORDER BY 1
            LIMIT :limit
            """)
    List<UsagePoint> points(
            TenantId tenant, String meter, Instant from, Instant to, String unit, Aggregation kind, int limit);

    @PlannedEachTime
    @SqlQuery("""
            SELECT CASE :kind
                       WHEN 'MAX' THEN max(peak)
                       WHEN 'LATEST' THEN (array_agg(latest ORDER BY latest_at DESC))[1]
                       ELSE CAST(LEAST(GREATEST(sum(amount), -1000000000000000000), 1000000000000000000) AS bigint)
                   END AS value
            FROM usage_hours
            WHERE tenant_id = :tenant AND meter = :meter AND hour >= :from AND hour < :to
              AND latest_at IS NOT NULL
            HAVING count(*) > 0
            """)
    Optional<Long> total(TenantId tenant, String meter, Instant from, Instant to, Aggregation kind);

    @PlannedEachTime
    @SqlQuery("""
            SELECT date_trunc(:unit, hour, 'UTC') AS "from", count(DISTINCT word) AS value
            FROM usage_words
            WHERE tenant_id = :tenant AND meter = :meter AND hour >= :from AND hour < :to AND uses > 0
            GROUP BY 1
            ORDER BY 1
            LIMIT :limit
            """)
    List<UsagePoint> wordPoints(TenantId tenant, String meter, Instant from, Instant to, String unit, int limit);

    @PlannedEachTime
    @SqlQuery("""
            SELECT count(DISTINCT word) AS value
            FROM usage_words
            WHERE tenant_id = :tenant AND meter = :meter AND hour >= :from AND hour < :to AND uses > 0
            HAVING count(*) > 0
            """)
    Optional<Long> wordTotal(TenantId tenant, String meter, Instant from, Instant to);

    @SqlUpdate("""
            DELETE FROM usage_events
            WHERE tenant_id = :tenant AND (source, id) IN (
                SELECT source, id
                FROM usage_events
                WHERE tenant_id = :tenant AND at < :before
                ORDER BY at
                LIMIT :limit)
            """)
    int prune(TenantId tenant, Instant before, int limit);
}
