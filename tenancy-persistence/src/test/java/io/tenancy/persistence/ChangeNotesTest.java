package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.Changelog.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the build notes of the changelogs. */
final class ChangeNotesTest {
    private final LiquibaseChangelog changelog = new LiquibaseChangelog(List.of(Migrations.CHANGELOG));

    @Test
    void sayWhatLiquibaseReads() {
        String notes = ChangeNotes.text(changelog.sources(), changelog.changes());

        assertThat(ChangeNotes.read(notes)).contains(changelog.changes());
    }

    @Test
    void areThoseOfTheClassPathWhereThereAreAny() {
        assertThat(ChangeNotes.of(Migrations.CHANGELOG).orElseGet(changelog::changes))
                .isEqualTo(changelog.changes());
        assertThat(ChangeNotes.of(Migrations.TENANT_CHANGELOG).orElseGet(TenantSchema.standard()::changes))
                .isEqualTo(new LiquibaseChangelog(List.of(Migrations.TENANT_CHANGELOG)).plainChanges());
    }

    @Test
    void nameEveryFileThatTheChangeSetsAreIn() {
        assertThat(changelog.sources())
                .containsExactly(
                        Migrations.CHANGELOG,
                        "io/tenancy/persistence/catalogue.sql",
                        "io/tenancy/persistence/tenant.sql");
    }

    @Test
    void areOfNoUseWhereAFileIsAnotherOne() {
        String notes = ChangeNotes.text(List.of("io/tenancy/persistence/tenant.sql"), List.of(new Change("a", "9:b")));

        assertThat(ChangeNotes.read(notes)).isPresent();
        assertThat(ChangeNotes.read(notes.replaceFirst("^.", "x"))).isEmpty();
        assertThat(ChangeNotes.read(notes.replace("tenant.sql", "gone.sql"))).isEmpty();
    }
}
