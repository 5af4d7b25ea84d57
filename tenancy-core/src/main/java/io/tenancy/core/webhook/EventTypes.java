package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What webhooks can be told of: the actions of the journal, by their nouns. */
public final class EventTypes {
    /** Stands for every change. */
    public static final String ALL = "*";

    private static final int MOST = 50;
    private static final Pattern WORDS = Pattern.compile("\\*|[a-z_]{1,40}\\.(\\*|[a-z_]{1,40})");

    private static final List<Family> FAMILIES = List.of(
            family("api_key", "Keys of people and service accounts.", "created rotated revoked"),
            family("audit", "The audit trail itself.", "pruned"),
            family("domain", "Domains of the tenant's own.", "added verified lost deleted"),
            family("flag", "Feature flags that the tenant overrides.", "overridden override_reset"),
            family("grant", "Permissions for a time.", "given taken"),
            family("group", "Groups of users.", "created updated roles_changed member_added member_removed deleted"),
            family("job", "Work in the background.", "started retried cancelled succeeded failed"),
            family("logo", "The logo of the tenant.", "changed removed"),
            family("mail", "Mails to people.", "given_up"),
            family("passkey", "Passkeys of people.", "added renamed removed cloned"),
            family("rates", "The tenant's own limits of requests.", "changed"),
            family("role", "Roles and what they allow.", "created updated deleted"),
            family(
                    "service_account",
                    "Accounts of programs.",
                    "created updated roles_changed enabled disabled deleted"),
            family("session", "Sign-ins of people.", "started stepped_up ended reuse_detected"),
            family("setting", "Settings of the tenant.", "changed reset"),
            family("support", "Visits of operators who help.", "entered left ended"),
            family("tenant", "The tenant itself.", "provisioned imported updated security_changed hold_set hold_ended"),
            family("usage", "What the tenant uses.", "corrected"),
            family(
                    "user",
                    "Users of the tenant.",
                    "created invited imported accepted renamed roles_changed grant_given grant_taken group_joined"
                            + " group_left disabled enabled unlocked deleted erased password_changed reset_sent email_verified"
                            + " verification_requested email_change_requested email_changed invitation_revoked"
                            + " second_factor_asked totp_started totp_confirmed totp_dropped totp_removed"
                            + " recovery_codes_renewed recovery_code_used factors_reset passkey_started feature_given feature_taken"),
            family(
                    "webhook",
                    "Webhooks themselves.",
                    "created updated enabled disabled pinged replayed secret_rotated deleted"));

    private static final List<Family> OF_PLATFORM = List.of(
            family("entitlement", "What tenants have beside their plans.", "exempted withdrawn"),
            family(
                    "flag",
                    "Feature flags, and what is agreed about them.",
                    "created updated killed revived deleted agreed withdrawn"),
            family("invoice", "Invoices of tenants.", "issued paid failed void uncollectible"),
            family("key", "Keys that sign tokens.", "rotated revoked"),
            family("plan", "Plans.", "drafted updated published retired deleted"),
            family("store", "Database servers.", "marked_full opened"),
            family("subscription", "Plans of tenants.", "changed scheduled unscheduled end_changed billed"),
            family("task", "What servers do in the background.", "requested"),
            family(
                    "tenant",
                    "All tenants.",
                    "created activated provisioning_failed updated made_read_only suspended resumed deleted restored"
                            + " rates_changed owner_invited export_started import_started purge_failed purged hold_set"
                            + " hold_ended"));

    private EventTypes() {}

    /**
     * What has to do with one noun.
     *
     * @param eventType stands for all of them, as {@code user.*}
     * @param eventTypes each of them, as {@code user.invited}
     */
    public record Family(String eventType, String meaning, List<String> eventTypes) {
        public Family {
            requireNonNull(eventType);
            requireNonNull(meaning);
            eventTypes = List.copyOf(eventTypes);
        }
    }

    private static Family family(String noun, String meaning, String verbs) {
        return new Family(
                noun + ".*",
                meaning,
                Stream.of(verbs.split(" ", -1)).map(verb -> noun + "." + verb).toList());
    }

    /** Those of a tenant: what happens on the platform happens in the journal of the platform's tenant alone. */
    static List<Family> of(TenantScope scope) {
        return scope.isPlatform()
                ? Stream.concat(FAMILIES.stream(), OF_PLATFORM.stream()).toList()
                : FAMILIES;
    }

    static boolean matches(List<String> wanted, String action) {
        String noun = action.substring(0, Math.max(0, action.indexOf('.')));
        return wanted.contains(ALL) || wanted.contains(action) || wanted.contains(noun + ".*");
    }

    /**
     * Event types that somebody wants. An application has actions of its own, so one that is spelled right is not refused.
     */
    static List<String> checked(List<String> wanted) {
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw new Invalid("eventTypes", "event_types.count", "A webhook has 1 to " + MOST + " event types.");
        }
        for (String type : wanted) {
            if (!WORDS.matcher(type).matches()) {
                throw new Invalid(
                        "eventTypes",
                        "event_types.malformed",
                        "An event type looks like user.invited, user.*, or * for all.");
            }
        }
        return sorted(wanted);
    }

    static List<String> sorted(List<String> types) {
        return List.copyOf(new TreeSet<>(types));
    }
}
