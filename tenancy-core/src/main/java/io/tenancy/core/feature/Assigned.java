package io.tenancy.core.feature;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Evaluation.Source;
import io.tenancy.core.flag.FlagContext.Given;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.role.Holding;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a tenant's own rows say about flags for a user, or for nobody in particular.
 *
 * @param lasting roles of the user, and of the groups the user is in
 * @param passing holdings of roles that end
 */
public record Assigned(Given ofUser, Given ofTenant, Set<String> lasting, List<Holding> passing) {
    public Assigned {
        requireNonNull(ofUser);
        requireNonNull(ofTenant);
        lasting = Set.copyOf(lasting);
        passing = List.copyOf(passing);
    }

    static Assigned of(List<Assignment> features, List<Assignment> overrides, List<Holding> holdings) {
        return new Assigned(
                given(Source.USER, true, features),
                given(Source.TENANT, true, overrides),
                holdings.stream()
                        .filter(one -> one.expiresAt().isEmpty())
                        .map(Holding::role)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                holdings.stream()
                        .filter(one -> one.expiresAt().isPresent())
                        .filter(one -> one.role().isPresent())
                        .toList());
    }

    static Given given(Source source, boolean onlyChangeable, List<Assignment> assignments) {
        Map<FlagId, Assignment> byFlag =
                assignments.stream().collect(Collectors.toMap(Assignment::flag, Function.identity()));
        return new Given(source, onlyChangeable, byFlag);
    }

    /** The names of the roles that count at a time. */
    Set<String> roles(Instant now) {
        if (passing.isEmpty()) {
            return lasting;
        }
        Set<String> roles = new HashSet<>(lasting);
        passing.stream()
                .filter(one -> one.counts(now))
                .map(Holding::role)
                .flatMap(Optional::stream)
                .forEach(roles::add);
        return roles;
    }
}
