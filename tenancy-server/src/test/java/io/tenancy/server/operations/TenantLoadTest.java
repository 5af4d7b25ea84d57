package io.tenancy.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.operations.TenantLoad.Cost;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TenantLoadTest {
    private long now;
    private final TenantLoad load = new TenantLoad(() -> now);

    @Test
    void showsEachTenantWhereTheyAreFew() {
        load.add("a", new Cost(1, 0, 5));
        load.add("a", new Cost(1, 1, 7));
        load.add("b", new Cost(1, 0, 3));

        assertThat(load.costs())
                .isEqualTo(Map.of("a", new Cost(2, 1, 12), "b", new Cost(1, 0, 3), TenantLoad.OTHERS, Cost.NONE));
    }

    @Test
    void findsTheBusiestOfManyAndStaysSmall() {
        for (int minute = 0; minute < 3; minute++) {
            serve(50_000);
            now += Duration.ofMinutes(1).toNanos();
            assertThat(load.costs()).hasSizeLessThanOrEqualTo(TenantLoad.SHOWN + 1);
        }

        for (int busy = 0; busy < 5; busy++) {
            assertThat(load.costs()).containsKey("busy" + busy);
        }
    }

    @Test
    void losesNoRequestAndNoSumFalls() {
        long othersBefore = 0;
        for (int minute = 1; minute <= 4; minute++) {
            serve(10_000);
            now += Duration.ofMinutes(1).toNanos();
            Map<String, Cost> costs = load.costs();

            assertThat(costs.values().stream().mapToLong(Cost::requests).sum()).isEqualTo(minute * 10_000L);
            long others = costs.getOrDefault(TenantLoad.OTHERS, Cost.NONE).requests();
            assertThat(others).isGreaterThanOrEqualTo(othersBefore);
            othersBefore = others;
        }
    }

    @Test
    void keepsThoseThatAreShownForAMinute() {
        serve(1_000);
        var before = load.costs().keySet();
        now += Duration.ofSeconds(59).toNanos();
        serve(10_000);

        assertThat(load.costs().keySet()).isEqualTo(before);
    }

    /** Half of the requests are of five tenants, the others of ten thousand. */
    private void serve(int requests) {
        Random random = new Random(requests + now);
        for (int i = 0; i < requests; i++) {
            String tenant = i % 2 == 0 ? "busy" + random.nextInt(5) : "t" + random.nextInt(10_000);
            load.add(tenant, new Cost(1, 0, 1));
        }
    }
}
