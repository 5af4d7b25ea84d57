package io.tenancy.core.plan;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.Included;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of a plan. A draft can be changed; what is published never is, and stays what it is for those who have it.
 *
 * @param key the name by which tenants and operators know the plan, the same for all its versions
 * @param number counts the versions of the key from 1
 * @param trialDays for how long a new tenant has it before anything is due; 0 for no trial
 * @param graceDays for how long it goes on after its end
 * @param entitlements what it includes; of what is not here see {@link io.tenancy.core.entitlement.EntitlementSource.Kind}
 */
public record Plan(
        PlanId id,
        String key,
        int number,
        Status status,
        String name,
        String description,
        List<Price> prices,
        int trialDays,
        int graceDays,
        List<Included> entitlements,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> publishedAt,
        long version)
        implements Versioned {

    /** How far a version of a plan is. */
    public enum Status {
        /** Nobody has it, and it can be changed. */
        DRAFT,
        /** Tenants can be moved to it; of each plan one version at most. */
        PUBLISHED,
        /** Those who have it keep it, and nobody is moved to it. */
        RETIRED
    }

    public Plan {
        requireNonNull(id);
        requireNonNull(key);
        requireNonNull(status);
        requireNonNull(name);
        requireNonNull(description);
        prices = List.copyOf(prices);
        entitlements = List.copyOf(entitlements);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
        requireNonNull(publishedAt);
    }

    /** The draft of a version. */
    public static Plan draft(PlanId id, int number, NewPlan wanted, Instant now) {
        return new Plan(
                id,
                wanted.key(),
                number,
                Status.DRAFT,
                wanted.name(),
                wanted.description(),
                wanted.prices(),
                wanted.trialDays().orElse(0),
                wanted.graceDays().orElse(0),
                wanted.entitlements(),
                now,
                now,
                Optional.empty(),
                1);
    }

    public Plan with(PlanChange change, Instant now) {
        return new Plan(
                id,
                key,
                number,
                status,
                change.name().orElse(name),
                change.description().orElse(description),
                change.prices().orElse(prices),
                change.trialDays().orElse(trialDays),
                change.graceDays().orElse(graceDays),
                change.entitlements().orElse(entitlements),
                createdAt,
                now,
                publishedAt,
                version + 1);
    }

    public Plan published(Instant now) {
        return in(Status.PUBLISHED, Optional.of(now), now);
    }

    public Plan retired(Instant now) {
        return in(Status.RETIRED, publishedAt, now);
    }

    private Plan in(Status next, Optional<Instant> since, Instant now) {
        return new Plan(
                id,
                key,
                number,
                next,
                name,
                description,
                prices,
                trialDays,
                graceDays,
                entitlements,
                createdAt,
                now,
                since,
                version + 1);
    }

    /** What it says of an entitlement; empty where it says nothing. */
    public Optional<Included> of(Entitlement entitlement) {
        for (Included one : entitlements) {
            if (one.entitlement().equals(entitlement.name())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** By what operators tell versions apart, as {@code team 2}. */
    public String title() {
        return key + " " + number;
    }

    /** What the audit trail shows of a change, or of what was made: each price and each entitlement is a field. */
    static List<Difference> differences(Optional<Plan> before, Plan after) {
        Map<String, String> old = before.map(Plan::fields).orElse(Map.of());
        Map<String, String> now = after.fields();
        return Stream.concat(now.keySet().stream(), old.keySet().stream().filter(field -> !now.containsKey(field)))
                .map(field -> Difference.between(
                        field, Optional.ofNullable(old.get(field)), Optional.ofNullable(now.get(field))))
                .flatMap(difference -> Difference.real(difference).stream())
                .toList();
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("number", String.valueOf(number));
        fields.put("status", status.name());
        fields.put("name", name);
        fields.put("description", description);
        fields.put("trialDays", String.valueOf(trialDays));
        fields.put("graceDays", String.valueOf(graceDays));
        prices.forEach(price -> fields.put("prices." + price.currency() + "." + price.interval(), price.text()));
        entitlements.forEach(one -> fields.put("entitlements." + one.entitlement(), one.text()));
        return fields;
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
