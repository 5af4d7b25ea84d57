package io.tenancy.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Caller;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.UsageQuery.Step;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RequestCountsTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller acme = platform.owner("acme");
    private final Caller globex = platform.owner("globex");
    private final Unanswering store = new Unanswering(platform.stores.usage());
    private final SilentDays days = new SilentDays(platform.stores.requestDays());
    private final RequestCounts counts =
            new RequestCounts(store, days, new TenantDirectory(platform.stores.tenants()), "node-1", platform.clock);

    @Test
    void areWrittenDownForEachTenant() {
        note(acme, 3);
        note(globex, 2);
        assertThat(used(acme)).isEmpty();

        counts.flush();
        note(acme, 1);
        counts.flush();
        counts.flush();

        assertThat(used(acme)).contains(4L);
        assertThat(used(globex)).contains(2L);
    }

    @Test
    void countOnceWhereNobodyKnowsWhetherTheyWereWritten() {
        note(acme, 3);
        store.silent = true;
        counts.flush();
        note(acme, 4);
        counts.flush();

        store.silent = false;
        counts.flush();
        counts.flush();

        assertThat(used(acme)).contains(7L);
    }

    @Test
    void loseNoneThatComeWhileTheyAreWritten() {
        AtOnce.run(4, number -> {
            for (int i = 0; i < 1_000; i++) {
                counts.note(acme.tenant());
                if (number == 0 && i % 50 == 0) {
                    counts.flush();
                }
            }
            return number;
        });
        counts.flush();
        counts.flush();

        assertThat(used(acme)).contains(4_000L);
    }

    @Test
    void tellTheCatalogueOfAllTenantsAtOnceAndLaterWhereItIsAway() {
        note(acme, 3);
        note(globex, 2);
        days.silent = true;
        counts.flush();
        note(acme, 1);
        counts.flush();
        assertThat(ofToday(acme)).isEmpty();

        days.silent = false;
        days.calls = 0;
        counts.flush();
        counts.flush();

        assertThat(days.calls).isEqualTo(1);
        assertThat(ofToday(acme)).contains(4L);
        assertThat(ofToday(globex)).contains(2L);
        assertThat(used(acme)).contains(4L);
    }

    private Optional<Long> ofToday(Caller caller) {
        return platform
                .stores
                .requestDays()
                .since(List.of(caller.tenant()), platform.clock.instant().minus(Duration.ofDays(1)))
                .stream()
                .map(RequestDays.Day::requests)
                .findAny();
    }

    private void note(Caller caller, int requests) {
        for (int i = 0; i < requests; i++) {
            counts.note(caller.tenant());
        }
    }

    private Optional<Long> used(Caller caller) {
        Instant now = platform.clock.instant();
        return platform.stores
                .usage()
                .total(
                        platform.scope(caller),
                        Meters.API_REQUESTS,
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(1)));
    }

    /** Is away for a while. */
    private static final class SilentDays implements RequestDays {
        private final RequestDays days;
        private boolean silent;
        private int calls;

        SilentDays(RequestDays days) {
            this.days = days;
        }

        @Override
        public void add(Collection<Day> more) {
            calls++;
            if (silent) {
                throw new IllegalStateException("The connection is lost.");
            }
            days.add(more);
        }

        @Override
        public List<Day> since(Collection<TenantId> tenants, Instant day) {
            return days.since(tenants, day);
        }

        @Override
        public Map<Instant, Long> totals(Instant day) {
            return days.totals(day);
        }

        @Override
        public int prune(Instant before) {
            return days.prune(before);
        }
    }

    /** Does what it is asked, and its answers get lost for a while. */
    private static final class Unanswering implements UsageStore {
        private final UsageStore store;
        private boolean silent;

        Unanswering(UsageStore store) {
            this.store = store;
        }

        @Override
        public int add(TenantScope scope, List<Reading> readings, Instant now) {
            int added = store.add(scope, readings, now);
            if (silent) {
                throw new IllegalStateException("The connection is lost.");
            }
            return added;
        }

        @Override
        public List<Known> find(TenantScope scope, List<Reading.Key> keys) {
            return store.find(scope, keys);
        }

        @Override
        public int correct(TenantScope scope, List<Reading> corrections, Instant now) {
            return store.correct(scope, corrections, now);
        }

        @Override
        public List<UsagePoint> points(
                TenantScope scope, MeterDefinition meter, Instant from, Instant to, Step step, int limit) {
            return store.points(scope, meter, from, to, step, limit);
        }

        @Override
        public Optional<Long> total(TenantScope scope, MeterDefinition meter, Instant from, Instant to) {
            return store.total(scope, meter, from, to);
        }

        @Override
        public int prune(TenantScope scope, Instant before, int limit) {
            return store.prune(scope, before, limit);
        }
    }
}
