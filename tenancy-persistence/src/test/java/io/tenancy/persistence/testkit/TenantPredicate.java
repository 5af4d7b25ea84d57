package io.tenancy.persistence.testkit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Reads statements and says where they name a tenant table without naming the tenant. It knows no SQL, so a statement that
 * it does not understand is one to write more plainly.
 */
public final class TenantPredicate {
    private static final Set<String> OWN = Set.of(
            "users",
            "roles",
            "role_permissions",
            "user_roles",
            "credentials",
            "one_time_tokens",
            "sessions",
            "settings",
            "user_settings",
            "visits",
            "security_policies",
            "authenticators",
            "recovery_codes",
            "challenges",
            "passkeys",
            "passkey_answers",
            "kept_requests",
            "service_accounts",
            "service_account_roles",
            "api_keys",
            "role_parents",
            "user_grants",
            "groups",
            "group_roles",
            "group_members",
            "flag_overrides",
            "user_features",
            "jobs",
            "archives",
            "archive_parts",
            "webhooks",
            "webhook_deliveries",
            "webhook_attempts",
            "webhook_replays",
            "journal",
            "journal_links",
            "journal_queue",
            "usage_events",
            "usage_hours",
            "usage_words",
            "erasures");

    private static final Set<String> KEYWORDS = Set.of(
            "where", "set", "on", "join", "order", "limit", "for", "returning", "group", "left", "cross", "using");

    private static final Pattern TABLE = Pattern.compile(
            "(?<!:)\\b(?:from|join|update|using)\\s+(?:only\\s+)?([a-z_.]++)(?!\\s*\\()(?:\\s+(?:as\\s+)?([a-z_]+))?\\s*(,?)");
    private static final Pattern INSERT = Pattern.compile("\\binsert into ([a-z_.]+)");
    private static final String INSERTS_FOR_THE_TENANT =
            "insert into %s \\(tenant_id,[^)]*\\) (?:values \\(:tenant,|select :tenant,).*";

    private final Set<String> tables;

    private TenantPredicate(Set<String> tables) {
        this.tables = Set.copyOf(tables);
    }

    /** For statements on Tenancy's own tables and on these of an application. */
    public static TenantPredicate of(String... tables) {
        return new TenantPredicate(
                Stream.concat(OWN.stream(), Stream.of(tables)).collect(Collectors.toSet()));
    }

    /** The SQL of a method of a SQL object. */
    public static Optional<String> statement(Method method) {
        return Stream.of(
                        Optional.ofNullable(method.getAnnotation(SqlQuery.class))
                                .map(SqlQuery::value),
                        Optional.ofNullable(method.getAnnotation(SqlUpdate.class))
                                .map(SqlUpdate::value),
                        Optional.ofNullable(method.getAnnotation(SqlBatch.class))
                                .map(SqlBatch::value))
                .flatMap(Optional::stream)
                .findAny();
    }

    /** What is missing in the statements of a SQL object, each with the name of its method. */
    public List<String> gaps(Class<?> statements) {
        return Stream.of(statements.getMethods())
                .flatMap(method -> statement(method).stream()
                        .flatMap(sql -> gaps(sql).stream())
                        .map(gap -> method.getName() + " " + gap))
                .sorted()
                .toList();
    }

    /** What is missing; empty for a statement that names the tenant for each tenant table. */
    public List<String> gaps(String statement) {
        String sql = statement
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replace("do update set", "do")
                .replace(" for update skip locked", "");
        List<String> gaps = new ArrayList<>();
        Matcher inserts = INSERT.matcher(sql);
        while (inserts.find()) {
            String table = inserts.group(1);
            if (isTenants(table) && !sql.matches(".*" + INSERTS_FOR_THE_TENANT.formatted(Pattern.quote(table)))) {
                gaps.add("inserts into " + table);
            }
        }
        Matcher mentions = TABLE.matcher(sql);
        while (mentions.find()) {
            gaps.addAll(gaps(sql, mentions));
        }
        return gaps;
    }

    private List<String> gaps(String sql, Matcher found) {
        String table = found.group(1);
        if (!found.group(3).isEmpty()) {
            return List.of("lists tables with a comma after " + table);
        }
        if (!isTenants(table)) {
            return table.startsWith("catalogue.") || isNamedBefore(sql, table)
                    ? List.of()
                    : List.of("reads " + table + ", which is no table");
        }
        String alias = found.group(2);
        String prefix = alias == null || KEYWORDS.contains(alias) ? "" : alias + ".";
        long mentions = count(sql, TABLE, prefix);
        long predicates = Pattern.compile("(?<![\\w.])" + Pattern.quote(prefix) + "tenant_id = :tenant\\b")
                .matcher(sql)
                .results()
                .count();
        return predicates < mentions ? List.of("has no predicate for " + table + " " + prefix) : List.of();
    }

    /** Whether the name is that of a query in the same statement, which is looked at where it stands. */
    private static boolean isNamedBefore(String sql, String name) {
        return Pattern.compile("(?:\\bwith(?: recursive)?|,) " + Pattern.quote(name) + "(?: \\([a-z_, ]*\\))? as \\(")
                .matcher(sql)
                .find();
    }

    /** How many tenant tables are called by this name. */
    private long count(String sql, Pattern pattern, String prefix) {
        return pattern.matcher(sql)
                .results()
                .filter(result -> isTenants(result.group(1)))
                .filter(result -> {
                    String alias = result.group(2);
                    String own = alias == null || KEYWORDS.contains(alias) ? "" : alias + ".";
                    return own.equals(prefix);
                })
                .count();
    }

    private boolean isTenants(String table) {
        return tables.contains(table);
    }
}
