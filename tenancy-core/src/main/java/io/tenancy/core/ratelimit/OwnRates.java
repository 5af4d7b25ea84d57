package io.tenancy.core.ratelimit;

import io.tenancy.core.access.Difference;
import io.tenancy.core.counting.RateLimit;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant says of its own people and programs. It lowers a limit and never raises one.
 *
 * @param user requests of each person in a minute
 * @param apiKey requests of each API key in a minute
 */
public record OwnRates(Optional<Integer> user, Optional<Integer> apiKey) {
    /** Nothing said. */
    public static final OwnRates NONE = new OwnRates(Optional.empty(), Optional.empty());

    public OwnRates {
        Rates.check("user", user, 1);
        Rates.check("apiKey", apiKey, 1);
    }

    Optional<Integer> of(RateLimit limit) {
        return switch (limit) {
            case USER -> user;
            case API_KEY -> apiKey;
            case TENANT, ADDRESS, SIGN_IN, INVITATION, INVITED, CONCURRENT -> Optional.empty();
        };
    }

    /** What the audit trail shows of a change. */
    public List<Difference> differences(OwnRates after) {
        return Difference.real(
                Difference.between("user", user, after.user), Difference.between("apiKey", apiKey, after.apiKey));
    }
}
