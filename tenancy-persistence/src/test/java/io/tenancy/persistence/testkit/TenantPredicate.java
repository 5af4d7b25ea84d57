package io.tenancy.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a statement and says where it names a tenant table without naming the tenant. */
final class TenantPredicate {
    static final Set<String> TABLES = Set.of(
            "users",
            "roles",
            "role_permissions",
            "user_roles",
            "credentials",
            "one_time_tokens",
            "sessions",
            "settings",
            "journal");

    private static final Set<String> KEYWORDS = Set.of(
            "where", "set", "on", "join", "order", "limit", "for", "returning", "group", "left", "cross", "using");

    private static final Pattern TABLE = Pattern.compile(
            "(?<!:)\\b(?:from|join|update|using)\\s+(?:only\\s+)?([a-z_.]+)(?!\\s*\\()(?:\\s+(?:as\\s+)?([a-z_]+))?\\s*(,?)");
    private static final Pattern INSERT = Pattern.compile("\\binsert into ([a-z_.]+)");
    private static final String INSERTS_FOR_THE_TENANT =
            "insert into %s \\(tenant_id,[^)]*\\) (?:values \\(:tenant,|select :tenant,).*";

    private TenantPredicate() {}

    /** What is missing; empty for a statement that names the tenant for each tenant table. */
    static List<String> gaps(String statement) {
        String sql = statement.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replace("do update set", "do");
        List<String> gaps = new ArrayList<>();
        Matcher inserts = INSERT.matcher(sql);
        while (inserts.find()) {
            String table = inserts.group(1);
            if (isTenants(table) && !sql.matches(".*" + INSERTS_FOR_THE_TENANT.formatted(Pattern.quote(table)))) {
                gaps.add("inserts into " + table);
            }
        }
        Matcher tables = TABLE.matcher(sql);
        while (tables.find()) {
            gaps.addAll(gaps(sql, tables));
        }
        return gaps;
    }

    private static List<String> gaps(String sql, Matcher found) {
        String table = found.group(1);
        if (!found.group(3).isEmpty()) {
            return List.of("lists tables with a comma after " + table);
        }
        if (!isTenants(table)) {
            return table.startsWith("catalogue.") ? List.of() : List.of("reads " + table + ", which is no table");
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

    /** How many tenant tables are called by this name. */
    private static long count(String sql, Pattern pattern, String prefix) {
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

    private static boolean isTenants(String table) {
        return TABLES.contains(table);
    }
}
