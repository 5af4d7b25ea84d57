package io.tenancy.core.biller;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.biller.Biller.Use;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.Meters;
import io.tenancy.core.usage.UsagePoint;
import io.tenancy.core.usage.UsageQuery.Step;
import io.tenancy.core.usage.UsageStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells a biller what was used, outside the transactions in which it was used. Of each whole hour it first writes down what the
 * biller is to hear, with a number, then says it, then writes down that it was said. After a crash in between it is said again with
 * the same key. What comes late, or is taken back, is said as the difference.
 */
public final class UsageReporting {
    /** How far back an hour may change: a day less than Stripe takes. */
    static final Duration WINDOW = Duration.ofDays(34);

    /** How much of an hour is said: Stripe takes 15 digits, and the difference of two such numbers has as many. */
    static final long MOST = 499_999_999_999_999L;

    private static final System.Logger LOG = System.getLogger(UsageReporting.class.getName());
    private static final int AT_ONCE = 200;
    private static final int HOURS = (int) WINDOW.toHours() + 1;

    private final TenantDirectory directory;
    private final UsageStore usage;
    private final Meters meters;
    private final BillerStore store;

    public UsageReporting(TenantDirectory directory, UsageStore usage, Meters meters, BillerStore store) {
        this.directory = requireNonNull(directory);
        this.usage = requireNonNull(usage);
        this.meters = requireNonNull(meters);
        this.store = requireNonNull(store);
    }

    /** Reports what the meters of these names have counted; answers how many reports that took. One that cannot be added up is left out. */
    int report(Biller biller, BillerAccount account, List<String> names, Instant now) {
        Optional<TenantScope> scope = directory.enterToKeep(account.tenant());
        scope.ifPresent(open -> names.stream()
                .flatMap(name -> meters.named(name).stream())
                .filter(MeterDefinition::isAddable)
                .forEach(meter -> stage(open, account, meter, now)));
        List<Use> due = store.staged(account.tenant(), account.biller(), AT_ONCE);
        for (Use use : due) {
            biller.report(account.customer(), use);
            store.said(account.biller(), use);
        }
        return due.size();
    }

    private void stage(TenantScope scope, BillerAccount account, MeterDefinition meter, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Instant oldest = hour.minus(WINDOW);
        Instant since = account.createdAt().truncatedTo(ChronoUnit.HOURS);
        Instant from = since.isAfter(oldest) ? since : oldest;
        Map<Instant, Long> used = usage.points(scope, meter, from, hour, Step.HOUR, HOURS).stream()
                .collect(Collectors.toMap(UsagePoint::from, UsagePoint::value));
        Map<Instant, Long> known = store.known(account.tenant(), account.biller(), meter.name(), from);
        List<UsagePoint> changed = new ArrayList<>();
        used.forEach((time, value) -> {
            long sayable = Math.max(-MOST, Math.min(MOST, value));
            if (known.getOrDefault(time, 0L) != sayable) {
                changed.add(new UsagePoint(time, sayable));
                warn(account, meter, time, value, sayable);
            }
        });
        known.forEach((time, value) -> {
            if (value != 0 && !used.containsKey(time)) {
                changed.add(new UsagePoint(time, 0));
            }
        });
        if (!changed.isEmpty()) {
            store.stage(account.tenant(), account.biller(), meter.name(), changed);
        }
    }

    private static void warn(BillerAccount account, MeterDefinition meter, Instant hour, long used, long said) {
        if (used != said) {
            LOG.log(
                    Level.ERROR,
                    "The biller is told " + said + " of the " + used + " " + meter.name() + " that tenant "
                            + account.tenant().value() + " has used from " + hour + ": it takes no more of an hour.");
        }
    }
}
