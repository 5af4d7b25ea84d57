package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.store.PlacementPolicy;
import io.tenancy.core.store.StoreDirectory;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.tenant.Isolation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Finds the store of a new tenant: the one that is asked for, or one by the policy of the deployment. */
public final class StoreChoice {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final StoreDirectory stores;
    private final Provisioner provisioner;
    private final PlacementPolicy policy;

    public StoreChoice(StoreDirectory stores, Provisioner provisioner, PlacementPolicy policy) {
        this.stores = requireNonNull(stores);
        this.provisioner = requireNonNull(provisioner);
        this.policy = requireNonNull(policy);
    }

    /**
     * The store for a tenant that is to be kept apart in this way.
     *
     * @throws Invalid if there is no such store, none in that region, or none that keeps tenants apart so
     * @throws Conflict if it is full, and so is every other that would do
     * @throws Unavailable if it cannot be reached, nor any other that would do
     */
    StoreInfo choose(Isolation isolation, Optional<String> store, Optional<String> region) {
        List<StoreInfo> some = store.map(name -> asked(name, region)).orElseGet(() -> byPolicy(region));
        some = those(some, one -> !one.full(), StoreChoice::full);
        some = those(some, one -> stores.isServed(one.name()), StoreChoice::away);
        some = those(some, one -> provisioner.supports(isolation, one.name()), StoreChoice::unsupported);
        return some.size() == 1 ? some.get(0) : emptiest(some);
    }

    private List<StoreInfo> asked(String name, Optional<String> region) {
        List<StoreInfo> asked = those(stores.all(), one -> one.name().equals(name), StoreChoice::unknown);
        return policy instanceof PlacementPolicy.Region && region.isPresent()
                ? those(asked, one -> one.region().equals(region.get()), StoreChoice::unserved)
                : asked;
    }

    private List<StoreInfo> byPolicy(Optional<String> region) {
        if (policy instanceof PlacementPolicy.Pinned pinned) {
            return those(stores.all(), one -> one.name().equals(pinned.store()), StoreChoice::unknown);
        }
        if (policy instanceof PlacementPolicy.Region regional) {
            String wanted = region.orElse(regional.standard());
            return those(stores.all(), one -> one.region().equals(wanted), StoreChoice::unserved);
        }
        return stores.all();
    }

    private StoreInfo emptiest(List<StoreInfo> some) {
        Map<String, Long> tenants = stores.tenants();
        return some.stream()
                .min(Comparator.comparingLong(one -> tenants.getOrDefault(one.name(), 0L)))
                .orElseThrow();
    }

    private static List<StoreInfo> those(
            List<StoreInfo> all, Predicate<StoreInfo> wanted, Supplier<? extends RuntimeException> refusal) {
        List<StoreInfo> some = all.stream().filter(wanted).toList();
        if (some.isEmpty()) {
            throw refusal.get();
        }
        return some;
    }

    private static Invalid unknown() {
        return new Invalid("store", "store.unknown", "This deployment has no store of this name.");
    }

    private static Invalid unserved() {
        return new Invalid("region", "region.unserved", "This deployment has no such store in this region.");
    }

    private static Conflict full() {
        return new Conflict("store.full", "The store takes no new tenants, and there is no other.");
    }

    private static Unavailable away() {
        return new Unavailable(
                "store.unavailable", "The store cannot be reached at the moment. Try again.", RETRY_AFTER);
    }

    private static Invalid unsupported() {
        return new Invalid("isolation", "isolation.unsupported", "This deployment does not place tenants in this way.");
    }
}
