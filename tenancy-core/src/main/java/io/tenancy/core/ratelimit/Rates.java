package io.tenancy.core.ratelimit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Difference;
import io.tenancy.core.counting.RateLimit;
import java.util.List;
import java.util.Optional;

/**
 * What a plan or an operator says of the limits of a tenant; what is absent is as it would be otherwise.
 *
 * @param tenant requests of the whole tenant in a minute; 0 for as many as it likes, here and below
 * @param user requests of each person in a minute
 * @param apiKey requests of each API key in a minute
 * @param concurrent requests at the same time on one node
 */
public record Rates(
        Optional<Integer> tenant, Optional<Integer> user, Optional<Integer> apiKey, Optional<Integer> concurrent) {
    /** The most that a limit can be, but for none. */
    public static final int MOST = 100_000_000;

    /** Nothing said. */
    public static final Rates NONE = new Rates(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Rates {
        check("tenant", tenant, 0);
        check("user", user, 0);
        check("apiKey", apiKey, 0);
        check("concurrent", concurrent, 0);
    }

    /** What is said of a limit; nothing of those that are no tenant's. */
    public Optional<Integer> of(RateLimit limit) {
        return switch (limit) {
            case TENANT -> tenant;
            case USER -> user;
            case API_KEY -> apiKey;
            case CONCURRENT -> concurrent;
            case ADDRESS, SIGN_IN, INVITATION, INVITED -> Optional.empty();
        };
    }

    static void check(String field, Optional<Integer> number, int least) {
        requireNonNull(number);
        if (number.filter(given -> given < least || given > MOST).isPresent()) {
            throw new Invalid(field, field + ".range", "A limit is a number from " + least + " to " + MOST + ".");
        }
    }

    /** What the audit trail shows of a change. */
    public List<Difference> differences(Rates after) {
        return Difference.real(
                Difference.between("tenant", tenant, after.tenant),
                Difference.between("user", user, after.user),
                Difference.between("apiKey", apiKey, after.apiKey),
                Difference.between("concurrent", concurrent, after.concurrent));
    }
}
