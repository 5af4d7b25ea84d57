package io.tenancy.core.subscription;

import io.tenancy.core.Check;
import io.tenancy.core.plan.Price.Interval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plan that a tenant is to have, in the version that is published.
 *
 * @param interval how long a period is; absent for what it is now, or a month
 * @param when from when on
 */
public record NewSubscription(String plan, Optional<Interval> interval, When when) {
    /** From when on a plan holds. */
    public enum When {
        /** At once, which is refused where more is used than the plan includes. */
        NOW,
        /** From the end of the period, however much is used then: what is there stays, and nothing new is made. */
        PERIOD_END
    }

    public NewSubscription(@Nullable String plan, Optional<Interval> interval, @Nullable When when) {
        this.plan = Check.text("plan", plan, 40);
        this.interval = interval;
        this.when = when == null ? When.NOW : when;
    }
}
