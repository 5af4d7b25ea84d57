package io.tenancy.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.MasterKey;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Transactions;
import io.tenancy.core.audit.ChainStore.Linked;
import io.tenancy.core.audit.ChainVerdict.Fault;
import io.tenancy.core.audit.ChainVerdict.Kind;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestIds;
import io.tenancy.testkit.TestTenants;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JournalChainTest {
    private static final MasterKey KEY = key('k');

    private final InMemoryStores stores = new InMemoryStores();
    private final TestClock clock = new TestClock();
    private final JournalSealer sealer =
            new JournalSealer(stores.transactions(), stores.chain(), stores.checkpoints(), KEY, clock);
    private final Sealing sealing = new Sealing(sealer, clock);
    private final Gate gate = new Gate(sealing.hearing(stores.transactions()), stores.journal(), new TestIds(), clock);
    private final TenantScope acme = TestTenants.open("acme");
    private final TenantScope globex = TestTenants.open("globex");

    @BeforeEach
    void writeTwelveEntries() {
        write(acme, 12);
        write(globex, 3);
    }

    @Test
    void sealsWhatWasWrittenInEachTenantAndSignsIt() {
        assertThat(sealing.run()).isEqualTo(15);

        assertThat(verify(acme)).isEqualTo(new ChainVerdict(12, Optional.empty()));
        assertThat(verify(globex)).isEqualTo(new ChainVerdict(3, Optional.empty()));
        assertThat(stores.checkpoints().last(acme))
                .hasValueSatisfying(point -> assertThat(point.sequence()).isEqualTo(12));
        assertThat(sealing.run()).isZero();
    }

    @Test
    void continuesTheChainAndSignsItOnceAMinute() {
        sealing.run();
        write(acme, 5);
        sealing.run();
        assertThat(signed()).isEqualTo(12);

        clock.advance(Duration.ofSeconds(60));
        sealing.run();

        assertThat(signed()).isEqualTo(17);
        assertThat(verify(acme)).isEqualTo(new ChainVerdict(17, Optional.empty()));
    }

    @Test
    void triesAgainLaterAndGivesUpATenantThatIsGone() {
        AtomicBoolean away = new AtomicBoolean(true);
        Sealing failing = new Sealing(
                new JournalSealer(
                        new Failing(stores.transactions(), away), stores.chain(), stores.checkpoints(), KEY, clock),
                clock);
        Gate busy = new Gate(failing.hearing(stores.transactions()), stores.journal(), TestTenants::newId, clock);
        rename(busy);
        assertThat(failing.run()).isZero();
        away.set(false);
        assertThat(failing.run()).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(failing.run()).isEqualTo(13);

        rename(busy);
        away.set(true);
        for (int tries = 0; tries < 12; tries++) {
            clock.advance(Duration.ofMinutes(10));
            failing.run();
        }
        away.set(false);
        clock.advance(Duration.ofMinutes(10));
        assertThat(failing.run()).isZero();
    }

    @Test
    void sealsMoreThanABatch() {
        write(acme, 1_200);

        assertThat(sealer.seal(acme)).isEqualTo(1_212);

        assertThat(verify(acme).entries()).isEqualTo(1_212);
    }

    @Test
    void makesOneChainWhenManySealAtOnce() {
        AtOnce.run(8, number -> sealer.seal(acme));

        assertThat(verify(acme)).isEqualTo(new ChainVerdict(12, Optional.empty()));
    }

    @Test
    void namesAnEntryThatWasChanged() {
        sealing.run();

        ChainVerdict verdict = verify(tampered(links -> {
            Sealable sealed = links.get(6).sealed().orElseThrow();
            var entry = sealed.entry();
            var other = new JournalEntry(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.onBehalfOf(),
                    entry.credential(),
                    entry.action(),
                    entry.target(),
                    List.of(Difference.between("name", "Ada", "Mallory")),
                    entry.origin());
            links.set(6, new Linked(links.get(6).link(), Optional.of(new Sealable(other, sealed.salt()))));
        }));

        assertThat(verdict.entries()).isEqualTo(6);
        assertThat(verdict.fault()).hasValueSatisfying(fault -> {
            assertThat(fault.sequence()).isEqualTo(7);
            assertThat(fault.kind()).isEqualTo(Kind.CHANGED);
        });
    }

    @Test
    void namesAnEntryThatWasDeletedWithOrWithoutItsLink() {
        sealing.run();

        ChainVerdict entry =
                verify(tampered(links -> links.set(3, new Linked(links.get(3).link(), Optional.empty()))));
        ChainVerdict both = verify(tampered(links -> links.remove(3)));

        assertThat(entry.fault())
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Kind.MISSING));
        assertThat(both.fault()).contains(new Fault(4, Optional.empty(), Kind.MISSING));
    }

    @Test
    void namesTheFirstOfTwoThatChangedPlaces() {
        sealing.run();

        ChainVerdict verdict = verify(tampered(links -> {
            ChainLink fifth = links.get(4).link();
            ChainLink sixth = links.get(5).link();
            Optional<Sealable> one = links.get(4).sealed();
            links.set(4, new Linked(moved(sixth, 5), links.get(5).sealed()));
            links.set(5, new Linked(moved(fifth, 6), one));
        }));

        assertThat(verdict.fault()).hasValueSatisfying(fault -> {
            assertThat(fault.sequence()).isEqualTo(5);
            assertThat(fault.kind()).isEqualTo(Kind.CHANGED);
        });
    }

    @Test
    void seesThatTheEndIsCutOff() {
        sealing.run();

        ChainVerdict verdict = verify(tampered(links -> links.subList(9, 12).clear()));

        assertThat(verdict).isEqualTo(new ChainVerdict(9, Optional.of(new Fault(10, Optional.empty(), Kind.CUT))));
    }

    @Test
    void seesAChainThatWasMadeAnew() {
        sealing.run();

        ChainVerdict verdict = verify(tampered(links -> {
            ChainHead head = ChainHead.START;
            Collections.swap(links, 10, 11);
            for (int place = 0; place < links.size(); place++) {
                Sealable sealed = links.get(place).sealed().orElseThrow();
                ChainLink link = ChainLink.after(head, acme.id(), sealed);
                links.set(place, new Linked(link, Optional.of(sealed)));
                head = link.head();
            }
        }));

        assertThat(verdict.fault()).hasValueSatisfying(fault -> {
            assertThat(fault.sequence()).isEqualTo(12);
            assertThat(fault.kind()).isEqualTo(Kind.CHANGED);
        });
    }

    @Test
    void seesACheckpointThatSomebodyElseSigned() {
        sealing.run();

        ChainVerdict verdict = new ChainVerifier(
                        stores.chain(), stores.checkpoints(), stores.cuts(), SignatureCheck.of(key('x')))
                .verify(acme);

        assertThat(verdict.fault())
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Kind.FORGED));
    }

    private void write(TenantScope scope, int entries) {
        for (int number = 0; number < entries; number++) {
            UserId user = new UserId(TestTenants.newId());
            gate.act(scope, Actor.SYSTEM, work -> {
                work.record("user.renamed", user, Difference.between("name", "Ada", "Grace"));
                return user;
            });
        }
    }

    private void rename(Gate busy) {
        UserId user = new UserId(TestTenants.newId());
        busy.act(acme, Actor.SYSTEM, work -> {
            work.record("user.renamed", user);
            return user;
        });
    }

    private long signed() {
        return stores.checkpoints().last(acme).orElseThrow().sequence();
    }

    private ChainVerdict verify(TenantScope scope) {
        return new ChainVerifier(stores.chain(), stores.checkpoints(), stores.cuts(), SignatureCheck.of(KEY))
                .verify(scope);
    }

    private ChainVerdict verify(ChainStore chain) {
        return new ChainVerifier(chain, stores.checkpoints(), stores.cuts(), SignatureCheck.of(KEY)).verify(acme);
    }

    private static ChainLink moved(ChainLink link, long sequence) {
        return new ChainLink(sequence, link.entry(), link.details(), link.digest());
    }

    private static MasterKey key(char letter) {
        return MasterKey.ofBase64(Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII)));
    }

    /** The chain as it reads after somebody with all rights on its tables was at it. */
    private ChainStore tampered(Consumer<List<Linked>> tampering) {
        List<Linked> links = new ArrayList<>(stores.chain().links(acme, 0, 100));
        tampering.accept(links);
        return new Tampered(stores.chain(), links);
    }

    private record Failing(Transactions transactions, AtomicBoolean away) implements Transactions {
        @Override
        public <T> T run(TenantScope scope, Supplier<T> work) {
            if (away.get()) {
                throw new IllegalStateException("The database is away.");
            }
            return transactions.run(scope, work);
        }

        @Override
        public void lock(TenantScope scope, String what) {
            transactions.lock(scope, what);
        }
    }

    private record Tampered(ChainStore chain, List<Linked> known) implements ChainStore {
        @Override
        public ChainHead head(TenantScope scope) {
            return chain.head(scope);
        }

        @Override
        public List<Sealable> unsealed(TenantScope scope, int limit) {
            return chain.unsealed(scope, limit);
        }

        @Override
        public void seal(TenantScope scope, List<ChainLink> links, Instant at) {
            chain.seal(scope, links, at);
        }

        @Override
        public List<Linked> links(TenantScope scope, long after, int limit) {
            return known.stream()
                    .filter(linked -> linked.link().sequence() > after)
                    .limit(limit)
                    .toList();
        }

        @Override
        public boolean isErased(TenantScope scope, Set<UUID> persons) {
            return chain.isErased(scope, persons);
        }

        @Override
        public boolean isExplainedBefore(TenantScope scope, long place) {
            return chain.isExplainedBefore(scope, place);
        }

        @Override
        public Optional<UUID> loose(TenantScope scope) {
            return chain.loose(scope);
        }
    }
}
