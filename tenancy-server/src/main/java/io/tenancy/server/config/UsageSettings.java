package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.billing.DunningPolicy;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.Meters;
import io.tenancy.core.usage.UsagePolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured, how it is billed, and what follows where it is not paid.
 *
 * @param meters those that the deployment adds to those of the code
 */
public record UsageSettings(
        List<MeterDefinition> meters, UsagePolicy policy, DunningPolicy dunning, BillingSettings billing) {
    public UsageSettings {
        meters = List.copyOf(meters);
        requireNonNull(dunning);
        requireNonNull(policy);
        requireNonNull(billing);
    }

    static UsageSettings read(Given given) {
        Duration late = given.duration("usageLate", Duration.ofHours(1), Duration.ofDays(365));
        Duration kept = given.duration("usageKept", Duration.ofDays(2), Duration.ofDays(3_650));
        if (kept.compareTo(late.plusDays(1)) < 0) {
            given.problem("usageKept", "is a day longer than " + Given.variable("usageLate") + ", or more");
            kept = late.plusDays(1);
        }
        DunningPolicy dunning = new DunningPolicy(
                given.duration("dunningGrace", Duration.ZERO, Duration.ofDays(365)),
                given.duration("dunningReadOnly", Duration.ZERO, Duration.ofDays(365)));
        BillingSettings billing = BillingSettings.read(given);
        String text = given.text("meters");
        try {
            List<MeterDefinition> meters = text.equals("none")
                    ? List.of()
                    : Stream.of(text.split(",", -1)).map(MeterDefinition::parse).toList();
            var unused = new Meters(meters);
            return new UsageSettings(meters, new UsagePolicy(late, kept), dunning, billing);
        } catch (IllegalArgumentException | IllegalStateException e) {
            given.problem("meters", "is a list as messages=count, storage=max:bytes, each meter once");
            return new UsageSettings(List.of(), new UsagePolicy(late, kept), dunning, billing);
        }
    }
}
