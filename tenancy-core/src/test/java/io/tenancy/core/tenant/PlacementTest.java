package io.tenancy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.Tries;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PlacementTest {
    private static final TenantId ID = new TenantId(UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));

    @Test
    void namesSchemaAndDatabaseAfterTheId() {
        String name = "t_af7sfytzwb6mhgge3qgaybzzr4";

        assertThat(Placement.of(Isolation.SCHEMA, "main", ID)).isEqualTo(new Placement.Schema("main", name));
        assertThat(Placement.of(Isolation.DATABASE, "main", ID)).isEqualTo(new Placement.Database("main", name));
        assertThat(Placement.of(Isolation.SHARED, "second", ID)).isEqualTo(new Placement.Shared("second"));
    }

    @Test
    void makesASafeNameOfEveryId() {
        Tries.of(
                500,
                random -> assertThat(name(Tries.number(random), Tries.number(random)))
                        .matches("t_[a-z2-7]{26}"));
    }

    @Test
    void givesNoTwoIdsOneName() {
        Tries.of(500, random -> {
            long high = Tries.number(random);
            long low = Tries.number(random);
            long otherLow = Tries.number(random);

            assertThat(name(high, low).equals(name(high, otherLow))).isEqualTo(low == otherLow);
            assertThat(name(high, low)).isNotEqualTo(name(high, low ^ 1)).isNotEqualTo(name(high ^ (1L << 63), low));
        });
    }

    private static String name(long high, long low) {
        Placement placement = Placement.of(Isolation.SCHEMA, "main", new TenantId(new UUID(high, low)));
        return placement instanceof Placement.Schema schema ? schema.name() : "";
    }
}
