package io.tenancy.core.ratelimit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Caller;
import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.Quota;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.counting.RateLimiter;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.throttle.Addresses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/** Counts requests before they are served. Safe for use by many threads. */
public final class RateGuard {
    private static final String PURPOSE = "ratelimit";
    private static final Comparator<Allowance> TIGHTEST_FIRST =
            Comparator.comparing(Allowance::allowed).thenComparingDouble(Allowance::share);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RateLimiter limiter;
    private final TenantStore tenants;
    private final RateBook book;
    private final RatePolicy policy;
    private final UnaryOperator<byte[]> mac;
    private final TenantSlots slots = new TenantSlots(PATIENCE);
    private final Map<RateLimit, LongAdder> refused = new EnumMap<>(RateLimit.class);

    /**
     * @param tenants where a tenant's plan is found, from memory
     * @param book the same for what was agreed with it
     */
    public RateGuard(RateLimiter limiter, TenantStore tenants, RateBook book, RatePolicy policy, MasterKey key) {
        this.limiter = requireNonNull(limiter);
        this.tenants = requireNonNull(tenants);
        this.book = requireNonNull(book);
        this.policy = requireNonNull(policy);
        this.mac = key.macs(PURPOSE);
        for (RateLimit limit : RateLimit.values()) {
            refused.put(limit, new LongAdder());
        }
    }

    /**
     * Counts a request by its address alone.
     *
     * @param isOpen whether it needs no access token, and is counted as a sign-in too
     * @throws Unavailable if it cannot be counted and must be
     */
    public List<Allowance> countAddress(String address, boolean isOpen, int cost) {
        String network = digest(Addresses.network(address));
        List<Allowance> counted = new ArrayList<>();
        count(RateLimit.ADDRESS, network, policy.number(RateLimit.ADDRESS), cost, counted);
        if (isOpen) {
            count(RateLimit.SIGN_IN, network, policy.number(RateLimit.SIGN_IN), cost, counted);
        }
        return counted;
    }

    /**
     * Counts a request of somebody who is known: as one of that person or program, then as one of the tenant. What the first
     * refuses is none of the tenant's. An operator who helps is not kept out by the tenant's own use.
     */
    public List<Allowance> count(Caller caller, int cost) {
        TenantId tenant = caller.tenant();
        String plan = plan(tenant);
        RateTerms terms = book.find(tenant);
        boolean person = caller.assurance().isPresent();
        RateLimit limit = person ? RateLimit.USER : RateLimit.API_KEY;
        String who = tenant.value() + " " + (person ? caller.actor().id() : caller.credential());
        List<Allowance> counted = new ArrayList<>();
        count(limit, who, policy.number(limit, plan, terms), cost, counted);
        if (!caller.isVisitor()) {
            int number = policy.number(RateLimit.TENANT, plan, terms);
            count(RateLimit.TENANT, tenant.value().toString(), number, cost, counted);
        }
        return counted;
    }

    /**
     * Counts a mail with an invitation, before anything of it is done: first those to this address, then those of the tenant.
     * What other tenants send there counts for them alone, so that none learns of another's, or is stopped by it.
     *
     * @throws Limited if there are too many
     * @throws Unavailable if it cannot be counted
     */
    public void countInvitation(Caller caller, String email) {
        String tenant = caller.tenant().value().toString();
        String recipient = digest(tenant + " " + email.strip().toLowerCase(Locale.ROOT));
        List<Allowance> counted = new ArrayList<>();
        count(RateLimit.INVITED, recipient, policy.number(RateLimit.INVITED), 1, counted);
        count(RateLimit.INVITATION, tenant, policy.number(RateLimit.INVITATION), 1, counted);
        refusal(counted).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /**
     * Lets a request in among those of its tenant that are being served, perhaps after a moment.
     *
     * @return what is to be run when it is answered; more than once does no harm
     * @throws Limited if there are too many
     */
    public Runnable enter(Caller caller) {
        TenantId tenant = caller.tenant();
        int most = policy.number(RateLimit.CONCURRENT, plan(tenant), book.find(tenant));
        if (most == 0 || caller.isVisitor()) {
            return () -> {};
        }
        if (!slots.enter(tenant, most)) {
            requireNonNull(refused.get(RateLimit.CONCURRENT)).increment();
            throw new Limited(
                    "rate.concurrent", "The tenant has too many requests at the same time.", Duration.ofSeconds(1));
        }
        return slots.leave(tenant);
    }

    /** How many requests a limit has refused since the start. */
    public long refused(RateLimit limit) {
        return requireNonNull(refused.get(limit)).sum();
    }

    /** What is said to the sender of a request that was counted and not allowed; empty where all allow it. */
    public static Optional<Limited> refusal(List<Allowance> counted) {
        for (Allowance one : counted) {
            if (!one.allowed()) {
                return Optional.of(refusal(one));
            }
        }
        return Optional.empty();
    }

    /** The one with the smallest part left, or the one that refuses. */
    public static Optional<Allowance> tightest(Collection<Allowance> counted) {
        return counted.isEmpty() ? Optional.empty() : Optional.of(Collections.min(counted, TIGHTEST_FIRST));
    }

    private static Limited refusal(Allowance refusing) {
        Duration wait = Duration.ofSeconds(refusing.resetSeconds());
        return switch (refusing.limit()) {
            case USER -> new Limited("rate.user", "The user has sent too many requests.", wait);
            case API_KEY -> new Limited("rate.api_key", "The API key was used for too many requests.", wait);
            case TENANT -> new Limited("rate.tenant", "The tenant has sent too many requests.", wait);
            case ADDRESS -> new Limited("rate.address", "Too many requests come from this address.", wait);
            case SIGN_IN -> new Limited("rate.sign_in", "Too many sign-ins come from this address.", wait);
            case INVITATION -> new Limited("rate.invitation", "The tenant has sent too many invitations.", wait);
            case INVITED ->
                new Limited("rate.invited", "The tenant has sent too many invitations to this address.", wait);
            case CONCURRENT -> throw new IllegalArgumentException("Nothing is counted of " + refusing.limit());
        };
    }

    /** Counts only if all have allowed it so far, and there is such a limit. */
    private void count(RateLimit limit, String who, int number, int cost, List<Allowance> counted) {
        if (number == 0 || refusal(counted).isPresent()) {
            return;
        }
        Allowance allowance = limiter.take(limit, who, new Quota(number, limit.window()), cost);
        counted.add(allowance);
        if (!allowance.allowed()) {
            requireNonNull(refused.get(limit)).increment();
        }
    }

    private String digest(String text) {
        return HexFormat.of().formatHex(mac.apply(text.getBytes(UTF_8)));
    }

    private String plan(TenantId tenant) {
        return tenants.find(tenant).map(Tenant::plan).orElse("");
    }
}
