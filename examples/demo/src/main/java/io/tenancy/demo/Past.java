package io.tenancy.demo;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.usage.Meters;
import io.tenancy.core.usage.Reading;
import io.tenancy.core.usage.RequestDays;
import io.tenancy.core.usage.RequestDays.Day;
import io.tenancy.persistence.Persistence;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * The requests that the demo's tenants are said to have made in the 29 days before their first start, so that charts have
 * something to show. They are made up, the same each time, and written where servers write those that they have counted.
 */
final class Past {
    private static final int DAYS = 29;
    private static final int HOURS = 24;
    private static final String SOURCE = "demo/past";

    /** The share of each hour of UTC in a day, in percent: most is done in the office hours of Europe. */
    private static final int[] SHARES = {1, 1, 1, 1, 1, 2, 4, 7, 9, 10, 9, 7, 7, 9, 9, 7, 5, 3, 2, 1, 1, 1, 1, 1};

    private final Persistence stores;
    private final Instant today;

    Past(Persistence stores, Instant now) {
        this.stores = requireNonNull(stores);
        this.today = RequestDays.dayOf(now);
    }

    /** Gives a tenant its past, once. */
    void write(Tenant tenant) {
        Instant first = today.minus(DAYS, ChronoUnit.DAYS);
        if (!stores.requestDays().since(List.of(tenant.id()), first).isEmpty()) {
            return; // a crash came after this
        }
        List<Reading> readings = readings(first, new Random(tenant.slug().hashCode()), usual(tenant.slug()));
        var unused =
                stores.usage().add(new TenantDirectory(stores.tenants()).enterToProvision(tenant), readings, today);
        stores.requestDays()
                .add(readings.stream()
                        .map(one -> new Day(tenant.id(), RequestDays.dayOf(one.at()), one.amount()))
                        .toList());
    }

    /** The requests of a usual working day; a month of them is within the tenant's plan. */
    private static int usual(String slug) {
        return switch (slug) {
            case "globex" -> 3_400;
            case "initech" -> 310;
            default -> 27_000;
        };
    }

    private static List<Reading> readings(Instant first, Random random, int usual) {
        return LongStream.range(0, (long) DAYS * HOURS)
                .mapToObj(number -> reading(first.plus(number, ChronoUnit.HOURS), number, random, usual))
                .toList();
    }

    /** Fewer on a weekend, a little more each day, and never twice the same. */
    private static Reading reading(Instant hour, long number, Random random, int usual) {
        ZonedDateTime at = hour.atZone(ZoneOffset.UTC);
        double week = at.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? 0.3 : 1;
        double growth = 0.75 + 0.5 * number / (DAYS * HOURS);
        double chance = 0.8 + 0.4 * random.nextDouble();
        long amount = Math.max(1, Math.round(usual * SHARES[at.getHour()] / 100.0 * week * growth * chance));
        return new Reading(
                SOURCE,
                String.valueOf(number),
                Meters.API_REQUESTS.name(),
                hour,
                amount,
                "",
                Optional.empty(),
                Optional.empty());
    }
}
