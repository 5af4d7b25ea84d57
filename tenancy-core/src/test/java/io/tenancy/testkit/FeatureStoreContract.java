package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.feature.FeatureStore;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.user.User;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link FeatureStore} does. */
public abstract class FeatureStoreContract extends StoreContract {
    private final FlagId flag = new FlagId(TestTenants.newId());
    private final Assignment on = new Assignment(flag, "on", Optional.empty(), "Pilot", T0);
    private final Assignment off = new Assignment(flag, "off", Optional.of(T0.plusSeconds(60)), "", T0.plusSeconds(1));

    @Test
    void overridesAFlagInThePlaceOfWhatWasThere() {
        override(on);
        override(off);

        assertThat(features().overrides(acme())).containsExactly(off);
        assertThat(commit(acme(), () -> features().reset(acme(), flag))).isTrue();
        assertThat(commit(acme(), () -> features().reset(acme(), flag))).isFalse();
        assertThat(features().overrides(acme())).isEmpty();
    }

    @Test
    void givesAUserAVariantInThePlaceOfWhatWasThere() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");

        give(ada, on);
        give(ada, off);

        assertThat(features().features(acme(), ada.id())).containsExactly(off);
        assertThat(features().features(acme(), bob.id())).isEmpty();
        assertThat(commit(acme(), () -> features().take(acme(), bob.id(), flag)))
                .isFalse();
        assertThat(commit(acme(), () -> features().take(acme(), ada.id(), flag)))
                .isTrue();
        assertThat(features().features(acme(), ada.id())).isEmpty();
    }

    @Test
    void forgetsWhatADeletedUserWasGiven() {
        User ada = user(acme(), "ada@example.org");
        give(ada, on);

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));

        assertThat(features().features(acme(), ada.id())).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org");
        override(on);
        give(ada, on);

        assertThat(features().overrides(globex())).isEmpty();
        assertThat(features().features(globex(), ada.id())).isEmpty();
        assertThat(commit(globex(), () -> features().reset(globex(), flag))).isFalse();
        assertThat(commit(globex(), () -> features().take(globex(), ada.id(), flag)))
                .isFalse();
        assertThatThrownBy(() -> commit(globex(), () -> features().give(globex(), ada.id(), on)))
                .isInstanceOf(RuntimeException.class);
        assertThat(features().overrides(acme())).containsExactly(on);
        assertThat(features().features(acme(), ada.id())).containsExactly(on);
    }

    private void override(Assignment assignment) {
        commit(acme(), () -> features().override(acme(), assignment));
    }

    private void give(User user, Assignment assignment) {
        commit(acme(), () -> features().give(acme(), user.id(), assignment));
    }

    private FeatureStore features() {
        return stores().features();
    }
}
