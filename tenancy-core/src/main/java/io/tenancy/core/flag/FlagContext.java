package io.tenancy.core.flag;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * For whom a flag is evaluated. All but the targeting key and the attributes is what the server knows by itself.
 *
 * @param tenant its id as text
 * @param plan the key of the tenant's plan
 * @param includes whether the plan includes a feature of this name
 * @param user the id of the user as text
 * @param roles the names of the user's roles
 * @param targetingKey what percentages are of
 * @param given which flags the user was given, then what the tenant has overridden, then what was agreed with it, each by
 *     the flag
 */
public record FlagContext(
        String tenant,
        Optional<String> plan,
        Predicate<String> includes,
        Optional<String> user,
        Set<String> roles,
        Optional<String> targetingKey,
        Map<String, Object> attributes,
        List<Given> given,
        Instant now) {
    public FlagContext {
        requireNonNull(tenant);
        requireNonNull(plan);
        requireNonNull(includes);
        requireNonNull(user);
        roles = Set.copyOf(roles);
        requireNonNull(targetingKey);
        requireNonNull(attributes);
        given = List.copyOf(given);
        requireNonNull(now);
    }

    /**
     * What somebody was given beside the rules.
     *
     * @param onlyChangeable whether it counts only while tenants may change the flag
     */
    public record Given(Evaluation.Source source, boolean onlyChangeable, Map<FlagId, Assignment> assignments) {
        public Given {
            requireNonNull(source);
            assignments = Map.copyOf(assignments);
        }
    }
}
