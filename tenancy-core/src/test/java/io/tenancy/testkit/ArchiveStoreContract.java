package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Sha256;
import io.tenancy.core.access.Actor;
import io.tenancy.core.archive.Archive;
import io.tenancy.core.archive.ArchiveStore;
import io.tenancy.core.archive.Part;
import io.tenancy.core.job.JobId;
import io.tenancy.core.tenant.TenantScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ArchiveStore} does. */
public abstract class ArchiveStoreContract extends StoreContract {
    private static final Instant LATER = T0.plus(Duration.ofDays(7));

    @Test
    void findsWhatWasAdded() {
        Archive archive = add(acme(), LATER);

        assertThat(archives().find(acme(), archive.id())).contains(archive);
        assertThat(archives().find(acme(), new JobId(TestTenants.newId()))).isEmpty();
    }

    @Test
    void replacesWhatIsKnownOfAnArchive() {
        Archive archive = add(acme(), LATER);
        Archive whole = new Archive(
                archive.id(),
                archive.kind(),
                archive.person(),
                archive.ids(),
                archive.owner(),
                archive.createdAt(),
                archive.expiresAt(),
                true,
                2,
                77,
                List.of(
                        new Archive.Omission("sessions", "They are secrets."),
                        new Archive.Omission("jobs", "They run here.")));

        assertThat(archives().update(acme(), whole)).isTrue();

        assertThat(archives().find(acme(), archive.id())).contains(whole);
        assertThat(archives().update(acme(), archive(LATER))).isFalse();
    }

    @Test
    void keepsFilesInTheOrderOfTheirNumbers() {
        Archive archive = add(acme(), LATER);
        put(acme(), archive, 2, "second");
        put(acme(), archive, 1, "first");
        put(acme(), archive, 3, "third");
        put(acme(), archive, 2, "another");

        assertThat(archives().parts(acme(), archive.id(), 0, 10))
                .containsExactly(part(1, "first"), part(2, "another"), part(3, "third"));
        assertThat(archives().parts(acme(), archive.id(), 1, 1)).containsExactly(part(2, "another"));
        assertThat(content(acme(), archive, 2)).contains("another");
        assertThat(content(acme(), archive, 4)).isEmpty();
    }

    @Test
    void listsThoseOfAnOwnerThatHaveNotExpired() {
        Archive old = add(acme(), T0.plusSeconds(60));
        Archive young = add(acme(), LATER);
        Actor other = new Actor(Actor.Kind.USER, TestTenants.newId());

        assertThat(archives().list(acme(), old.owner(), T0))
                .extracting(Archive::id)
                .contains(old.id());
        assertThat(archives().list(acme(), young.owner(), T0.plusSeconds(60)))
                .extracting(Archive::id)
                .doesNotContain(old.id());
        assertThat(archives().list(acme(), young.owner(), T0.plusSeconds(60))).contains(young);
        assertThat(archives().list(acme(), other, T0)).isEmpty();
        assertThat(archives().list(globex(), young.owner(), T0)).isEmpty();
    }

    @Test
    void countsWhatHasNotExpired() {
        var unused = add(acme(), T0.plusSeconds(60));
        var other = add(acme(), LATER);

        assertThat(archives().count(acme(), T0)).isEqualTo(2);
        assertThat(archives().count(acme(), T0.plusSeconds(60))).isEqualTo(1);
        assertThat(archives().count(acme(), other.expiresAt())).isZero();
    }

    @Test
    void removesAnArchiveWithItsFiles() {
        Archive archive = add(acme(), LATER);
        put(acme(), archive, 1, "first");

        assertThat(archives().remove(acme(), archive.id())).isTrue();
        assertThat(archives().remove(acme(), archive.id())).isFalse();

        assertThat(archives().find(acme(), archive.id())).isEmpty();
        assertThat(archives().parts(acme(), archive.id(), 0, 10)).isEmpty();
        assertThat(content(acme(), archive, 1)).isEmpty();
    }

    @Test
    void prunesWhatHasExpiredAndNothingElse() {
        Archive old = add(acme(), T0.plusSeconds(60));
        Archive young = add(acme(), LATER);
        for (int number = 1; number <= 3; number++) {
            put(acme(), old, number, "old");
            put(acme(), young, number, "young");
        }

        int some;
        do {
            some = archives().prune(acme(), T0.plusSeconds(61), 2);
        } while (some > 0);

        assertThat(archives().find(acme(), old.id())).isEmpty();
        assertThat(archives().parts(acme(), old.id(), 0, 10)).isEmpty();
        assertThat(archives().find(acme(), young.id())).contains(young);
        assertThat(archives().parts(acme(), young.id(), 0, 10)).hasSize(3);
    }

    @Test
    void keepsTenantsApart() {
        Archive archive = add(acme(), T0.plusSeconds(60));
        put(acme(), archive, 1, "first");

        assertThat(archives().find(globex(), archive.id())).isEmpty();
        assertThat(archives().count(globex(), T0)).isZero();
        assertThat(archives().update(globex(), archive)).isFalse();
        assertThat(archives().parts(globex(), archive.id(), 0, 10)).isEmpty();
        assertThat(content(globex(), archive, 1)).isEmpty();
        assertThat(archives().remove(globex(), archive.id())).isFalse();
        assertThat(archives().prune(globex(), LATER, 10)).isZero();

        assertThat(archives().find(acme(), archive.id())).contains(archive);
        assertThat(content(acme(), archive, 1)).contains("first");
    }

    private ArchiveStore archives() {
        return stores().archives();
    }

    private Archive add(TenantScope scope, Instant expiresAt) {
        Archive archive = archive(expiresAt);
        commit(scope, () -> archives().add(scope, archive));
        return archive;
    }

    private void put(TenantScope scope, Archive archive, int number, String text) {
        commit(scope, () -> archives().put(scope, archive.id(), part(number, text), bytes(text)));
    }

    private Optional<String> content(TenantScope scope, Archive archive, int number) {
        return archives().content(scope, archive.id(), number).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Archive archive(Instant expiresAt) {
        return new Archive(
                new JobId(TestTenants.newId()),
                Archive.Kind.USER,
                Optional.of(TestTenants.newId()),
                Optional.empty(),
                new Actor(Actor.Kind.USER, TestTenants.newId()),
                T0,
                expiresAt,
                false,
                0,
                0,
                List.of());
    }

    private static Part part(int number, String text) {
        return new Part(number, "users", List.of("id uuid", "name text"), 1, text.length(), Sha256.hex(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
