package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlatformAuditServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final PlatformAuditService audit = service(platform.stores.audit());
    private final Caller operator = platform.operator();
    private final Caller acme = platform.owner("acme");
    private final Caller globex = platform.owner("globex");

    @Test
    void showsTheJournalOfATenantTheYoungestEntryFirst() {
        List<JournalEntry> shown = all(Optional.of(acme.tenant()), AuditQuery.ALL, 2).stream()
                .map(entry -> entry.entry().orElseThrow())
                .toList();

        assertThat(shown)
                .isEqualTo(platform.stores.audit().list(platform.scope(acme), AuditQuery.ALL, Optional.empty(), 100));
    }

    @Test
    void showsTheJournalsOfAllTenants() {
        for (int limit : List.of(1, 3, 200)) {
            List<TenantEntry> shown = all(Optional.empty(), AuditQuery.ALL, limit);

            assertThat(shown).doesNotHaveDuplicates();
            assertThat(of(shown, acme)).isEqualTo(platform.journal(acme).size());
            assertThat(of(shown, globex)).isEqualTo(platform.journal(globex).size());
            assertThat(of(shown, operator)).isEqualTo(platform.journal(operator).size());
        }
    }

    @Test
    void findsWhatSomebodyDidInWhateverTenantAlsoAmongManyWithNothing() {
        IntStream.range(0, 45).forEach(number -> platform.owner("tenant-" + number));
        UUID actor = globex.actor().id();
        AuditQuery query = new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(actor),
                Optional.of("session.started"),
                Optional.empty());

        List<TenantEntry> shown = all(Optional.empty(), query, 50);

        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).tenant()).isEqualTo(globex.tenant());
    }

    @Test
    void showsThoseOfTenantsThatAreSuspendedOrDeleted() {
        platform.tenants.suspend(operator, acme.tenant());
        assertThat(all(Optional.of(acme.tenant()), AuditQuery.ALL, 50)).isNotEmpty();

        platform.tenants.delete(operator, acme.tenant());
        assertThat(all(Optional.of(acme.tenant()), AuditQuery.ALL, 50)).isNotEmpty();
    }

    @Test
    void saysWhichTenantCannotBeReadAndGoesOn() {
        PlatformAuditService service = service(away());

        List<TenantEntry> shown = all(service, Optional.empty(), AuditQuery.ALL, 2);

        assertThat(shown).contains(TenantEntry.unreadable(acme.tenant(), "store.away"));
        assertThat(of(shown, acme)).isEqualTo(1);
        assertThat(of(shown, globex)).isEqualTo(platform.journal(globex).size());
        assertThatThrownBy(() -> all(service, Optional.of(acme.tenant()), AuditQuery.ALL, 2))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void exportsWhatTheListShowsOfAllTenantsAndOfOne() {
        IntStream.range(0, 45).forEach(number -> platform.owner("tenant-" + number));

        assertThat(exported(audit, Optional.empty())).isEqualTo(all(Optional.empty(), AuditQuery.ALL, 200));
        assertThat(exported(audit, Optional.of(acme.tenant())))
                .isEqualTo(all(Optional.of(acme.tenant()), AuditQuery.ALL, 200));
    }

    @Test
    void exportsMoreThanOnePartOfAJournal() {
        TenantScope scope = platform.scope(acme);
        IntStream.range(0, 1_100)
                .forEach(number -> platform.gate.act(scope, Actor.SYSTEM, work -> {
                    work.record("user.renamed", scope.id());
                    return number;
                }));

        List<TenantEntry> exported = exported(audit, Optional.empty());

        assertThat(exported).doesNotHaveDuplicates();
        assertThat(of(exported, acme)).isEqualTo(platform.journal(acme).size());
        assertThat(of(exported, globex)).isEqualTo(platform.journal(globex).size());
        assertThat(exported(audit, Optional.of(acme.tenant()))).hasSameSizeAs(platform.journal(acme));
    }

    @Test
    void anExportSaysWhichTenantCannotBeReadAndGoesOn() {
        PlatformAuditService service = service(away());

        List<TenantEntry> exported = exported(service, Optional.empty());

        assertThat(exported).contains(TenantEntry.unreadable(acme.tenant(), "store.away"));
        assertThat(of(exported, globex)).isEqualTo(platform.journal(globex).size());
        assertThatThrownBy(() -> service.export(operator, Optional.of(acme.tenant()), AuditQuery.ALL))
                .isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> service.export(globex, Optional.of(globex.tenant()), AuditQuery.ALL))
                .isInstanceOf(Denied.class);
    }

    @Test
    void isForOperatorsOnlyAndTakesNoCursorOfAnotherList() {
        PageRequest first = new PageRequest(Optional.empty(), 1);
        assertThatThrownBy(() -> audit.list(acme, Optional.of(acme.tenant()), AuditQuery.ALL, first))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() ->
                        audit.list(operator, Optional.of(new TenantId(TestTenants.newId())), AuditQuery.ALL, first))
                .isInstanceOf(NotFound.class);
        Page<TenantEntry> page = audit.list(operator, Optional.of(acme.tenant()), AuditQuery.ALL, first);

        assertThatThrownBy(() -> audit.list(
                        operator, Optional.of(globex.tenant()), AuditQuery.ALL, new PageRequest(page.next(), 1)))
                .isInstanceOf(Invalid.class);
    }

    /** Journals, of which that of acme cannot be read. */
    private AuditStore away() {
        return (scope, query, before, limit) -> {
            if (scope.id().equals(acme.tenant())) {
                throw new Unavailable("store.away", "The store is away.", Duration.ofSeconds(5));
            }
            return platform.stores.audit().list(scope, query, before, limit);
        };
    }

    private List<TenantEntry> exported(PlatformAuditService service, Optional<TenantId> tenant) {
        List<TenantEntry> exported = new ArrayList<>();
        service.export(operator, tenant, AuditQuery.ALL).forEachRemaining(exported::add);
        return exported;
    }

    private List<TenantEntry> all(Optional<TenantId> tenant, AuditQuery query, int limit) {
        return all(audit, tenant, query, limit);
    }

    private List<TenantEntry> all(
            PlatformAuditService service, Optional<TenantId> tenant, AuditQuery query, int limit) {
        List<TenantEntry> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<TenantEntry> page = service.list(operator, tenant, query, new PageRequest(cursor, limit));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }

    private static int of(List<TenantEntry> shown, Caller caller) {
        return (int) shown.stream()
                .filter(entry -> entry.tenant().equals(caller.tenant()))
                .count();
    }

    private PlatformAuditService service(AuditStore entries) {
        return new PlatformAuditService(
                platform.gate,
                platform.stores.tenants(),
                platform.directory,
                entries,
                new Cursors(platform.key, platform.clock));
    }
}
