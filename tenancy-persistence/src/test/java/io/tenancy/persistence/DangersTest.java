package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DangersTest {
    private final TestDatabase database = TestPostgres.database();

    @Test
    void aFreshDatabaseIsSafeToServe() {
        Persistence persistence = Persistence.on(database.app(), database.owner(), Duration.ofMillis(1500));

        assertThat(persistence.dangers()).isEmpty();
        assertThat(Migrations.isCurrent(database.app())).isTrue();
    }
}
