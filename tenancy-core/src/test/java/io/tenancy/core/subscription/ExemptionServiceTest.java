package io.tenancy.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExemptionServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller acme = platform.owner("acme");
    private final Caller globex = platform.owner("globex");

    @Test
    void showsWhatIsUsedOfTheTenantThatIsAskedFor() {
        platform.user(acme, "ada@acme.example", "VIEWER");

        assertThat(used(acme.tenant(), "seats")).contains(2L);
        assertThat(used(globex.tenant(), "seats")).contains(1L);
        assertThat(platform.exemptions.get(operator, acme.tenant(), "seats").used())
                .contains(2L);
        assertThat(used(acme.tenant(), "audit_days")).isEmpty();
    }

    @Test
    void countsAlsoWhileTheTenantIsSuspended() {
        platform.tenants.suspend(operator, acme.tenant());

        assertThat(used(acme.tenant(), "seats")).contains(1L);
    }

    @Test
    void showsWhatTheTenantMayHaveWhereItsStoreDoesNotAnswer() {
        Uses away = Uses.of(
                        platform.stores.users(),
                        platform.stores.roles(),
                        platform.stores.groups(),
                        platform.stores.serviceAccounts(),
                        platform.stores.apiKeys(),
                        platform.clock)
                .with(Entitlements.GROUPS, scope -> {
                    throw new Unavailable("store.away", "The store is away.", Duration.ofSeconds(1));
                });
        ExemptionService service = new ExemptionService(
                platform.gate, platform.stores.tenants(), platform.directory, platform.stores.subscriptions(), away);

        assertThat(service.list(operator, acme.tenant()).items())
                .hasSameSizeAs(Entitlements.all())
                .allMatch(one -> one.used().isEmpty());
    }

    @Test
    void writesDownWhatIsAgreedAndWhatWas() {
        Instant end = platform.clock.instant().plus(Duration.ofDays(30));
        platform.exemptions.put(operator, acme.tenant(), "groups", limit(2, Optional.of(end), "A trial"));
        platform.exemptions.put(operator, acme.tenant(), "groups", limit(5, Optional.empty(), "A trial"));
        platform.exemptions.put(operator, acme.tenant(), "groups", limit(5, Optional.empty(), "A trial"));
        platform.exemptions.withdraw(operator, acme.tenant(), "groups");

        Difference groups = Difference.added("entitlement", "groups");
        assertThat(changes("entitlement.exempted"))
                .containsExactly(
                        List.of(
                                groups,
                                Difference.added("limit", 2),
                                Difference.added("expiresAt", end),
                                Difference.added("reason", "A trial")),
                        List.of(groups, Difference.between("limit", 2, 5), Difference.removed("expiresAt", end)));
        assertThat(changes("entitlement.withdrawn"))
                .containsExactly(
                        List.of(groups, Difference.removed("limit", 5), Difference.removed("reason", "A trial")));
    }

    @Test
    void isForOperatorsAndOfTenantsThatThereAre() {
        assertThatThrownBy(() -> platform.exemptions.list(acme, acme.tenant())).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.exemptions.list(operator, new TenantId(TestTenants.newId())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> platform.exemptions.get(operator, acme.tenant(), "nothing"))
                .isInstanceOf(NotFound.class);
    }

    private List<List<Difference>> changes(String action) {
        return platform.journal(operator).stream()
                .filter(entry -> entry.action().equals(action))
                .map(JournalEntry::changes)
                .toList();
    }

    private static NewExemption limit(long most, Optional<Instant> end, String reason) {
        return new NewExemption(
                Optional.empty(), Optional.of(most), Optional.empty(), Optional.empty(), Optional.empty(), end, reason);
    }

    private Optional<Long> used(TenantId tenant, String entitlement) {
        return platform.exemptions.list(operator, tenant).items().stream()
                .filter(one -> one.entitlement().equals(entitlement))
                .findFirst()
                .orElseThrow()
                .used();
    }
}
