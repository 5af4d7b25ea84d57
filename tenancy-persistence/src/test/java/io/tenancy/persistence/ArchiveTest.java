package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Sha256;
import io.tenancy.core.archive.Archive;
import io.tenancy.core.archive.Files;
import io.tenancy.core.archive.IdPolicy;
import io.tenancy.core.archive.Part;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobRefused;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tenants as archives, on every placement, together with tables of an application. */
final class ArchiveTest {
    private static final ArchivedTenant DEPLOYMENT = new ArchivedTenant();
    private static final String FOLDERS =
            "SELECT f.name || ' in ' || COALESCE(p.name, 'nothing') || ' of ' || u.email || ', ' || f.size || ' '"
                    + " || f.tags || ' ' || COALESCE(encode(f.image, 'hex'), '') || COALESCE(f.pin, '')"
                    + " FROM folders f JOIN users u ON u.tenant_id = f.tenant_id AND u.id = f.owner_id"
                    + " LEFT JOIN folders p ON p.tenant_id = f.tenant_id AND p.id = f.parent_id ORDER BY f.name";

    @AfterAll
    static void close() {
        DEPLOYMENT.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SHARED, SCHEMA, KEEP", "SCHEMA, DATABASE, REMAP", "DATABASE, SHARED, KEEP",
        "SHARED, SHARED, KEEP", "SHARED, SHARED, REMAP", "DATABASE, SCHEMA, REMAP"
    })
    void bringsRowsIntoAnotherTenant(Isolation from, Isolation to, IdPolicy ids) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", from);
        TenantScope copy = DEPLOYMENT.tenancy.open("copy", to);
        UserId ada = furnished(acme);
        JobId archive = DEPLOYMENT.export(acme, Optional.empty());

        JobId copied = DEPLOYMENT.copy(acme, archive, copy, ids);
        List<?> refusals = DEPLOYMENT.bringIn(copy, copied);

        assertThat(refusals).isEmpty();
        String email = ada.value() + "@example.org";
        assertThat(DEPLOYMENT.texts(copy, FOLDERS))
                .containsExactly(
                        "A leaf in Root of " + email + ", 0.10 {\"a\": [1, null]} 00ff",
                        "Root in nothing of " + email + ", 12345678901234567890.5 {} ");
        assertThat(DEPLOYMENT.texts(
                        copy,
                        "SELECT u.email || ' is ' || r.name FROM users u JOIN user_roles h ON"
                                + " h.user_id = u.id JOIN roles r ON r.id = h.role_id"))
                .containsExactly(email + " is Clerk");
        boolean areSame = DEPLOYMENT
                .texts(copy, "SELECT id::text FROM folders")
                .containsAll(DEPLOYMENT.texts(acme, "SELECT id::text FROM folders"));
        assertThat(areSame).isEqualTo(ids == IdPolicy.KEEP);
        assertThat(DEPLOYMENT.texts(acme, "SELECT count(*)::text FROM folders")).containsExactly("2");
        assertThat(DEPLOYMENT.texts(copy, "SELECT count(*)::text FROM credentials"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @EnumSource
    void holdsNoSecret(Isolation isolation) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", isolation);
        furnished(acme);

        JobId archive = DEPLOYMENT.export(acme, Optional.empty());

        assertThat(DEPLOYMENT.text(acme, archive))
                .contains("\"table\":\"credentials\"")
                .contains("A leaf")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @EnumSource
    void hasOnlyWhatIsAboutAPerson(Isolation isolation) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", isolation);
        UserId ada = furnished(acme);
        UserId other = DEPLOYMENT.tenancy.user(acme);

        String about = DEPLOYMENT.text(acme, DEPLOYMENT.export(acme, Optional.of(ada.value())));

        assertThat(about)
                .contains("A leaf")
                .contains(ada.value() + "@example.org")
                .doesNotContain(other.value().toString())
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @EnumSource
    void writesNothingWhereOneRowIsBad(Isolation isolation) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", isolation);
        TenantScope copy = DEPLOYMENT.tenancy.open("copy", isolation);
        furnished(acme);
        JobId copied = DEPLOYMENT.copy(acme, DEPLOYMENT.export(acme, Optional.empty()), copy, IdPolicy.KEEP);
        spoil(copy, copied, "12345678901234567890.5", "-1");

        assertThatThrownBy(() -> DEPLOYMENT.bringIn(copy, copied))
                .isInstanceOf(JobRefused.class)
                .hasMessageContaining("folders");

        assertThat(DEPLOYMENT.texts(copy, "SELECT id::text FROM users")).isEmpty();
        assertThat(DEPLOYMENT.texts(copy, "SELECT id::text FROM folders")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"size\":12345678901234567890.5', '\"size\":\"much\"'",
        "'\"name\":\"Root\"', '\"other\":\"Root\"'",
        "'\"name\":\"Root\"', '\"name\":\"Root\",\"name\":\"Root\"'",
        "'\"name\":\"Root\"', '\"name\":\"Root\",\"tenant_id\":\"019ab000-0000-7000-8000-000000000000\"'",
        "'\"name\":\"Root\"', '\"name\":\"\\u0000\"'",
        "'\"name\":\"Root\"', '\"name\":\"Root'",
    })
    void refusesRowsOfAnotherShape(String text, String other) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", Isolation.SHARED);
        TenantScope copy = DEPLOYMENT.tenancy.open("copy", Isolation.SHARED);
        furnished(acme);
        JobId copied = DEPLOYMENT.copy(acme, DEPLOYMENT.export(acme, Optional.empty()), copy, IdPolicy.KEEP);
        spoil(copy, copied, text, other);

        assertThatThrownBy(() -> DEPLOYMENT.bringIn(copy, copied)).isInstanceOf(JobRefused.class);

        assertThat(DEPLOYMENT.texts(copy, "SELECT id::text FROM users")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutWhatRefersToNothing(Isolation isolation) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", isolation);
        TenantScope copy = DEPLOYMENT.tenancy.open("copy", isolation);
        UserId ada = furnished(acme);
        JobId copied = DEPLOYMENT.copy(acme, DEPLOYMENT.export(acme, Optional.empty()), copy, IdPolicy.KEEP);
        spoil(copy, copied, "\"user_id\":\"" + ada.value(), "\"user_id\":\"" + UUID.randomUUID());

        assertThat(DEPLOYMENT.bringIn(copy, copied)).hasSize(1);

        assertThat(DEPLOYMENT.texts(copy, "SELECT id::text FROM users")).hasSize(1);
        assertThat(DEPLOYMENT.texts(copy, "SELECT user_id::text FROM user_roles"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "SHARED")
    void refusesATenantThatIsNotNewAnyMore(Isolation isolation) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", isolation);
        furnished(acme);
        JobId copied = DEPLOYMENT.copy(acme, DEPLOYMENT.export(acme, Optional.empty()), acme, IdPolicy.KEEP);

        assertThatThrownBy(() -> DEPLOYMENT.bringIn(acme, copied))
                .isInstanceOf(JobRefused.class)
                .hasMessageContaining("not new");
    }

    @ParameterizedTest
    @EnumSource(names = "SHARED")
    void hasAsManyFilesAsManyRowsNeed(Isolation isolation) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", isolation);
        TenantScope copy = DEPLOYMENT.tenancy.open("copy", isolation);
        DEPLOYMENT.execute(
                acme,
                "INSERT INTO users (tenant_id, id, email, name, name_key, status, created_at, updated_at, version)"
                        + " SELECT :tenant, gen_random_uuid(), n || '@example.org', 'Una', 'una', 'ACTIVE', now(), now(), 1"
                        + " FROM generate_series(1, 25000) n");

        JobId archive = DEPLOYMENT.export(acme, Optional.empty());

        List<Part> parts = DEPLOYMENT.archives.parts(acme, archive, 0, 100);
        assertThat(parts).extracting(Part::rows).containsExactly(10_000, 10_000, 5_000);
        assertThat(parts).allMatch(part -> part.bytes() <= Part.MOST_BYTES + 1000);
        assertThat(DEPLOYMENT.bringIn(copy, DEPLOYMENT.copy(acme, archive, copy, IdPolicy.REMAP)))
                .isEmpty();
        assertThat(DEPLOYMENT.texts(copy, "SELECT count(DISTINCT id)::text FROM users"))
                .containsExactly("25000");
    }

    @ParameterizedTest
    @EnumSource
    void forgetsWhatHasExpired(Isolation isolation) {
        TenantScope acme = DEPLOYMENT.tenancy.open("acme", isolation);
        furnished(acme);
        JobId archive = DEPLOYMENT.export(acme, Optional.empty());
        Archive known = DEPLOYMENT.archives.find(acme, archive).orElseThrow();

        assertThat(DEPLOYMENT.archives.prune(acme, known.expiresAt().minusSeconds(1), 10))
                .isZero();
        while (DEPLOYMENT.archives.prune(acme, known.expiresAt(), 2) > 0) {
            assertThat(DEPLOYMENT.archives.count(acme, known.createdAt())).isLessThanOrEqualTo(1);
        }

        assertThat(DEPLOYMENT.archives.find(acme, archive)).isEmpty();
        assertThat(DEPLOYMENT.archives.parts(acme, archive, -1, 10)).isEmpty();
    }

    /** Changes a text in the files of an archive. */
    private static void spoil(TenantScope scope, JobId id, String text, String other) {
        for (Part part : DEPLOYMENT.archives.parts(scope, id, 0, 1000)) {
            byte[] file = Files.inflate(
                    DEPLOYMENT.archives.content(scope, id, part.number()).orElseThrow(), part.bytes());
            byte[] spoiled = new String(file, StandardCharsets.UTF_8)
                    .replace(text, other)
                    .getBytes(StandardCharsets.UTF_8);
            DEPLOYMENT.archives.put(
                    scope,
                    id,
                    new Part(
                            part.number(),
                            part.table(),
                            part.columns(),
                            part.rows(),
                            spoiled.length,
                            Sha256.hex(spoiled)),
                    Files.deflate(spoiled));
        }
    }

    /** A tenant with a user, a role, two folders, and secrets, all of which say hush. */
    private static UserId furnished(TenantScope scope) {
        UserId ada = DEPLOYMENT.tenancy.user(scope);
        String root = UUID.randomUUID().toString();
        String user = ", '" + ada.value() + "'";
        String role = "'" + UUID.randomUUID() + "'";
        DEPLOYMENT.execute(
                scope,
                "INSERT INTO roles VALUES (:tenant, " + role + ", 'Clerk', '', false, now(), now(), 1);"
                        + "INSERT INTO user_roles VALUES (:tenant" + user + ", " + role + ");"
                        + "INSERT INTO credentials (tenant_id, user_id, hash, one_time, changed_at)"
                        + " VALUES (:tenant" + user + ", 'hush', false, now());"
                        + "INSERT INTO settings VALUES (:tenant, 'smtp_password', 'hush', now());"
                        + "INSERT INTO folders VALUES (:tenant, '" + root + "', NULL" + user
                        + ", 'Root', 12345678901234567890.5, '{}', NULL, 'hush');"
                        + "INSERT INTO folders VALUES (:tenant, '00000000-0000-7000-8000-000000000001', '" + root + "'"
                        + user + ", 'A leaf', 0.10, '{\"a\": [1, null]}', '\\x00ff', NULL);"
                        + "INSERT INTO folder_keys VALUES (:tenant, '" + root + "', 1, 'hush')");
        return ada;
    }
}
