package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.entitlement.Included.Period;
import io.tenancy.core.plan.Price;
import io.tenancy.core.plan.Price.Overage;
import io.tenancy.core.subscription.Meter;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.TenantScope;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What use beyond what is included costs. Of each day or month, as the plan says, all that is beyond is charged, with the invoice
 * in whose time that day or month ends; the last one ends with the subscription.
 */
final class Overages {
    private static final System.Logger LOG = System.getLogger(Overages.class.getName());

    private final Meter meter;

    Overages(Meter meter) {
        this.meter = requireNonNull(meter);
    }

    /** A line for each entitlement of which more was used, in the days and months that end after a time and up to another. */
    List<InvoiceLine> lines(TenantScope scope, Terms terms, String currency, Instant after, Instant to) {
        List<InvoiceLine> lines = new ArrayList<>();
        Proration.price(terms, currency).map(Price::overages).orElse(List.of()).forEach(overage -> {
            long beyond = beyond(scope, terms, overage, after, to);
            if (beyond > 0) {
                lines.add(line(scope, overage, beyond, to));
            }
        });
        return lines;
    }

    /** What costs more than a line can say is on it as far as a line goes, and says of how much that is. */
    private static InvoiceLine line(TenantScope scope, Overage overage, long beyond, Instant to) {
        String what = overage.entitlement() + " beyond what is included, up to " + Proration.day(to);
        long most = InvoiceLine.most(overage.unitAmount());
        if (beyond <= most) {
            return new InvoiceLine(what, beyond, overage.unitAmount());
        }
        String part = most + " of " + beyond;
        LOG.log(
                Level.ERROR,
                "Tenant " + scope.id().value() + " is billed for " + part + " " + what
                        + ": a line of an invoice goes no further.");
        return new InvoiceLine(what + ", " + part, most, overage.unitAmount());
    }

    private long beyond(TenantScope scope, Terms terms, Overage overage, Instant after, Instant to) {
        Entitlement entitlement = new Entitlement(overage.entitlement());
        Included included = terms.of(entitlement, after);
        Period per = included.per().orElse(Period.MONTH);
        if (included.limit().isEmpty()) {
            return 0;
        }
        long limit = included.limit().get();
        Optional<Instant> last =
                terms.subscription().flatMap(Subscription::endsAt).filter(end -> !end.isAfter(to));
        Instant end = last.orElse(to);
        long beyond = 0;
        for (Instant begin = per.begin(after); begin.isBefore(end); begin = per.end(begin)) {
            Instant until = per.end(begin);
            boolean isWhole = !until.isAfter(end) && until.isAfter(after);
            boolean isLast = until.isAfter(end) && last.isPresent();
            if (isWhole || isLast) {
                long used = meter.used(scope, entitlement, begin, isLast ? end : until);
                beyond = sum(beyond, used > limit ? used - limit : 0);
            }
        }
        return beyond;
    }

    /** Of two that are not negative; so much as there can be, where it is more. */
    private static long sum(long one, long other) {
        return other > Long.MAX_VALUE - one ? Long.MAX_VALUE : one + other;
    }
}
