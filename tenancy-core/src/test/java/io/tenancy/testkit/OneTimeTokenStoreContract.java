package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.credential.OneTimeToken;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.OneTimeTokenStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link OneTimeTokenStore} does. */
public abstract class OneTimeTokenStoreContract extends StoreContract {
    private static final Instant END = T0.plusSeconds(600);

    @Test
    void givesATokenOnce() {
        User ada = user(acme(), "ada@example.org");
        OneTimeToken token = put(acme(), token(ada, 'a'));

        assertThat(peek(acme(), token, T0)).contains(ada.id());
        assertThat(peek(acme(), token, T0)).contains(ada.id());
        assertThat(take(acme(), token, T0)).contains(ada.id());
        assertThat(take(acme(), token, T0)).isEmpty();
        assertThat(peek(acme(), token, T0)).isEmpty();
    }

    @Test
    void givesATokenToOneOfManyAtTheSameTime() {
        User ada = user(acme(), "ada@example.org");
        OneTimeToken token = put(acme(), token(ada, 'a'));

        List<Optional<UserId>> taken = AtOnce.run(16, number -> take(acme(), token, T0));

        assertThat(taken).filteredOn(Optional::isPresent).containsExactly(Optional.of(ada.id()));
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org");
        OneTimeToken token = put(acme(), token(ada, 'a'));
        OneTimeToken foreign = token(ada, 'b');

        assertThat(peek(globex(), token, T0)).isEmpty();
        assertThat(take(globex(), token, T0)).isEmpty();
        assertThatThrownBy(() -> put(globex(), foreign)).isInstanceOf(RuntimeException.class);

        assertThat(take(globex(), foreign, T0)).isEmpty();
        assertThat(take(acme(), token, T0)).contains(ada.id());
    }

    @Test
    void givesNothingForAnotherIdOrDigest() {
        User ada = user(acme(), "ada@example.org");
        OneTimeToken token = put(acme(), token(ada, 'a'));
        OneTimeToken otherDigest =
                new OneTimeToken(token.id(), ada.id(), token.purpose(), digest('b'), END, Optional.empty());
        OneTimeToken otherId =
                new OneTimeToken(TestTenants.newId(), ada.id(), token.purpose(), token.digest(), END, Optional.empty());

        assertThat(peek(acme(), otherDigest, T0)).isEmpty();
        assertThat(take(acme(), otherDigest, T0)).isEmpty();
        assertThat(peek(acme(), otherId, T0)).isEmpty();
        assertThat(take(acme(), otherId, T0)).isEmpty();
        assertThat(take(acme(), token, T0)).contains(ada.id());
    }

    @Test
    void givesATokenUntilJustBeforeItExpires() {
        User ada = user(acme(), "ada@example.org");
        OneTimeToken token = put(acme(), token(ada, 'a'));

        assertThat(peek(acme(), token, END)).isEmpty();
        assertThat(take(acme(), token, END)).isEmpty();
        assertThat(peek(acme(), token, END.minus(1, ChronoUnit.MICROS))).contains(ada.id());
        assertThat(take(acme(), token, END.minus(1, ChronoUnit.MICROS))).contains(ada.id());
    }

    @Test
    void voidsEveryOlderTokenOfTheUserAndOfNobodyElse() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        OneTimeToken bobs = put(acme(), token(bob, 'c'));
        OneTimeToken old = put(acme(), token(ada, 'a'));
        OneTimeToken young = put(acme(), token(ada, 'b'));

        assertThat(take(acme(), old, T0)).isEmpty();
        assertThat(take(acme(), young, T0)).contains(ada.id());
        assertThat(take(acme(), bobs, T0)).contains(bob.id());
    }

    @Test
    void givesBackWhatAFailedTransactionTook() {
        User ada = user(acme(), "ada@example.org");
        OneTimeToken token = put(acme(), token(ada, 'a'));

        assertThatThrownBy(() -> commit(acme(), () -> {
                    take(token);
                    throw new IllegalStateException("The work fails.");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(take(acme(), token, T0)).contains(ada.id());
    }

    @Test
    void keepsATokenForEachPurposeAndTheAddressThatItIsAbout() {
        User ada = user(acme(), "ada@example.org");
        OneTimeToken reset = put(acme(), token(ada, Purpose.PASSWORD_RESET, 'a'));
        OneTimeToken change = put(acme(), token(ada, Purpose.EMAIL_CHANGE, 'b'));

        assertThat(stores().oneTimeTokens().peek(acme(), reset.id(), Purpose.EMAIL_CHANGE, reset.digest(), T0))
                .isEmpty();
        assertThat(stores().oneTimeTokens().peek(acme(), change.id(), change.purpose(), change.digest(), T0))
                .contains(change);
        assertThat(take(acme(), reset, T0)).contains(ada.id());
    }

    @Test
    void voidsEveryTokenOfAUser() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        OneTimeToken bobs = put(acme(), token(bob, 'c'));
        OneTimeToken reset = put(acme(), token(ada, Purpose.PASSWORD_RESET, 'a'));
        OneTimeToken change = put(acme(), token(ada, Purpose.EMAIL_CHANGE, 'b'));

        commit(acme(), () -> stores().oneTimeTokens().removeAll(acme(), ada.id()));
        commit(globex(), () -> stores().oneTimeTokens().removeAll(globex(), bob.id()));

        assertThat(take(acme(), reset, T0)).isEmpty();
        assertThat(take(acme(), change, T0)).isEmpty();
        assertThat(take(acme(), bobs, T0)).contains(bob.id());
    }

    private OneTimeToken put(TenantScope scope, OneTimeToken token) {
        commit(scope, () -> stores().oneTimeTokens().put(scope, token));
        return token;
    }

    private Optional<UserId> peek(TenantScope scope, OneTimeToken token, Instant now) {
        return stores().oneTimeTokens()
                .peek(scope, token.id(), token.purpose(), token.digest(), now)
                .map(OneTimeToken::user);
    }

    private Optional<UserId> take(TenantScope scope, OneTimeToken token, Instant now) {
        return commit(
                scope,
                () -> stores().oneTimeTokens()
                        .take(scope, token.id(), token.purpose(), token.digest(), now)
                        .map(OneTimeToken::user));
    }

    private void take(OneTimeToken token) {
        assertThat(stores().oneTimeTokens().take(acme(), token.id(), token.purpose(), token.digest(), T0))
                .isPresent();
    }

    private static OneTimeToken token(User user, char digit) {
        return token(user, Purpose.INVITATION, digit);
    }

    private static OneTimeToken token(User user, Purpose purpose, char digit) {
        return new OneTimeToken(
                TestTenants.newId(), user.id(), purpose, digest(digit), END, Optional.of("new@example.org"));
    }
}
