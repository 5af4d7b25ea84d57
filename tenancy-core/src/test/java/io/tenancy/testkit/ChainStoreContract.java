package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Origin;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.ChainHead;
import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.audit.ChainStore;
import io.tenancy.core.audit.ChainStore.Linked;
import io.tenancy.core.audit.Checkpoint;
import io.tenancy.core.audit.CheckpointStore;
import io.tenancy.core.audit.Cut;
import io.tenancy.core.audit.Sealable;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link ChainStore} does, and every {@link CheckpointStore}. */
public abstract class ChainStoreContract extends StoreContract {
    private static final String ONES = "1".repeat(64);
    private static final String TWOS = "2".repeat(64);

    @Test
    void queuesEntriesInTheOrderInWhichTheyWereWritten() {
        JournalEntry young = entry();
        JournalEntry old = entry();
        write(acme(), old);
        write(acme(), young);

        assertThat(waiting(acme())).containsExactly(old, young);
        assertThat(chain().unsealed(acme(), 1)).extracting(Sealable::entry).containsExactly(old);
    }

    @Test
    void seals() {
        JournalEntry first = entry();
        JournalEntry second = entry();
        JournalEntry third = entry();
        write(acme(), first);
        write(acme(), second);
        write(acme(), third);
        assertThat(chain().head(acme())).isEqualTo(ChainHead.START);

        seal(acme(), link(1, first), link(2, second));

        assertThat(waiting(acme())).containsExactly(third);
        assertThat(chain().head(acme())).isEqualTo(new ChainHead(2, TWOS));
        assertThat(chain().links(acme(), 0, 10))
                .extracting(Linked::link)
                .containsExactly(link(1, first), link(2, second));
        assertThat(chain().links(acme(), 1, 10))
                .extracting(linked -> linked.sealed().map(Sealable::entry))
                .containsExactly(Optional.of(second));
        assertThat(chain().links(acme(), 0, 1)).hasSize(1);
        assertThat(chain().loose(acme())).isEmpty();
    }

    @Test
    void keepsTheSaltOfAnEntry() {
        JournalEntry entry = entry();
        write(acme(), entry);
        Sealable before = chain().unsealed(acme(), 1).get(0);

        seal(acme(), link(1, entry));

        assertThat(chain().links(acme(), 0, 1).get(0).sealed()).contains(before);
    }

