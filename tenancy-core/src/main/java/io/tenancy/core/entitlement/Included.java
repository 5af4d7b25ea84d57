package io.tenancy.core.entitlement;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.EntitlementSource.Definition;
import io.tenancy.core.entitlement.EntitlementSource.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan, or an exception for one tenant, says of an entitlement. A feature has {@code enabled} alone; all others either
 * a {@code limit} or {@code unlimited}, and what is metered also {@code per} and {@code enforced}.
 *
 * @param limit the most, included
 * @param unlimited true where there is no limit; never false
 * @param per the period that the amount is for
 * @param enforced whether use beyond the amount is refused, rather than counted
 */
public record Included(
        String entitlement,
        Optional<Boolean> enabled,
        Optional<Long> limit,
        Optional<Boolean> unlimited,
        Optional<Period> per,
        Optional<Boolean> enforced) {
    /** The most that a limit can be, but for none. */
    public static final long MOST = 1_000_000_000_000L;

    /** The most of what is counted by the minute. */
    private static final long MOST_REQUESTS = 100_000_000;

    /** For how long a metered amount is. */
    public enum Period {
        DAY,
        MONTH;

        /** The beginning of the one that is running, in UTC. */
        public Instant begin(Instant now) {
            return first(now).toInstant();
        }

        /** The end of the one that is running, which is the beginning of the next. */
        public Instant end(Instant now) {
            ZonedDateTime begin = first(now);
            return (this == DAY ? begin.plusDays(1) : begin.plusMonths(1)).toInstant();
        }

        private ZonedDateTime first(Instant now) {
            ZonedDateTime day = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
            return this == DAY ? day : day.withDayOfMonth(1);
        }
    }

    public Included(
            @Nullable String entitlement,
            Optional<Boolean> enabled,
            Optional<Long> limit,
            Optional<Boolean> unlimited,
            Optional<Period> per,
            Optional<Boolean> enforced) {
        this.entitlement = Check.text("entitlement", entitlement, 40);
        this.enabled = enabled;
        this.limit = limit;
        this.unlimited = unlimited;
        this.per = per;
        this.enforced = enforced;
        boolean amount = limit.isPresent() != unlimited.isPresent();
        boolean metered = per.isPresent() && enforced.isPresent();
        boolean bare = per.isEmpty() && enforced.isEmpty();
        boolean feature = enabled.isPresent() && limit.isEmpty() && unlimited.isEmpty() && bare;
        if (!feature && (enabled.isPresent() || !amount || !(metered || bare))) {
            throw malformed();
        }
        if (limit.filter(most -> most < 0 || most > MOST).isPresent()) {
            throw new Invalid("limit", "limit.range", "A limit is a number from 0 to " + MOST + ".");
        }
        if (unlimited.filter(yes -> !yes).isPresent()) {
            throw new Invalid("unlimited", "unlimited.false", "The member unlimited is true, or absent.");
        }
    }

    public static Included feature(Entitlement entitlement, boolean enabled) {
        return new Included(
                entitlement.name(),
                Optional.of(enabled),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static Included limit(Entitlement entitlement, long most) {
        return amount(entitlement, Optional.of(most), Optional.empty(), Optional.empty());
    }

    public static Included unlimited(Entitlement entitlement) {
        return amount(entitlement, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Included metered(Entitlement entitlement, long most, Period per, boolean enforced) {
        return amount(entitlement, Optional.of(most), Optional.of(per), Optional.of(enforced));
    }

    /** What holds of an entitlement where nobody says anything. */
    public static Included standard(Definition definition) {
        return switch (definition.kind()) {
            case FEATURE -> feature(definition.entitlement(), false);
            case LIMIT -> unlimited(definition.entitlement());
            case METERED ->
                amount(definition.entitlement(), Optional.empty(), Optional.of(Period.MONTH), Optional.of(false));
        };
    }

    /** Nothing of it, for a tenant whose subscription is over. */
    public Included none() {
        return new Included(
                entitlement,
                enabled.map(on -> false),
                enabled.isPresent() ? Optional.empty() : Optional.of(0L),
                Optional.empty(),
                per,
                enforced.map(hard -> true));
    }

    private static Included amount(
            Entitlement entitlement, Optional<Long> limit, Optional<Period> per, Optional<Boolean> enforced) {
        Optional<Boolean> unlimited = limit.isPresent() ? Optional.empty() : Optional.of(true);
        return new Included(entitlement.name(), Optional.empty(), limit, unlimited, per, enforced);
    }

    public Kind kind() {
        if (enabled.isPresent()) {
            return Kind.FEATURE;
        }
        return per.isPresent() ? Kind.METERED : Kind.LIMIT;
    }

    /** Whether so much is within the limit. */
    public boolean allows(long used) {
        return limit.isEmpty() || used <= limit.get();
    }

    /** Whether so much more is within the limit, besides what is used. */
    public boolean hasRoom(long used, long more) {
        return limit.isEmpty() || used <= limit.get() - more;
    }

    /** Whether this allows more of the same than the other. */
    public boolean isMoreThan(long other) {
        return kind() != Kind.FEATURE && (limit.isEmpty() || limit.get() > other);
    }

    /** The same, which is refused with {@link Invalid} where no code knows the entitlement, or as another kind. */
    public Included checked() {
        Definition definition = Entitlements.named(entitlement)
                .orElseThrow(() ->
                        new Invalid("entitlement", "entitlement.unknown", "There is no entitlement of this name."));
        if (definition.kind() != kind()) {
            throw malformed();
        }
        long most = Entitlements.RATES.contains(definition.entitlement()) ? MOST_REQUESTS : MOST;
        if (limit.filter(given -> given < definition.least() || given > most).isPresent()) {
            throw new Invalid(
                    "limit", "limit.range", "This limit is a number from " + definition.least() + " to " + most + ".");
        }
        return this;
    }

    /** All of them, each of an entitlement of its own. */
    public static List<Included> checked(List<Included> all) {
        List<Included> sorted = all.stream()
                .map(Included::checked)
                .sorted(Comparator.comparing(Included::entitlement))
                .toList();
        if (sorted.stream().map(Included::entitlement).distinct().count() != sorted.size()) {
            throw new Invalid("entitlements", "entitlements.twice", "An entitlement is there twice.");
        }
        return sorted;
    }

    /** What {@link #parse} reads: {@code seats limit 10}, {@code exports meter unlimited month soft}. */
    public String text() {
        String amount = limit.map(String::valueOf).orElse("unlimited");
        return switch (kind()) {
            case FEATURE -> entitlement + " feature " + (enabled.orElse(false) ? "on" : "off");
            case LIMIT -> entitlement + " limit " + amount;
            case METERED ->
                entitlement + " meter " + amount + " "
                        + per.orElse(Period.MONTH).name().toLowerCase(Locale.ROOT)
                        + (enforced.orElse(false) ? " hard" : " soft");
        };
    }

    /** Reads what {@link #text} has written. */
    public static Included parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length < 3) {
            throw new IllegalArgumentException("Not an entitlement: " + text);
        }
        Entitlement entitlement = new Entitlement(words[0]);
        Optional<Long> limit = words[2].matches("[0-9]+") ? Optional.of(Long.valueOf(words[2])) : Optional.empty();
        return switch (words[1]) {
            case "feature" -> feature(entitlement, words[2].equals("on"));
            case "limit" -> amount(entitlement, limit, Optional.empty(), Optional.empty());
            case "meter" ->
                amount(
                        entitlement,
                        limit,
                        Optional.of(Period.valueOf(words[3].toUpperCase(Locale.ROOT))),
                        Optional.of(words[4].equals("hard")));
            default -> throw new IllegalArgumentException("Not an entitlement: " + text);
        };
    }

    private static Invalid malformed() {
        return new Invalid(
                "entitlement",
                "entitlement.malformed",
                "A feature has enabled; a limit has limit or unlimited; what is metered has per and enforced too.");
    }
}
