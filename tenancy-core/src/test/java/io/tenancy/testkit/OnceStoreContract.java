package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.once.KeptRequest;
import io.tenancy.core.once.OnceStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link OnceStore} does. */
public abstract class OnceStoreContract extends StoreContract {
    private static final Instant LEASE = T0.plusSeconds(60);
    private static final Instant END = T0.plusSeconds(86_400);

    @Test
    void keepsARequestFromItsBeginningToItsAnswer() {
        KeptRequest request = request('1', 'a');

        assertThat(claim(acme(), request, T0)).isTrue();
        assertThat(found(acme(), request)).contains(request);
        assertThat(work(acme(), request)).isTrue();
        assertThat(answer(acme(), request, "sealed")).isTrue();

        assertThat(found(acme(), request)).contains(with(request, true, Optional.of("sealed")));
        assertThat(commit(acme(), () -> once().release(acme(), request.digest(), request.attempt())))
                .isFalse();
    }

    @Test
    void letsOneOfManyBegin() {
        assertThat(AtOnce.run(16, number -> claim(acme(), request('1', 'a'), T0)))
                .containsOnlyOnce(true);
    }

    @Test
    void letsAnotherBeginWhenTheLeaseIsOverAndNothingIsDone() {
        KeptRequest first = request('1', 'a');
        KeptRequest second = request('1', 'a');
        claim(acme(), first, T0);

        assertThat(claim(acme(), second, LEASE.minusMillis(1))).isFalse();
        assertThat(claim(acme(), request('1', 'b'), LEASE)).isFalse();
        assertThat(claim(acme(), second, LEASE)).isTrue();

        assertThat(work(acme(), first)).isFalse();
        assertThat(answer(acme(), first, "late")).isFalse();
        assertThat(found(acme(), second)).contains(second);
    }

    @Test
    void letsNobodyBeginAfterTheWorkOrTheAnswer() {
        KeptRequest worked = request('1', 'a');
        KeptRequest answered = request('2', 'a');
        claim(acme(), worked, T0);
        claim(acme(), answered, T0);
        work(acme(), worked);
        answer(acme(), answered, "no");

        assertThat(claim(acme(), request('1', 'a'), LEASE)).isFalse();
        assertThat(claim(acme(), request('2', 'a'), LEASE)).isFalse();
    }

    @Test
    void forgetsWhatHasExpired() {
        KeptRequest request = request('1', 'a');
        claim(acme(), request, T0);
        work(acme(), request);

        assertThat(claim(acme(), request('1', 'b'), END)).isTrue();
        assertThat(commit(acme(), () -> once().prune(acme(), END.minusMillis(1))))
                .isZero();
        assertThat(commit(acme(), () -> once().prune(acme(), END))).isEqualTo(1);
        assertThat(found(acme(), request)).isEmpty();
    }

    @Test
    void countsWhatIsKeptUpToANumber() {
        claim(acme(), request('1', 'a'), T0);
        claim(acme(), request('2', 'a'), T0);
        claim(acme(), request('2', 'a'), T0);
        claim(acme(), request('3', 'a'), T0);

        assertThat(once().count(acme(), 100)).isEqualTo(3);
        assertThat(once().count(acme(), 3)).isEqualTo(3);
        assertThat(once().count(acme(), 2)).isEqualTo(2);
        assertThat(once().count(globex(), 100)).isZero();
    }

    @Test
    void forgetsWhatHasDoneNothingWhenItIsReleased() {
        KeptRequest request = request('1', 'a');
        claim(acme(), request, T0);

        assertThat(commit(acme(), () -> once().release(acme(), request.digest(), UUID.randomUUID())))
                .isFalse();
        assertThat(commit(acme(), () -> once().release(acme(), request.digest(), request.attempt())))
                .isTrue();

        assertThat(found(acme(), request)).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        KeptRequest request = request('1', 'a');
        claim(acme(), request, T0);

        assertThat(found(globex(), request)).isEmpty();
        assertThat(work(globex(), request)).isFalse();
        assertThat(answer(globex(), request, "foreign")).isFalse();
        assertThat(commit(globex(), () -> once().release(globex(), request.digest(), request.attempt())))
                .isFalse();
        assertThat(commit(globex(), () -> once().prune(globex(), END))).isZero();
        assertThat(claim(globex(), request('1', 'b'), T0)).isTrue();

        assertThat(found(acme(), request)).contains(request);
    }

    private static KeptRequest request(char digest, char fingerprint) {
        return new KeptRequest(
                digest(digest), digest(fingerprint), UUID.randomUUID(), LEASE, END, false, Optional.empty());
    }

    private static KeptRequest with(KeptRequest request, boolean worked, Optional<String> answer) {
        return new KeptRequest(
                request.digest(),
                request.fingerprint(),
                request.attempt(),
                request.leaseUntil(),
                request.expiresAt(),
                worked,
                answer);
    }

    private boolean claim(TenantScope scope, KeptRequest request, Instant now) {
        return commit(scope, () -> once().claim(scope, request, now));
    }

    private boolean work(TenantScope scope, KeptRequest request) {
        return commit(scope, () -> once().work(scope, request.digest(), request.attempt()));
    }

    private boolean answer(TenantScope scope, KeptRequest request, String sealed) {
        return commit(scope, () -> once().answer(scope, request.digest(), request.attempt(), sealed));
    }

    private Optional<KeptRequest> found(TenantScope scope, KeptRequest request) {
        return once().find(scope, request.digest());
    }

    private OnceStore once() {
        return stores().once();
    }
}
