package io.tenancy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.InMemoryPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TenantTurnsTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();

    @Test
    void givesEveryTenantItsTurnAndBeginsAgain() {
        List.of("acme", "globex", "initech", "umbrella").forEach(platform::owner);
        int all = platform.stores
                .tenants()
                .list(TenantFilter.ALL, Optional.empty(), 100)
                .size();
        TenantTurns turns = new TenantTurns(platform.stores.tenants(), 2);
        List<String> seen = new ArrayList<>();
        List<Tenant> first = turns.now();

        for (int passed = 0; passed <= all / 2; passed++) {
            List<Tenant> turn = turns.now();
            turn.forEach(tenant -> seen.add(tenant.slug()));
            turns.pass(turn);
        }

        assertThat(seen).hasSize(all).doesNotHaveDuplicates().contains("acme", "globex", "initech", "umbrella");
        assertThat(turns.now()).isEqualTo(first);
    }

    @Test
    void leavesTheTurnToWhoHasNotHadIt() {
        List.of("acme", "globex", "initech").forEach(platform::owner);
        TenantTurns turns = new TenantTurns(platform.stores.tenants(), 2);

        List<Tenant> first = turns.now();
        assertThat(turns.now()).isEqualTo(first);

        turns.pass(first);
        assertThat(turns.now()).doesNotContainAnyElementsOf(first);
    }
}
