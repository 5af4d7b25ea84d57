package io.tenancy.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.user.NewUser;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DomainServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    private Domain proven(Caller caller, String name) {
        Domain domain = platform.domains.create(caller, new NewDomain(name));
        platform.dns.put(domain.record(), domain.token());
        return platform.domains.verify(caller, domain.id());
    }

    private void watchAfter(Duration time) {
        platform.clock.advance(time);
        platform.domainWatch.run(() -> false);
    }

    @Test
    void countsWhenDnsSaysTheToken() {
        Domain domain = platform.domains.create(owner, new NewDomain("Bücher.example"));
        assertThat(domain.name()).isEqualTo("xn--bcher-kva.example");
        platform.dns.put(domain.record(), "another");
        assertThatThrownBy(() -> platform.domains.verify(owner, domain.id()))
                .isInstanceOfSatisfying(
                        Conflict.class, refused -> assertThat(refused.code()).isEqualTo("domain.unproven"));

        platform.dns.put(domain.record(), domain.token());
        platform.domains.verify(owner, domain.id());
        platform.domains.verify(owner, domain.id());

        assertThat(platform.hosts
                        .find("xn--bcher-kva.example:443")
                        .orElseThrow()
                        .tenant())
                .isEqualTo("acme");
        assertThat(platform.hosts.find("acme")).isEmpty();
        assertThat(platform.actions(owner)).contains("domain.added").containsOnlyOnce("domain.verified");
    }

    @Test
    void belongsToOneTenant() {
        Caller globex = platform.owner("globex");
        Domain ours = proven(owner, "app.example");
        Domain theirs = platform.domains.create(globex, new NewDomain("app.example"));
        platform.dns.put(theirs.record(), theirs.token());

        assertThatThrownBy(() -> platform.domains.verify(globex, theirs.id()))
                .isInstanceOfSatisfying(
                        Conflict.class, refused -> assertThat(refused.code()).isEqualTo("domain.taken"));
        assertThatThrownBy(() -> platform.domains.get(globex, ours.id())).isInstanceOf(NotFound.class);
        assertThat(platform.actions(globex)).doesNotContain("domain.verified");

        platform.domains.delete(owner, ours.id());
        assertThat(platform.domains.verify(globex, theirs.id()).isVerified()).isTrue();
    }

    @Test
    void isLostWhenItsProofIsGoneForAWeek() {
        Domain domain = proven(owner, "app.example");
        watchAfter(Duration.ofDays(2));
        assertThat(platform.domains.get(owner, domain.id()).missedAt()).isEmpty();

        platform.dns.clear();
        watchAfter(Duration.ofDays(2));
        assertThat(platform.domains.get(owner, domain.id()).missedAt()).isPresent();
        assertThat(platform.hosts.find("app.example")).isPresent();
        watchAfter(Duration.ofDays(8));

        assertThat(platform.domains.get(owner, domain.id()).isVerified()).isFalse();
        assertThat(platform.hosts.find("app.example")).isEmpty();
        assertThat(platform.actions(platform.signIn("acme", "owner@acme.example.org")))
                .contains("domain.lost");
    }

    @Test
    void isForgivenWhenItsProofComesBack() {
        Domain domain = proven(owner, "app.example");
        platform.dns.clear();
        watchAfter(Duration.ofDays(2));
        platform.dns.put(domain.record(), domain.token());
        watchAfter(Duration.ofDays(2));

        assertThat(platform.domains.get(owner, domain.id()).missedAt()).isEmpty();
    }

    @Test
    void leadsMailsOfTheTenantThere() {
        proven(owner, "app.example");
        platform.invitations.invite(owner, new NewUser("new@acme.example", "New", Set.of("MEMBER")));

        assertThat(platform.mail
                        .all()
                        .get(platform.mail.all().size() - 1)
                        .from()
                        .domain())
                .contains("app.example");
    }

    @Test
    void needsThePermissionOfEachOperation() {
        Caller reader = TestTenants.caller(platform.scope(owner), Permissions.DOMAIN_READ);

        assertThatThrownBy(() -> platform.domains.create(reader, new NewDomain("app.example")))
                .isInstanceOf(Denied.class);
        assertThat(platform.domains.list(reader).items()).isEmpty();
    }
}
