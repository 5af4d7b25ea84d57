package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.domain.Domain;
import io.tenancy.core.domain.DomainBook;
import io.tenancy.core.domain.DomainBook.Owned;
import io.tenancy.core.domain.DomainId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link DomainBook} does. */
public abstract class DomainBookContract extends StoreContract {
    private static final Instant LATER = T0.plus(Duration.ofDays(1));

    private final String name = "app-" + TestTenants.newId() + ".example";

    /** A tenant may be given to another test with its place emptied; what is in the catalogue stays. */
    @AfterEach
    final void keepNothing() {
        for (TenantScope scope : List.of(acme(), globex())) {
            domains().list(scope.id()).forEach(domain -> {
                var unused = domains().delete(scope.id(), domain.id());
            });
        }
    }

    private Domain add(TenantScope scope) {
        Domain domain =
                Domain.of(new DomainId(TestTenants.newId()), name, "token", T0, Optional.empty(), Optional.empty());
        assertThat(commit(scope, () -> domains().add(scope.id(), domain))).isTrue();
        return domain;
    }

    private boolean verify(TenantScope scope, Domain domain) {
        return commit(scope, () -> domains().update(scope.id(), domain.seen(Optional.of(T0), Optional.empty()), T0));
    }

    @Test
    void findsTheOwnerOfAVerifiedDomainAlone() {
        Domain domain = add(acme());

        assertThat(domains().owner(name)).isEmpty();
        assertThat(domains().find(acme().id(), domain.id())).contains(domain);
        assertThat(verify(acme(), domain)).isTrue();

        assertThat(domains().owner(name)).contains(acme().id());
        assertThat(domains().list(acme().id())).extracting(Domain::isVerified).containsExactly(true);
        assertThat(domains().delete(acme().id(), domain.id())).isTrue();
        assertThat(domains().owner(name)).isEmpty();
    }

    @Test
    void keepsANameOnceForATenant() {
        add(acme());
        Domain again =
                Domain.of(new DomainId(TestTenants.newId()), name, "other", T0, Optional.empty(), Optional.empty());

        assertThat(commit(acme(), () -> domains().add(acme().id(), again))).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        Domain ours = add(acme());
        Domain theirs = add(globex());

        assertThat(domains().find(globex().id(), ours.id())).isEmpty();
        assertThat(domains().delete(globex().id(), ours.id())).isFalse();
        assertThat(verify(globex(), ours)).isFalse();
        assertThat(verify(acme(), ours)).isTrue();
        assertThat(verify(globex(), theirs)).isFalse();
        assertThat(verify(acme(), ours)).isTrue();
        assertThat(domains().owner(name)).contains(acme().id());
    }

    @Test
    void letsOneOfTwoTenantsHaveANameThatBothProveAtTheSameTime() {
        Domain ours = add(acme());
        Domain theirs = add(globex());

        List<Boolean> verified = AtOnce.run(2, number -> number == 0 ? verify(acme(), ours) : verify(globex(), theirs));

        assertThat(verified).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void listsThoseThatWereNotLookedAtForLong() {
        Domain domain = add(acme());
        assertThat(domains().due(LATER, 1_000)).extracting(Owned::domain).doesNotContain(domain);
        verify(acme(), domain);

        assertThat(domains().due(LATER, 1_000)).extracting(Owned::tenant).contains(acme().id());
        assertThat(domains().due(T0, 1_000)).extracting(Owned::tenant).doesNotContain(acme().id());
    }

    private DomainBook domains() {
        return stores().domains();
    }
}
