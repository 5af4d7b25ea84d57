package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.usage.Census;
import io.tenancy.core.usage.CensusBook;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link CensusBook} does. Stores may be shared by tests, so each census here is later than those before. */
public abstract class CensusBookContract extends StoreContract {
    private final Instant begun = T0.plusMillis(TestTenants.newId().getMostSignificantBits() >>> 16);

    @Test
    void keepsTheLastCensusAlone() {
        Census first = census(3, begun);
        Census second = census(4_000_000_000L, begun.plusSeconds(1));

        book().keep(first);
        assertThat(book().last()).contains(first);
        book().keep(second);

        assertThat(book().last()).contains(second);
    }

    @Test
    void isNotTakenBackByACountThatHasBegunBefore() {
        Census late = census(7, begun.plusSeconds(3));
        book().keep(late);

        book().keep(census(5, begun.plusSeconds(2)));

        assertThat(book().last()).contains(late);
    }

    private static Census census(long users, Instant at) {
        return new Census(users, 2, 1, Optional.of(at));
    }

    private CensusBook book() {
        return stores().census();
    }
}
