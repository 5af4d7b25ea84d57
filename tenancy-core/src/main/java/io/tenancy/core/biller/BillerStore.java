package io.tenancy.core.biller;

import io.tenancy.core.biller.Biller.Use;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.UsagePoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What billers know, and are still to hear, in the catalogue. Called within a transaction it joins it, as {@link
 * io.tenancy.core.tenant.TenantStore} does. What is kept of a tenant goes with the tenant.
 */
public interface BillerStore {
    Optional<BillerAccount> find(TenantId tenant, String biller);

    /** The account whose customer that is: the only word on which tenant an event belongs to. */
    Optional<BillerAccount> ofCustomer(String biller, String customer);

    /** Adds the account of a tenant that is there; false where it has one, or the customer is another's. */
    boolean add(BillerAccount account);

    /** Replaces the version before; false where somebody else has changed it. */
    boolean update(BillerAccount account);

    /** Notes that an event has come; false where it had. */
    boolean note(String biller, String event, Instant now);

    /** Forgets events that came before then, so many at most; answers how many. */
    int forget(Instant before, int limit);

    /** What was said, or is to be said, of the hours of a meter from then on. */
    Map<Instant, Long> known(TenantId tenant, String biller, String meter, Instant from);

    /**
     * Takes down what is to be said so that the biller knows these totals of hours. An hour of which something is still to be said
     * is left as it is.
     */
    void stage(TenantId tenant, String biller, String meter, List<UsagePoint> totals);

    /** What is to be said, the oldest first, so much at most. */
    List<Use> staged(TenantId tenant, String biller, int limit);

    /** Notes that it was said. */
    void said(String biller, Use use);

    /** Forgets hours before then of which everything was said, so many at most; answers how many. */
    int forgetHours(Instant before, int limit);
}
