package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.mfa.Authenticator;
import io.tenancy.core.mfa.FactorStore;
import io.tenancy.core.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link FactorStore} does. */
public abstract class FactorStoreContract extends StoreContract {
    private static final String KEY = "the sealed key of an app";
    private static final String OTHER = "the sealed key of another app";

    @Test
    void takesAnAppIntoUseByItsPendingKey() {
        User ada = user(acme(), "ada@example.org");

        commit(acme(), () -> factors().putPending(acme(), ada.id(), OTHER));
        commit(acme(), () -> factors().putPending(acme(), ada.id(), KEY));
        assertThat(factors().authenticator(acme(), ada.id()))
                .contains(new Authenticator(Optional.empty(), Optional.empty(), Optional.of(KEY)));
        assertThat(confirm(ada, OTHER, 7)).isFalse();
        assertThat(confirm(ada, KEY, 7)).isTrue();
        assertThat(confirm(ada, KEY, 8)).isFalse();

        assertThat(factors().authenticator(acme(), ada.id()))
                .contains(new Authenticator(Optional.of(KEY), Optional.of(T0), Optional.empty()));
    }

    @Test
    void keepsTheAppInUseUntilAnotherIsConfirmed() {
        User ada = enrolled("ada@example.org");
        commit(acme(), () -> factors().putPending(acme(), ada.id(), OTHER));

        assertThat(factors().authenticator(acme(), ada.id()))
                .contains(new Authenticator(Optional.of(KEY), Optional.of(T0), Optional.of(OTHER)));
        assertThat(useStep(ada, KEY, 8)).isTrue();
        assertThat(confirm(ada, OTHER, 5)).isTrue();

        assertThat(useStep(ada, KEY, 9)).isFalse();
        assertThat(useStep(ada, OTHER, 5)).isFalse();
        assertThat(useStep(ada, OTHER, 6)).isTrue();
    }

    @Test
    void forgetsAPendingKeyAndNotTheAppInUse() {
        User ada = user(acme(), "ada@example.org");
        User bob = enrolled("bob@example.org");
        for (User user : List.of(ada, bob)) {
            commit(acme(), () -> factors().putPending(acme(), user.id(), OTHER));

            assertThat(removePending(user)).isTrue();
            assertThat(removePending(user)).isFalse();
            assertThat(confirm(user, OTHER, 9)).isFalse();
        }

        assertThat(factors().authenticator(acme(), ada.id())).isEmpty();
        assertThat(factors().authenticator(acme(), bob.id()))
                .contains(new Authenticator(Optional.of(KEY), Optional.of(T0), Optional.empty()));
        assertThat(useStep(bob, KEY, 7)).isFalse();
        assertThat(useStep(bob, KEY, 8)).isTrue();
    }

    @Test
    void usesEachStepOnceAndNoneBeforeIt() {
        User ada = enrolled("ada@example.org");

        assertThat(useStep(ada, KEY, 7)).isFalse();
        assertThat(useStep(ada, KEY, 9)).isTrue();
        assertThat(useStep(ada, KEY, 9)).isFalse();
        assertThat(useStep(ada, KEY, 8)).isFalse();
        assertThat(AtOnce.run(8, number -> useStep(ada, KEY, 10))).containsOnlyOnce(true);
    }

    @Test
    void takesEachRecoveryCodeOnce() {
        User ada = user(acme(), "ada@example.org");
        commit(acme(), () -> factors().putRecoveryCodes(acme(), ada.id(), Set.of(digest('1'))));
        commit(acme(), () -> factors().putRecoveryCodes(acme(), ada.id(), Set.of(digest('2'), digest('3'))));

        assertThat(factors().recoveryCodes(acme(), ada.id())).isEqualTo(2);
        assertThat(take(ada, '1')).isFalse();
        assertThat(AtOnce.run(8, number -> take(ada, '2'))).containsOnlyOnce(true);
        assertThat(factors().recoveryCodes(acme(), ada.id())).isEqualTo(1);
    }

    @Test
    void removesEverythingOfAUserAndNothingOfOthers() {
        User ada = enrolled("ada@example.org");
        User bob = enrolled("bob@example.org");
        commit(acme(), () -> factors().putRecoveryCodes(acme(), ada.id(), Set.of(digest('1'))));

        assertThat(commit(acme(), () -> factors().remove(acme(), ada.id()))).isTrue();
        assertThat(commit(acme(), () -> factors().remove(acme(), ada.id()))).isFalse();

        assertThat(factors().authenticator(acme(), ada.id())).isEmpty();
        assertThat(factors().recoveryCodes(acme(), ada.id())).isZero();
        assertThat(factors().authenticator(acme(), bob.id())).isPresent();
    }

    @Test
    void goesWithItsUser() {
        User ada = enrolled("ada@example.org");
        commit(acme(), () -> factors().putRecoveryCodes(acme(), ada.id(), Set.of(digest('1'))));

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));

        assertThat(factors().authenticator(acme(), ada.id())).isEmpty();
        assertThat(factors().recoveryCodes(acme(), ada.id())).isZero();
    }

    @Test
    void keepsTenantsApart() {
        User ada = enrolled("ada@example.org");
        commit(acme(), () -> factors().putRecoveryCodes(acme(), ada.id(), Set.of(digest('1'))));

        assertThat(factors().authenticator(globex(), ada.id())).isEmpty();
        assertThat(factors().recoveryCodes(globex(), ada.id())).isZero();
        assertThat(commit(globex(), () -> factors().useStep(globex(), ada.id(), KEY, 99)))
                .isFalse();
        assertThat(commit(globex(), () -> factors().removePending(globex(), ada.id())))
                .isFalse();
        assertThat(commit(globex(), () -> factors().takeRecoveryCode(globex(), ada.id(), digest('1'))))
                .isFalse();
        assertThat(commit(globex(), () -> factors().remove(globex(), ada.id()))).isFalse();
        assertThatThrownBy(() -> commit(globex(), () -> factors().putPending(globex(), ada.id(), OTHER)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() ->
                        commit(globex(), () -> factors().putRecoveryCodes(globex(), ada.id(), Set.of(digest('2')))))
                .isInstanceOf(RuntimeException.class);

        assertThat(useStep(ada, KEY, 8)).isTrue();
        assertThat(take(ada, '1')).isTrue();
    }

    /** A user whose app has shown the code of step 7. */
    private User enrolled(String email) {
        User user = user(acme(), email);
        commit(acme(), () -> factors().putPending(acme(), user.id(), KEY));
        confirm(user, KEY, 7);
        return user;
    }

    private boolean confirm(User user, String pendingKey, long step) {
        return commit(acme(), () -> factors().confirm(acme(), user.id(), pendingKey, step, T0));
    }

    private boolean removePending(User user) {
        return commit(acme(), () -> factors().removePending(acme(), user.id()));
    }

    private boolean useStep(User user, String key, long step) {
        return commit(acme(), () -> factors().useStep(acme(), user.id(), key, step));
    }

    private boolean take(User user, char digit) {
        return commit(acme(), () -> factors().takeRecoveryCode(acme(), user.id(), digest(digit)));
    }

    private FactorStore factors() {
        return stores().factors();
    }
}
