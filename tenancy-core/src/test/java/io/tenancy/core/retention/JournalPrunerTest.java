package io.tenancy.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.MasterKey;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.ChainHead;
import io.tenancy.core.audit.ChainVerdict;
import io.tenancy.core.audit.ChainVerdict.Kind;
import io.tenancy.core.audit.ChainVerifier;
import io.tenancy.core.audit.Checkpoint;
import io.tenancy.core.audit.CheckpointSigner;
import io.tenancy.core.audit.Cut;
import io.tenancy.core.audit.JournalCutter;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.audit.OldEntries;
import io.tenancy.core.audit.SignatureCheck;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.hold.HoldNotices;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.hold.LegalHold;
import io.tenancy.core.hold.LegalHoldId;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobId;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.core.webhook.Keys;
import io.tenancy.core.webhook.Webhook;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestIds;
import io.tenancy.testkit.TestTenants;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JournalPrunerTest {
    private static final MasterKey KEY =
            MasterKey.ofBase64(Base64.getEncoder().encodeToString("k".repeat(32).getBytes(StandardCharsets.US_ASCII)));
    private static final Duration DAY = Duration.ofDays(1);

    private final InMemoryStores stores = new InMemoryStores();
    private final TestClock clock = new TestClock();
    private final Gate gate = new Gate(stores.transactions(), stores.journal(), new TestIds(), clock);
    private final JournalSealer sealer =
            new JournalSealer(stores.transactions(), stores.chain(), stores.checkpoints(), KEY, clock);
    private final JournalPruner pruner = pruner(stores.oldEntries());
    private final TenantScope acme = listed("acme");
    private final TenantScope globex = listed("globex");

    @BeforeEach
    void writeTwelveEntriesOfTwoDays() {
        write(acme, 10);
        write(globex, 3);
        clock.advance(DAY);
        write(acme, 2);
    }

    @Test
    void removesWhatIsOlderThanThePlanKeepsAndVerifiesTheRest() {
        keep(acme, 30);
        clock.advance(DAY.multipliedBy(30));
        write(acme, 1);

        assertThat(prune(acme)).isEqualTo(10);

        assertThat(sequences(acme)).containsExactly(11L, 12L, 13L, 14L);
        assertThat(actions(acme)).first().isEqualTo("audit.pruned");
        assertThat(verify(acme)).isEqualTo(new ChainVerdict(4, Optional.empty()));
        assertThat(sequences(globex)).hasSize(3);
        assertThat(stores.checkpoints().list(acme, 0, 10)).allMatch(point -> point.sequence() > 10);
        assertThat(stores.cuts().last(acme, 10)).hasSize(1);
        assertThat(prune(acme)).isZero();
        assertThat(sequences(acme)).hasSize(4);
    }

    @Test
    void prunesATenantThatIsSuspendedInItsRound() {
        keep(acme, 30);
        clock.advance(DAY.multipliedBy(30));
        Tenant known = stores.tenants().find(acme.id()).orElseThrow();
        assertThat(stores.tenants().update(known.suspended(clock.instant()))).isTrue();
        TenantDirectory directory = new TenantDirectory(stores.tenants());
        HoldNotices notices = new HoldNotices(gate, stores.tenants(), directory, stores.holds(), stores.audit());

        int removed = new RetentionRound(stores.tenants(), directory, notices, pruner).run(() -> false);

        assertThat(removed).isEqualTo(10);
        assertThat(sequences(acme)).startsWith(11L);
    }

    /** What an earlier release has left, or who has died before the last step. */
    @Test
    void forgetsCheckpointsThatAreLeftBeforeACut() {
        keep(acme, 30);
        clock.advance(DAY.multipliedBy(30));
        Checkpoint old = stores.checkpoints().list(acme, 0, 1).get(0);
        prune(acme);
        stores.checkpoints().add(acme, old);

        assertThat(prune(acme)).isZero();

        assertThat(stores.checkpoints().list(acme, 0, 10)).doesNotContain(old);
        assertThat(verify(acme).fault()).isEmpty();
    }

    @Test
    void keepsEverythingWhereThePlanSaysNothingOrMoreThanAHundredYears() {
        clock.advance(DAY.multipliedBy(3_650));
        assertThat(prune(acme)).isZero();

        keep(acme, Included.MOST);
        assertThat(prune(acme)).isZero();
        assertThat(sequences(acme)).hasSize(12);
    }

    @Test
    void leavesTheLastEntryOfAQuietTenantAndSaysNothingMore() {
        keep(acme, 7);
        clock.advance(DAY.multipliedBy(8));

        assertThat(prune(acme)).isEqualTo(12);
        assertThat(actions(acme)).containsExactly("audit.pruned");
        sealer.sign(acme);
        clock.advance(DAY.multipliedBy(100));

        assertThat(prune(acme)).isZero();
        assertThat(actions(acme)).containsExactly("audit.pruned");
        assertThat(verify(acme)).isEqualTo(new ChainVerdict(1, Optional.empty()));
        write(acme, 1);
        assertThat(sequences(acme)).containsExactly(13L, 14L);
        assertThat(verify(acme)).isEqualTo(new ChainVerdict(2, Optional.empty()));
    }

    @Test
    void removesNothingWhileALegalHoldIsOn() {
        keep(acme, 7);
        clock.advance(DAY.multipliedBy(30));
        LegalHold hold = hold();
        stores.holds().add(acme.id(), hold);

        assertThat(prune(acme)).isZero();
        assertThat(sequences(acme)).hasSize(12);

        stores.holds().end(acme.id(), ended(hold));
        assertThat(prune(acme)).isEqualTo(12);
    }

    @Test
    void leavesWhatAnActiveWebhookIsStillToBeToldOf() {
        keep(acme, 7);
        Webhook webhook = new Webhook(
                new WebhookId(TestTenants.newId()),
                URI.create("https://hooks.acme.example/in"),
                "",
                List.of("*"),
                Webhook.Status.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                clock.instant(),
                1);
        stores.webhooks().add(acme, webhook, new Keys("sealed", Optional.empty(), Optional.empty()), 10);
        clock.advance(DAY.multipliedBy(30));

        assertThat(prune(acme)).isEqualTo(10);
        assertThat(sequences(acme)).startsWith(11L);

        stores.webhooks().delete(acme, webhook.id());
        assertThat(prune(acme)).isEqualTo(2);
    }

    @Test
    void waitsForArchivesThatAreBeingWritten() {
        keep(acme, 7);
        clock.advance(DAY.multipliedBy(30));
        Job export = new Job(
                new JobId(TestTenants.newId()),
                "tenant-export",
                Job.State.RUNNING,
                0,
                1,
                0,
                List.of(),
                Actor.SYSTEM,
                clock.instant(),
                Optional.of(clock.instant()),
                Optional.empty(),
                Optional.empty(),
                1);
        stores.jobs().add(acme, export, "");

        assertThat(prune(acme)).isZero();

        stores.jobs().remove(acme, export.id());
        assertThat(prune(acme)).isEqualTo(12);
    }

    @Test
    void goesOnWhereSomebodyHasDiedBetweenTheCutAndTheRemoval() {
        keep(acme, 7);
        clock.advance(DAY.multipliedBy(30));
        JournalPruner dying = pruner(new Dying());

        assertThatThrownBy(() -> dying.prune(acme, () -> false)).hasMessage("The server dies.");

        assertThat(stores.cuts().last(acme, 10)).hasSize(1);
        assertThat(sequences(acme)).startsWith(1L).hasSize(13);
        assertThat(verify(acme)).isEqualTo(new ChainVerdict(13, Optional.empty()));
        assertThat(prune(acme)).isEqualTo(12);
        assertThat(verify(acme).fault()).isEmpty();
    }

    @Test
    void seesABeginningThatIsMissingWithoutACut() {
        stores.oldEntries().remove(acme, 10);

        assertThat(verify(acme).fault())
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Kind.MISSING));
    }

    @Test
    void seesMoreMissingThanTheCutSays() {
        keep(acme, 7);
        clock.advance(DAY.multipliedBy(30));
        write(acme, 3);
        prune(acme);

        stores.oldEntries().remove(acme, 13);

        assertThat(verify(acme).fault()).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(Kind.MISSING);
            assertThat(fault.sequence()).isEqualTo(13);
        });
    }

    @Test
    void seesWhenNothingIsLeftBehindACut() {
        keep(acme, 7);
        clock.advance(DAY.multipliedBy(30));
        prune(acme);

        stores.oldEntries().remove(acme, Long.MAX_VALUE);

        assertThat(verify(acme).fault())
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Kind.MISSING));
    }

    @Test
    void seesACutThatSomebodyElseSigned() {
        ChainHead head = stores.chain().head(acme);
        stores.cuts().add(acme, new Cut(10, head.digest(), clock.instant(), "ab".repeat(64)));
        stores.oldEntries().remove(acme, 10);

        assertThat(verify(acme).fault())
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Kind.FORGED));
    }

    @Test
    void isVerifiedWithThePublicKeyAlone() {
        keep(acme, 7);
        clock.advance(DAY.multipliedBy(30));
        prune(acme);
        SignatureCheck check =
                SignatureCheck.of(List.of(CheckpointSigner.of(KEY).publicKey()));

        assertThat(verify(acme, check).fault()).isEmpty();

        MasterKey another = MasterKey.ofBase64(
                Base64.getEncoder().encodeToString("x".repeat(32).getBytes(StandardCharsets.US_ASCII)));
        assertThat(verify(
                                acme,
                                SignatureCheck.of(
                                        List.of(CheckpointSigner.of(another).publicKey())))
                        .fault())
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Kind.FORGED));
    }

    private record Dying() implements OldEntries {
        @Override
        public int remove(TenantScope scope, long upTo) {
            throw new IllegalStateException("The server dies.");
        }

        @Override
        public void forget(TenantScope scope, long upTo) {
            throw new IllegalStateException("The server is dead.");
        }
    }

    private TenantScope listed(String slug) {
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores.tenants().add(tenant)).isTrue();
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

    private int prune(TenantScope scope) {
        return pruner.prune(scope, () -> false);
    }

    private JournalPruner pruner(OldEntries entries) {
        return new JournalPruner(
                gate,
                stores.subscriptions(),
                new Holds(stores.holds()),
                new Needs(stores.webhooks(), stores.jobs()),
                cutter(entries),
                sealer);
    }

    private JournalCutter cutter(OldEntries entries) {
        return new JournalCutter(stores.chain(), stores.checkpoints(), stores.cuts(), entries, KEY);
    }

    /** Writes, seals and signs. */
    private void write(TenantScope scope, int entries) {
        for (int number = 0; number < entries; number++) {
            UserId user = new UserId(TestTenants.newId());
            gate.act(scope, Actor.SYSTEM, work -> {
                work.record("user.renamed", user);
                return user;
            });
        }
        sealer.seal(scope);
        sealer.sign(scope);
    }

    private ChainVerdict verify(TenantScope scope) {
        return verify(scope, SignatureCheck.of(KEY));
    }

    private ChainVerdict verify(TenantScope scope, SignatureCheck check) {
        return new ChainVerifier(stores.chain(), stores.checkpoints(), stores.cuts(), check).verify(scope);
    }

    private List<Long> sequences(TenantScope scope) {
        return stores.chain().links(scope, 0, 100).stream()
                .map(linked -> linked.link().sequence())
                .toList();
    }

    private List<String> actions(TenantScope scope) {
        return stores.audit().list(scope, AuditQuery.ALL, Optional.empty(), 100).stream()
                .map(entry -> entry.action())
                .toList();
    }

    private LegalHold hold() {
        return new LegalHold(
                new LegalHoldId(TestTenants.newId()),
                "Claim 4711 of a customer",
                TestTenants.newId(),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private LegalHold ended(LegalHold hold) {
        return new LegalHold(
                hold.id(),
                hold.reason(),
                hold.setBy(),
                hold.setAt(),
                Optional.of("The claim was withdrawn"),
                Optional.of(TestTenants.newId()),
                Optional.of(clock.instant()));
    }
}
