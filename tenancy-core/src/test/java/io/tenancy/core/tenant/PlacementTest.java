package io.tenancy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

    @Property(tries = 500)
    void makesASafeNameOfEveryId(@ForAll long high, @ForAll long low) {
        assertThat(name(high, low)).matches("t_[a-z2-7]{26}");
    }

    @Property(tries = 500)
    void givesNoTwoIdsOneName(@ForAll long high, @ForAll long low, @ForAll long otherLow) {
        assertThat(name(high, low).equals(name(high, otherLow))).isEqualTo(low == otherLow);
        assertThat(name(high, low)).isNotEqualTo(name(high, low ^ 1)).isNotEqualTo(name(high ^ (1L << 63), low));
    }

    private static String name(long high, long low) {
        Placement placement = Placement.of(Isolation.SCHEMA, "main", new TenantId(new UUID(high, low)));
        return placement instanceof Placement.Schema schema ? schema.name() : "";
    }
}
