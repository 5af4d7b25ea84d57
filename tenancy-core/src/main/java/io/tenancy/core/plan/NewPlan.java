package io.tenancy.core.plan;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.entitlement.EntitlementSource.Kind;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A draft that is to be made: of a new plan, or the next version of one that is there. */
public record NewPlan(
        String key,
        String name,
        String description,
        List<Price> prices,
        Optional<Integer> trialDays,
        Optional<Integer> graceDays,
        List<Included> entitlements) {
    /** The most prices, and the most entitlements, of a plan. */
    static final int MOST = 100;

    /** The longest trial, and the longest grace. */
    static final int LONGEST = 366;

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    public NewPlan(
            @Nullable String key,
            @Nullable String name,
            @Nullable String description,
            @Nullable List<Price> prices,
            Optional<Integer> trialDays,
            Optional<Integer> graceDays,
            @Nullable List<Included> entitlements) {
        this.key = Check.text("key", key, 40);
        if (!KEY.matcher(this.key).matches()) {
            throw new Invalid("key", "key.malformed", "A key is a small letter, then small letters, digits, - and _.");
        }
        this.name = Check.text("name", name, 100);
        this.description = Check.optionalText("description", description, 500);
        this.prices = prices(prices == null ? List.of() : prices);
        this.trialDays = trialDays.map(days -> days("trialDays", days));
        this.graceDays = graceDays.map(days -> days("graceDays", days));
        this.entitlements = entitlements(entitlements == null ? List.of() : entitlements);
    }

    static int days(String field, int days) {
        return Check.number(field, days, 0, LONGEST);
    }

    static List<Price> prices(List<Price> prices) {
        if (prices.size() > MOST
                || prices.stream()
                                .map(price -> price.currency() + price.interval())
                                .distinct()
                                .count()
                        != prices.size()) {
            throw new Invalid("prices", "prices.twice", "A plan has one price for each currency and interval.");
        }
        prices.stream()
                .flatMap(price -> price.overages().stream())
                .filter(overage -> Entitlements.named(overage.entitlement())
                        .filter(known -> known.kind() == Kind.METERED)
                        .isEmpty())
                .findAny()
                .ifPresent(unknown -> {
                    throw new Invalid(
                            "overages",
                            "overages.unmetered",
                            "Only what is metered has a price beyond what is included.");
                });
        return List.copyOf(prices);
    }

    static List<Included> entitlements(List<Included> entitlements) {
        return Included.checked(entitlements);
    }
}
