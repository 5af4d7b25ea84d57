package io.tenancy.persistence;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/**
 * What of Tenancy's own tables an archive holds. An application says the same of a column of its own by a comment on it that
 * begins with {@link #SECRET}; its tables are in archives, and are written in other tenants, otherwise.
 */
final class ArchiveRules {
    static final String SECRET = "tenancy:secret";

    /** Tables of which an archive holds nothing: what is under way, and what is of use here alone. */
    static final Set<String> NEVER = Set.of(
            "archives",
            "archive_parts",
            "challenges",
            "erasures",
            "journal_queue",
            "kept_requests",
            "passkey_answers",
            "recovery_codes");

    /** Columns that are never in an archive: what proves who somebody is, and what is sealed. */
    static final Map<String, Set<String>> SECRETS = Map.ofEntries(
            entry("api_keys", Set.of("digest")),
            entry("authenticators", Set.of("key", "pending_key")),
            entry("credentials", Set.of("hash")),
            entry("jobs", Set.of("input", "checkpoint")),
            entry("journal", Set.of("salt")),
            entry("one_time_tokens", Set.of("digest")),
            entry("passkeys", Set.of("public_key")),
            entry("sessions", Set.of("seed")),
            entry("webhooks", Set.of("secret", "previous_secret")));

    /** Tables that an archive holds, and that no other tenant gets: credentials, and what has happened. */
    static final Set<String> STAYING = Set.of(
            "api_keys",
            "authenticators",
            "credentials",
            "jobs",
            "journal",
            "journal_links",
            "one_time_tokens",
            "passkeys",
            "sessions",
            "usage_events",
            "usage_hours",
            "usage_words",
            "visits",
            "webhook_attempts",
            "webhook_deliveries",
            "webhook_replays",
            "webhooks");

    /** Tables that an archive holds and other tenants get. */
    static final Set<String> COMING = Set.of(
            "flag_overrides",
            "group_members",
            "group_roles",
            "groups",
            "role_parents",
            "role_permissions",
            "roles",
            "security_policies",
            "service_account_roles",
            "service_accounts",
            "settings",
            "user_features",
            "user_grants",
            "user_roles",
            "user_settings",
            "users");

    /** Tables in which a tenant has rows from its beginning. */
    static final Set<String> FROM_THE_START =
            Set.of("roles", "role_permissions", "role_parents", "users", "user_roles", "settings", "security_policies");

    /** Tables of settings, of which those alone are in an archive that are known to be no secrets. */
    static final Set<String> SETTINGS = Set.of("settings", "user_settings");

    /** What new tenants have already, and by what it is known there. */
    static final Map<String, String> TWINS = Map.of("roles", "name", "users", "email");

    /** Columns that name a person without a foreign key. */
    static final Map<String, Set<String>> PERSONS = Map.of(
            "journal", Set.of("actor_id", "on_behalf_of", "target"),
            "jobs", Set.of("actor_id"),
            "users", Set.of("id"));

    private ArchiveRules() {}
}
