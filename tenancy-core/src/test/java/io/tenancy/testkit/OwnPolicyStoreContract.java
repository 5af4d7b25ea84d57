package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.policy.OwnPolicyStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link OwnPolicyStore} does. */
public abstract class OwnPolicyStoreContract extends StoreContract {
    private static final OwnPolicy STRICT = new OwnPolicy(
            Optional.of(20),
            Optional.of(12),
            Optional.of(3),
            Optional.of(3_600L),
            Optional.of(86_400L),
            Optional.of(MfaPolicy.REQUIRED),
            Optional.of(300L),
            Optional.of(false));

    @Test
    void hasNoneUntilOneIsPut() {
        assertThat(policies().find(acme())).isEqualTo(OwnPolicy.NONE);

        commit(acme(), () -> policies().put(acme(), STRICT));

        assertThat(policies().find(acme())).isEqualTo(STRICT);
    }

    @Test
    void replacesAllOfWhatWasThere() {
        commit(acme(), () -> policies().put(acme(), STRICT));
        commit(acme(), () -> policies().put(acme(), OwnPolicy.NONE));

        assertThat(policies().find(acme())).isEqualTo(OwnPolicy.NONE);
    }

    @Test
    void keepsTenantsApart() {
        commit(acme(), () -> policies().put(acme(), STRICT));

        assertThat(policies().find(globex())).isEqualTo(OwnPolicy.NONE);
        commit(globex(), () -> policies().put(globex(), OwnPolicy.NONE));

        assertThat(policies().find(acme())).isEqualTo(STRICT);
    }

    @Test
    void keepsOneOfManyThatComeAtTheSameTime() {
        AtOnce.run(16, number -> {
            commit(acme(), () -> policies().put(acme(), STRICT));
            return number;
        });

        assertThat(policies().find(acme())).isEqualTo(STRICT);
    }

    private OwnPolicyStore policies() {
        return stores().policies();
    }
}
