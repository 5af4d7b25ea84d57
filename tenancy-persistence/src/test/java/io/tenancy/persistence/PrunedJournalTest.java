package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.MasterKey;
import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.ChainVerdict;
import io.tenancy.core.audit.ChainVerdict.Kind;
import io.tenancy.core.audit.ChainVerifier;
import io.tenancy.core.audit.JournalCutter;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.audit.OldEntries;
import io.tenancy.core.audit.SignatureCheck;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.retention.JournalPruner;
import io.tenancy.core.retention.Needs;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The beginning of a journal is removed as its plan says, on each placement, and the rest is verified. */
final class PrunedJournalTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final MasterKey KEY = MasterKey.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));
    private static final Duration DAY = Duration.ofDays(1);

    private final Persistence stores = Persistence.on(DATABASE.stores(), Duration.ofSeconds(1));
    private final TestClock clock = new TestClock();
    private final Gate gate = new Gate(stores.transactions(), stores.journal(), new UuidV7(clock), clock);
    private final JournalSealer sealer =
            new JournalSealer(stores.transactions(), stores.chain(), stores.checkpoints(), KEY, clock);
    private final JournalPruner pruner = pruner(stores.oldEntries());

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void removesWhatIsOldOfOneTenantAndNothingElse(Isolation isolation) {
        TenantScope acme = listed("acme-" + isolation, isolation);
        TenantScope globex = listed("globex-" + isolation, isolation);
        write(acme, 1_100);
        write(globex, 3);
        clock.advance(DAY);
        write(acme, 5);
        keep(acme, 30);
        clock.advance(DAY.multipliedBy(30));

        assertThat(pruner.prune(acme, () -> false)).isEqualTo(1_100);

        assertThat(stores.audit().list(acme, AuditQuery.ALL, Optional.empty(), 100))
                .hasSize(6)
                .first()
                .extracting(entry -> entry.action())
                .isEqualTo("audit.pruned");
        assertThat(verify(acme)).isEqualTo(new ChainVerdict(6, Optional.empty()));
        assertThat(verify(globex)).isEqualTo(new ChainVerdict(3, Optional.empty()));
        assertThat(pruner.prune(acme, () -> false)).isZero();

        owner(acme, "DELETE FROM %1$s.journal_links WHERE tenant_id = '%2$s' AND sequence = 1101");
        assertThat(verify(acme).fault()).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(Kind.MISSING);
            assertThat(fault.sequence()).isEqualTo(1_101);
        });
    }

    /** The entries are gone for good by then, since another connection has removed them; so the cut has to be there too. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void isWholeAlsoWhereSomebodyDiesRightAfterTheRemoval(Isolation isolation) {
        TenantScope acme = listed("dead-" + isolation, isolation);
        write(acme, 20);
        clock.advance(DAY);
        write(acme, 2);
        keep(acme, 30);
        clock.advance(DAY.multipliedBy(30));
        JournalPruner dying = pruner(new Dying(stores.oldEntries()));

        assertThatThrownBy(() -> dying.prune(acme, () -> false)).hasMessage("The server dies.");

        assertThat(verify(acme)).isEqualTo(new ChainVerdict(3, Optional.empty()));
        assertThat(stores.checkpoints().list(acme, 0, 10)).hasSize(2);
        assertThat(pruner.prune(acme, () -> false)).isZero();
        assertThat(stores.checkpoints().list(acme, 0, 10)).hasSize(1);
        assertThat(verify(acme)).isEqualTo(new ChainVerdict(3, Optional.empty()));
    }

    /** Of somebody who is erased the journal says so for as long as it has entries that have lost their details. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void doesNotCutBetweenAnErasureAndWhatItExplains(Isolation isolation) {
        TenantScope acme = listed("erased-" + isolation, isolation);
        UserId ada = new UserId(TestTenants.newId());
        write(acme, 3);
        record(acme, "user.erased", ada);
        clock.advance(DAY);
        record(acme, "group.member_removed", ada);
        clock.advance(DAY);
        write(acme, 2);
        assertThat(stores.personalEntries().erase(acme, ada.value(), 10)).isEqualTo(1);
        assertThat(verify(acme)).isEqualTo(new ChainVerdict(7, Optional.empty()));
        keep(acme, 7);

        clock.advance(DAY.multipliedBy(5).plusSeconds(1));
        assertThat(pruner.prune(acme, () -> false)).isZero();
        clock.advance(DAY);
        assertThat(pruner.prune(acme, () -> false)).isEqualTo(5);

        assertThat(verify(acme).fault()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void stillLeavesTheServingRoleNoWayToRemoveEntries(Isolation isolation) {
        TenantScope acme = listed("served-" + isolation, isolation);
        write(acme, 1);
        UUID entry = stores.audit()
                .list(acme, AuditQuery.ALL, Optional.empty(), 1)
                .get(0)
                .id();
        String schema = schema(acme);

        for (String table : List.of("journal", "journal_links")) {
            assertThatThrownBy(() -> database(acme)
                            .app()
                            .getConnection()
                            .createStatement()
                            .execute("DELETE FROM " + schema + "." + table + " WHERE tenant_id = '"
                                    + acme.id().value() + "' OR '" + entry + "' = ''"))
                    .hasMessageContaining("permission denied");
        }
    }

    private record Dying(OldEntries entries) implements OldEntries {
        @Override
        public int remove(TenantScope scope, long upTo) {
            var unused = entries.remove(scope, upTo);
            throw new IllegalStateException("The server dies.");
        }

        @Override
        public void forget(TenantScope scope, long upTo) {
            throw new IllegalStateException("The server is dead.");
        }
    }

    private JournalPruner pruner(OldEntries entries) {
        return new JournalPruner(
                gate,
                stores.subscriptions(),
                new Holds(stores.holds()),
                new Needs(stores.webhooks(), stores.jobs()),
                new JournalCutter(stores.chain(), stores.checkpoints(), stores.cuts(), entries, KEY),
                sealer);
    }

    private TenantScope listed(String start, Isolation isolation) {
        String slug = start.toLowerCase(Locale.ROOT) + "-"
                + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, isolation, "main");
        assertThat(stores.tenants().add(tenant)).isTrue();
        stores.provisioner().prepare(tenant);
        return new TenantDirectory(stores.tenants()).enterToProvision(tenant);
    }

    private void keep(TenantScope scope, long days) {
        stores.subscriptions()
                .exempt(
                        scope.id(),
                        new Exemption(
                                Included.limit(Entitlements.AUDIT_DAYS, days),
                                Optional.empty(),
                                "As agreed",
                                clock.instant()));
    }

    /** Writes, seals and signs. */
    private void write(TenantScope scope, int entries) {
        gate.act(scope, Actor.SYSTEM, work -> {
            for (int number = 0; number < entries; number++) {
                work.record("user.renamed", new UserId(TestTenants.newId()));
            }
            return entries;
        });
        sign(scope);
    }

    private void record(TenantScope scope, String action, UserId user) {
        gate.act(scope, Actor.SYSTEM, work -> {
            work.record(action, user);
            return user;
        });
        sign(scope);
    }

    private void sign(TenantScope scope) {
        sealer.seal(scope);
        clock.advance(JournalSealer.UNSIGNED);
        assertThat(sealer.sign(scope)).isTrue();
    }

    private ChainVerdict verify(TenantScope scope) {
        return new ChainVerifier(stores.chain(), stores.checkpoints(), stores.cuts(), SignatureCheck.of(KEY))
                .verify(scope);
    }

    private void owner(TenantScope scope, String statement) {
        database(scope).plant(statement.formatted(schema(scope), scope.id().value()));
    }

    private static TestDatabase database(TenantScope scope) {
        return scope.placement() instanceof Placement.Database own ? DATABASE.named(own.name()) : DATABASE;
    }

    private static String schema(TenantScope scope) {
        return scope.placement() instanceof Placement.Schema own ? own.name() : "tenancy";
    }
}
