package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.domain.TxtRecords;
import org.junit.jupiter.api.Test;

/** What every {@link TxtRecords} does. An adapter supplies it, and a DNS that it asks. */
public abstract class TxtRecordsContract {
    private static final String NAME = "_tenancy-challenge.app.acme.example";

    protected abstract TxtRecords records();

    /** From now on a name has these TXT records. */
    protected abstract void put(String name, String... texts);

    /** From now on nobody answers. */
    protected abstract void breakDown();

    @Test
    final void tellsEveryTextOfANameAndNoneOfOthers() {
        put(NAME, "0123456789abcdef", "v=spf1 include:example.net -all");
        put("app.acme.example", "another");

        assertThat(records().of(NAME)).containsExactlyInAnyOrder("0123456789abcdef", "v=spf1 include:example.net -all");
        assertThat(records().of("app.acme.example")).containsExactly("another");
        assertThat(records().of("acme.example")).isEmpty();
        assertThat(records().of("more." + NAME)).isEmpty();
    }

    @Test
    final void tellsNothingOfANameThatHasNone() {
        put(NAME);

        assertThat(records().of(NAME)).isEmpty();
        assertThat(records().of("nobody.example")).isEmpty();
    }

    @Test
    final void seesWhatIsChangedMeanwhile() {
        put(NAME, "old");
        assertThat(records().of(NAME)).containsExactly("old");

        put(NAME, "new");

        assertThat(records().of(NAME)).containsExactly("new");
    }

    @Test
    final void isUnavailableWhereNobodyAnswers() {
        TxtRecords records = records();
        put(NAME, "0123456789abcdef");
        breakDown();

        assertThatThrownBy(() -> records.of(NAME)).isInstanceOf(Unavailable.class);
    }
}
