package io.tenancy.core.entitlement;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.EntitlementSource.Definition;
import io.tenancy.core.entitlement.EntitlementSource.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The catalogue of what plans can include: Tenancy's own, and those of each {@link EntitlementSource}. */
public final class Entitlements {
    private static final Map<Entitlement, Definition> OWN = new LinkedHashMap<>();

    public static final Entitlement SEATS = limit("seats", 1, "Users, in whatever status, who are not deleted.");
    public static final Entitlement ROLES = limit("roles", 0, "Custom roles.");
    public static final Entitlement GROUPS = limit("groups", 0, "Groups of users.");
    public static final Entitlement SERVICE_ACCOUNTS = limit("service_accounts", 0, "Service accounts.");
    public static final Entitlement API_KEYS =
            limit("api_keys", 0, "API keys that are neither revoked nor expired, of users and of service accounts.");
    public static final Entitlement WEBHOOKS = limit("webhooks", 0, "Webhooks, disabled ones too.");
    public static final Entitlement REQUESTS =
            limit("requests_per_minute", 1, "Requests of the whole tenant in a minute.");
    public static final Entitlement USER_REQUESTS =
            limit("user_requests_per_minute", 1, "Requests of each person in a minute.");
    public static final Entitlement API_KEY_REQUESTS =
            limit("api_key_requests_per_minute", 1, "Requests of each API key in a minute.");
    public static final Entitlement CONCURRENT_REQUESTS =
            limit("concurrent_requests", 1, "Requests at the same time on one node.");
    public static final Entitlement API_REQUESTS =
            metered("api_requests", 0, "Requests to the API in a period; counted, and never refused.");
    public static final Entitlement AUDIT_DAYS =
            limit("audit_days", 7, "Days for which entries of the audit trail are kept.");

    /** Those that set how many requests may be sent. */
    public static final Set<Entitlement> RATES = Set.of(REQUESTS, USER_REQUESTS, API_KEY_REQUESTS, CONCURRENT_REQUESTS);

    /** Those of which a tenant is not left with nothing when its subscription is over. */
    public static final Set<Entitlement> LASTING =
            Set.of(REQUESTS, USER_REQUESTS, API_KEY_REQUESTS, CONCURRENT_REQUESTS, AUDIT_DAYS);

    private static final Map<Entitlement, Definition> ALL =
            all(ServiceLoader.load(EntitlementSource.class, Entitlements.class.getClassLoader()));

    private Entitlements() {}

    /** Every definition, by its name. */
    public static List<Definition> all() {
        return ALL.values().stream()
                .sorted(Comparator.comparing(Definition::entitlement))
                .toList();
    }

    /** The definition of that name; empty for one that no code of this server knows. */
    public static Optional<Definition> named(String name) {
        return Entitlement.isName(name) ? Optional.ofNullable(ALL.get(new Entitlement(name))) : Optional.empty();
    }

    /**
     * Tenancy's own definitions and those of all sources.
     *
     * @throws IllegalStateException if an entitlement is defined twice
     */
    static Map<Entitlement, Definition> all(Iterable<EntitlementSource> sources) {
        Map<Entitlement, Definition> all = new LinkedHashMap<>(OWN);
        for (EntitlementSource source : sources) {
            for (Definition definition : source.entitlements()) {
                if (all.put(definition.entitlement(), definition) != null) {
                    throw new IllegalStateException(
                            "The entitlement " + definition.entitlement() + " is defined twice, the second time by "
                                    + source.getClass().getName());
                }
            }
        }
        return Map.copyOf(all);
    }

    private static Entitlement limit(String name, long least, String meaning) {
        return own(name, Kind.LIMIT, meaning, least);
    }

    private static Entitlement metered(String name, long least, String meaning) {
        return own(name, Kind.METERED, meaning, least);
    }

    private static Entitlement own(String name, Kind kind, String meaning, long least) {
        Entitlement entitlement = new Entitlement(name);
        OWN.put(entitlement, new Definition(entitlement, kind, meaning, least));
        return entitlement;
    }
}
