package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Origin;
import io.tenancy.core.archive.PersonalEntries;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.audit.Sealable;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link PersonalEntries} does. */
public abstract class PersonalEntriesContract extends StoreContract {
    private static final String ONES = "1".repeat(64);
    private static final Origin HOME = new Origin(
            Optional.of("192.0.2.7"), Optional.of("curl/8.5"), Optional.of("a request"), Optional.of("a trace"));

    private final UUID ada = TestTenants.newId();
    private final UUID somebody = TestTenants.newId();

    @Test
    void erasesTheDetailsOfWhatAPersonDidAndOfWhatWasDoneToThem() {
        JournalEntry done = entry(ada, Optional.empty(), "group.created", TestTenants.newId());
        JournalEntry byTheirKey = entry(somebody, Optional.of(ada), "group.created", TestTenants.newId());
        JournalEntry suffered = entry(somebody, Optional.empty(), "user.renamed", ada);
        JournalEntry another = entry(somebody, Optional.empty(), "user.renamed", somebody);
        JournalEntry erased = entry(somebody, Optional.empty(), "user.erased", ada);
        write(acme(), done, byTheirKey, suffered, another, erased);

        assertThat(entries().erase(acme(), ada, 10)).isEqualTo(3);

        assertThat(sealed(acme()))
                .containsExactly(
                        bare(done), bare(byTheirKey), bare(suffered), salted(acme(), another), salted(acme(), erased));
        assertThat(stores().audit().list(acme(), AuditQuery.ALL, Optional.empty(), 10))
                .containsExactlyInAnyOrder(
                        bare(done).entry(),
                        bare(byTheirKey).entry(),
                        bare(suffered).entry(),
                        another,
                        erased);
        assertThat(entries().erase(acme(), ada, 10)).isZero();
    }

    @Test
    void erasesNothingOfWhomTheJournalDoesNotCallErased() {
        JournalEntry done = entry(ada, Optional.empty(), "group.created", TestTenants.newId());
        JournalEntry erased = entry(ada, Optional.empty(), "user.erased", somebody);
        write(acme(), done, erased);

        assertThat(entries().erase(acme(), ada, 10)).isZero();

        assertThat(sealed(acme())).extracting(Sealable::entry).containsExactly(done, erased);
    }

    @Test
    void leavesWhatIsNotSealedUntilItIs() {
        JournalEntry erased = entry(somebody, Optional.empty(), "user.erased", ada);
        JournalEntry late = entry(ada, Optional.empty(), "session.ended", ada);
        write(acme(), erased);
        append(acme(), late);
        assertThat(entries().erase(acme(), ada, 10)).isZero();
        assertThat(stores().chain().unsealed(acme(), 10))
                .extracting(Sealable::entry)
                .containsExactly(late);

        seal(acme(), 2, late);

        assertThat(entries().erase(acme(), ada, 10)).isEqualTo(1);
        assertThat(sealed(acme())).contains(bare(late));
    }

    @Test
    void erasesSomeAtATime() {
        write(
                acme(),
                entry(ada, Optional.empty(), "group.created", TestTenants.newId()),
                entry(ada, Optional.empty(), "group.updated", TestTenants.newId()),
                entry(ada, Optional.empty(), "group.deleted", TestTenants.newId()),
                entry(somebody, Optional.empty(), "user.erased", ada));

        assertThat(entries().erase(acme(), ada, 2)).isEqualTo(2);
        assertThat(entries().erase(acme(), ada, 2)).isEqualTo(1);
        assertThat(entries().erase(acme(), ada, 2)).isZero();
    }

    @Test
    void theChainKnowsWhereAnErasureIsExplained() {
        write(
                acme(),
                entry(ada, Optional.empty(), "group.created", TestTenants.newId()),
                entry(somebody, Optional.empty(), "user.erased", ada),
                entry(ada, Optional.empty(), "session.ended", ada));
        assertThat(stores().chain().isExplainedBefore(acme(), 2)).isFalse();

        var unused = entries().erase(acme(), ada, 10);

        assertThat(stores().chain().isExplainedBefore(acme(), 1)).isFalse();
        assertThat(stores().chain().isExplainedBefore(acme(), 2)).isTrue();
        assertThat(stores().chain().isExplainedBefore(acme(), 3)).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        JournalEntry acmes = entry(ada, Optional.empty(), "group.created", TestTenants.newId());
        JournalEntry globexs = entry(ada, Optional.empty(), "group.created", TestTenants.newId());
        write(acme(), acmes, entry(somebody, Optional.empty(), "user.erased", ada));
        write(globex(), globexs);

        assertThat(entries().erase(globex(), ada, 10)).isZero();
        assertThat(entries().erase(acme(), ada, 10)).isEqualTo(1);

        assertThat(sealed(globex())).extracting(Sealable::entry).containsExactly(globexs);
    }

    private PersonalEntries entries() {
        return stores().personalEntries();
    }

    /** Writes the first entries of a tenant, and seals them. */
    private void write(TenantScope scope, JournalEntry... some) {
        append(scope, some);
        seal(scope, 1, some);
    }

    private void append(TenantScope scope, JournalEntry... some) {
        commit(scope, () -> stores().journal().append(scope, List.of(some)));
    }

    private void seal(TenantScope scope, long first, JournalEntry... some) {
        List<ChainLink> links = LongStream.range(0, some.length)
                .mapToObj(number -> new ChainLink(first + number, some[(int) number].id(), ONES, ONES))
                .toList();
        commit(scope, () -> stores().chain().seal(scope, links, T0));
    }

    private List<Sealable> sealed(TenantScope scope) {
        return stores().chain().links(scope, 0, 10).stream()
                .flatMap(linked -> linked.sealed().stream())
                .toList();
    }

    /** An entry as it was written, with the salt that it has. */
    private Sealable salted(TenantScope scope, JournalEntry entry) {
        Optional<UUID> salt = sealed(scope).stream()
                .filter(known -> known.entry().id().equals(entry.id()))
                .findFirst()
                .flatMap(Sealable::salt);
        assertThat(salt).isPresent();
        return new Sealable(entry, salt);
    }

    /** What is left of an entry. */
    private static Sealable bare(JournalEntry entry) {
        return new Sealable(
                new JournalEntry(
                        entry.id(),
                        entry.at(),
                        entry.actor(),
                        entry.onBehalfOf(),
                        entry.credential(),
                        entry.action(),
                        entry.target(),
                        List.of(),
                        Origin.NONE),
                Optional.empty());
    }

    private static JournalEntry entry(UUID actor, Optional<UUID> onBehalfOf, String action, UUID target) {
        return new JournalEntry(
                TestTenants.newId(),
                T0,
                new Actor(onBehalfOf.isPresent() ? Actor.Kind.API_KEY : Actor.Kind.USER, actor),
                onBehalfOf,
                Optional.empty(),
                action,
                target,
                List.of(Difference.between("name", "Ada", "Grace")),
                HOME);
    }
}
