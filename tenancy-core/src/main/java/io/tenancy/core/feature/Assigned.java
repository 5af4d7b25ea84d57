package io.tenancy.core.feature;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Held;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Evaluation.Source;
import io.tenancy.core.flag.FlagContext.Given;
import io.tenancy.core.flag.FlagId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a tenant's own rows say about flags for a user, or for nobody in particular.
 *
 * @param roles the names of the roles of the user, of the groups the user is in, and of all that these inherit from
 */
public record Assigned(Given ofUser, Given ofTenant, Held<String> roles) {
    public Assigned {
        requireNonNull(ofUser);
        requireNonNull(ofTenant);
        requireNonNull(roles);
    }

    static Assigned of(List<Assignment> features, List<Assignment> overrides, Held<String> roles) {
        return new Assigned(given(Source.USER, true, features), given(Source.TENANT, true, overrides), roles);
    }

    static Given given(Source source, boolean onlyChangeable, List<Assignment> assignments) {
        Map<FlagId, Assignment> byFlag =
                assignments.stream().collect(Collectors.toMap(Assignment::flag, Function.identity()));
        return new Given(source, onlyChangeable, byFlag);
    }

    /** The names of the roles that count at a time. */
    Set<String> roles(Instant now) {
        return roles.at(now).all();
    }
}
