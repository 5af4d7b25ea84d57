package io.tenancy.core.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Caller;
import io.tenancy.core.examination.TenantFinding.Severity;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ExaminationServiceTest {
    private static final TenantFinding WARNING = finding(Severity.WARNING);
    private static final TenantFinding DANGER = finding(Severity.DANGER);

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller acme = platform.owner("acme");

    @Test
    void showsDangersFirstAndWhenItLooked() {
        Examination found = service(tenant -> List.of(WARNING, DANGER)).examine(operator, acme.tenant());

        assertThat(found.findings()).containsExactly(DANGER, WARNING);
        assertThat(found.at()).isEqualTo(platform.clock.instant());
    }

    @Test
    void isForOperatorsAndOfTenantsThatThereAre() {
        ExaminationService service = service(tenant -> List.of());

        assertThatThrownBy(() -> service.examine(acme, acme.tenant())).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> service.examine(operator, new TenantId(TestTenants.newId())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void looksAtOneAtATimeAndGoesOnAfterAFailure() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        ExaminationService service = service(tenant -> {
            looking.countDown();
            await(seen);
            throw new IllegalStateException("The database is away.");
        });
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Examination> first = other.submit(() -> service.examine(operator, acme.tenant()));
            looking.await();
            assertThatThrownBy(() -> service.examine(operator, acme.tenant()))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("just now");
            seen.countDown();
            assertThatThrownBy(first::get).hasCauseInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> service.examine(operator, acme.tenant()))
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            other.shutdownNow();
        }
    }

    private ExaminationService service(Examiner examiner) {
        return new ExaminationService(platform.gate, platform.stores.tenants(), examiner, platform.clock);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TenantFinding finding(Severity severity) {
        return new TenantFinding("rls.off", severity, "main/tenancy", "tenancy.users", "It is off.", "So.", "");
    }
}