    @Test
    void queuesNothingOfAFailedTransaction() {
        assertThatThrownBy(() -> commit(acme(), () -> {
                    stores().journal().append(acme(), List.of(entry()));
                    throw new IllegalStateException("The work fails.");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(waiting(acme())).isEmpty();
    }

    @Test
    void keepsCheckpointsInTheOrderOfLength() {
        TenantScope listed = listed("listed");
        assertThat(points().last(listed)).isEmpty();
        Checkpoint tenth = new Checkpoint(10, ONES, T0, TWOS);
        Checkpoint second = new Checkpoint(2, ONES, T0, TWOS);

        points().add(listed, tenth);
        points().add(listed, second);
        points().add(listed, new Checkpoint(2, TWOS, T0, ONES));

        assertThat(points().last(listed)).contains(tenth);
        assertThat(points().list(listed, 0, 10)).containsExactly(second, tenth);
        assertThat(points().list(listed, 0, 1)).containsExactly(second);
        assertThat(points().list(listed, 2, 10)).containsExactly(tenth);
    }

    @Test
    void keepsCutsTheNewestFirst() {
        TenantScope listed = listed("cut");
        String signature = "ab".repeat(64);
        Cut second = new Cut(2, ONES, T0, signature);
        Cut tenth = new Cut(10, ONES, T0, signature);

        stores().cuts().add(listed, second);
        stores().cuts().add(listed, tenth);
        stores().cuts().add(listed, new Cut(10, TWOS, T0, signature));

        assertThat(stores().cuts().last(listed, 2)).containsExactly(tenth, second);
        assertThat(stores().cuts().last(listed, 1)).containsExactly(tenth);
        assertThat(stores().cuts().last(listed("another"), 2)).isEmpty();
    }

    @Test
    void removesTheBeginningOfAChainAndOfNoOther() {
        JournalEntry first = entry();
        JournalEntry second = entry();
        JournalEntry waiting = entry();
        JournalEntry globexs = entry();
        write(acme(), first);
        write(acme(), second);
        write(acme(), waiting);
        write(globex(), globexs);
        seal(acme(), link(1, first), link(2, second));
        seal(globex(), link(1, globexs));

        assertThat(stores().oldEntries().remove(acme(), 1)).isEqualTo(1);

        assertThat(chain().links(acme(), 0, 10))
                .extracting(linked -> linked.sealed().map(Sealable::entry))
                .containsExactly(Optional.of(second));
        assertThat(stores().audit().list(acme(), AuditQuery.ALL, Optional.empty(), 10))
                .containsExactlyInAnyOrder(second, waiting);
        assertThat(chain().head(acme())).isEqualTo(new ChainHead(2, TWOS));
        assertThat(chain().loose(acme())).isEmpty();
        assertThat(chain().isExplainedBefore(acme(), 1)).isFalse();
        assertThat(chain().links(globex(), 0, 10)).hasSize(1);
        assertThat(stores().oldEntries().remove(acme(), 1)).isZero();
    }

    @Test
    void forgetsWhatWasSignedUpToACutAndNothingElse() {
        TenantScope listed = listed("forgotten");
        TenantScope other = listed("remembered");
        String signature = "ab".repeat(64);
        List.of(listed, other).forEach(scope -> {
            for (long place : List.of(2L, 5L, 9L)) {
                points().add(scope, new Checkpoint(place, ONES, T0, TWOS));
                stores().cuts().add(scope, new Cut(place, ONES, T0, signature));
            }
        });

        stores().oldEntries().forget(listed, 5);

        assertThat(points().list(listed, 0, 10))
                .extracting(Checkpoint::sequence)
                .containsExactly(9L);
        assertThat(stores().cuts().last(listed, 10)).extracting(Cut::sequence).containsExactly(9L, 5L);
        assertThat(points().list(other, 0, 10)).hasSize(3);
        assertThat(stores().cuts().last(other, 10)).hasSize(3);
    }

    @Test
    void keepsTheCheckpointsOfTenantsApart() {
        TenantScope one = listed("one");
        TenantScope other = listed("other");

        points().add(one, new Checkpoint(1, ONES, T0, TWOS));

        assertThat(points().last(other)).isEmpty();
        assertThat(points().list(other, 0, 10)).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        JournalEntry acmes = entry();
        write(acme(), acmes);
        assertThat(waiting(globex())).isEmpty();

        seal(acme(), link(1, acmes));

        assertThat(chain().head(globex())).isEqualTo(ChainHead.START);
        assertThat(chain().links(globex(), 0, 10)).isEmpty();
        assertThat(chain().loose(globex())).isEmpty();
    }

    /** A new tenant of the catalogue. */
    private TenantScope listed(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return new TenantDirectory(stores().tenants()).enterToProvision(tenant);
    }

    private ChainStore chain() {
        return stores().chain();
    }

    private CheckpointStore points() {
        return stores().checkpoints();
    }

    private List<JournalEntry> waiting(TenantScope scope) {
        return chain().unsealed(scope, 10).stream().map(Sealable::entry).toList();
    }

    private void write(TenantScope scope, JournalEntry entry) {
        commit(scope, () -> stores().journal().append(scope, List.of(entry)));
    }

    private void seal(TenantScope scope, ChainLink... links) {
        commit(scope, () -> chain().seal(scope, Stream.of(links).toList(), T0));
    }

    private static ChainLink link(long sequence, JournalEntry entry) {
        return new ChainLink(sequence, entry.id(), ONES, sequence == 1 ? ONES : TWOS);
    }

    private static JournalEntry entry() {
        return new JournalEntry(
                TestTenants.newId(),
                T0,
                Actor.SYSTEM,
                Optional.empty(),
                Optional.empty(),
                "user.renamed",
                TestTenants.newId(),
                List.of(Difference.between("name", "Ada", "Grace")),
                Origin.NONE);
    }
}
