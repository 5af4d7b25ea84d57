package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.passkey.Passkey;
import io.tenancy.core.passkey.PasskeyId;
import io.tenancy.core.passkey.PasskeyKey;
import io.tenancy.core.passkey.PasskeyStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link PasskeyStore} does. */
public abstract class PasskeyStoreContract extends StoreContract {
    private static final Instant END = T0.plusSeconds(300);

    @Test
    void keepsWhatWasAddedForItsUser() {
        User ada = user(acme(), "ada@example.org");
        Passkey first = added(ada, "c1", 0);
        Passkey second = added(ada, "c2", 7);
        added(user(acme(), "bob@example.org"), "c3", 0);

        assertThat(passkeys().list(acme(), ada.id())).containsExactly(first, second);
        assertThat(passkeys().any(acme(), ada.id())).isTrue();
        assertThat(passkeys().key(acme(), "c2")).contains(key(second.id(), ada.id(), 7));
        assertThat(passkeys().key(acme(), "C2")).isEmpty();
    }

    @Test
    void addsACredentialOnce() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");

        assertThat(AtOnce.run(8, number -> add(acme(), number % 2 == 0 ? ada : bob, "same")))
                .containsOnlyOnce(true);

        assertThat(passkeys().list(acme(), ada.id()).size()
                        + passkeys().list(acme(), bob.id()).size())
                .isEqualTo(1);
    }

    @Test
    void letsOneAfterTheOtherCountAndAdd() {
        User ada = user(acme(), "ada@example.org");

        AtOnce.run(
                8,
                number -> commit(acme(), () -> {
                    passkeys().lock(acme(), ada.id());
                    Passkey passkey = passkey("c" + number);
                    return passkeys().list(acme(), ada.id()).size() < 3
                            && passkeys().add(acme(), passkey, key(passkey.id(), ada.id(), 0));
                }));

        assertThat(passkeys().list(acme(), ada.id())).hasSize(3);
    }

    @Test
    void renamesThoseOfTheUserAlone() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        Passkey passkey = added(ada, "c1", 0);

        assertThat(commit(acme(), () -> passkeys().rename(acme(), bob.id(), passkey.id(), "Mine")))
                .isFalse();
        assertThat(commit(acme(), () -> passkeys().rename(acme(), ada.id(), passkey.id(), "Mine")))
                .isTrue();

        assertThat(passkeys().list(acme(), ada.id())).extracting(Passkey::name).containsExactly("Mine");
    }

    @Test
    void usesEachCountOnceAndNoneBeforeIt() {
        User ada = user(acme(), "ada@example.org");
        Passkey passkey = added(ada, "c1", 7);

        assertThat(use(passkey, 7)).isFalse();
        assertThat(use(passkey, 0)).isFalse();
        assertThat(use(passkey, 9)).isTrue();
        assertThat(use(passkey, 8)).isFalse();
        assertThat(AtOnce.run(8, number -> use(passkey, 10))).containsOnlyOnce(true);

        assertThat(passkeys().key(acme(), "c1")).contains(key(passkey.id(), ada.id(), 10));
        assertThat(passkeys().list(acme(), ada.id())).singleElement().satisfies(used -> {
            assertThat(used.lastUsedAt()).contains(T0);
            assertThat(used.backedUp()).isTrue();
        });
    }

    @Test
    void usesOneThatDoesNotCountAsOftenAsItIsShown() {
        Passkey passkey = added(user(acme(), "ada@example.org"), "c1", 0);

        assertThat(use(passkey, 0)).isTrue();
        assertThat(use(passkey, 0)).isTrue();
        assertThat(use(passkey, 1)).isTrue();
        assertThat(use(passkey, 0)).isFalse();
    }

    @Test
    void spendsAChallengeOnce() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        UUID challenge = UUID.randomUUID();
        assertThat(passkeys().isSpent(acme(), challenge)).isFalse();

        assertThat(AtOnce.run(8, number -> spend(acme(), number % 2 == 0 ? ada : bob, challenge, T0)))
                .containsOnlyOnce(true);

        assertThat(passkeys().isSpent(acme(), challenge)).isTrue();
        assertThat(spend(acme(), ada, challenge, END.minusMillis(1))).isFalse();
    }

    @Test
    void forgetsWhatHasExpired() {
        User ada = user(acme(), "ada@example.org");
        UUID challenge = UUID.randomUUID();
        spend(acme(), ada, challenge, T0);

        spend(acme(), ada, UUID.randomUUID(), END);

        assertThat(passkeys().isSpent(acme(), challenge)).isFalse();
    }

    @Test
    void removesThoseOfTheUserAlone() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        Passkey first = added(ada, "c1", 0);
        added(ada, "c2", 0);
        Passkey others = added(bob, "c3", 0);

        assertThat(commit(acme(), () -> passkeys().remove(acme(), bob.id(), first.id())))
                .isFalse();
        assertThat(commit(acme(), () -> passkeys().remove(acme(), ada.id(), first.id())))
                .isTrue();
        assertThat(passkeys().key(acme(), "c1")).isEmpty();
        assertThat(commit(acme(), () -> passkeys().removeAll(acme(), ada.id()))).isTrue();
        assertThat(commit(acme(), () -> passkeys().removeAll(acme(), ada.id()))).isFalse();

        assertThat(passkeys().any(acme(), ada.id())).isFalse();
        assertThat(passkeys().list(acme(), bob.id())).containsExactly(others);
    }

    @Test
    void goesWithItsUser() {
        User ada = user(acme(), "ada@example.org");
        Passkey passkey = added(ada, "c1", 0);
        UUID challenge = UUID.randomUUID();
        spend(acme(), ada, challenge, T0);

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));

        assertThat(passkeys().key(acme(), "c1")).isEmpty();
        assertThat(use(passkey, 1)).isFalse();
        assertThat(passkeys().isSpent(acme(), challenge)).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org");
        User eve = user(globex(), "eve@example.org");
        Passkey passkey = added(ada, "c1", 0);
        UUID challenge = UUID.randomUUID();
        spend(acme(), ada, challenge, T0);

        assertThat(passkeys().list(globex(), ada.id())).isEmpty();
        assertThat(passkeys().any(globex(), ada.id())).isFalse();
        assertThat(passkeys().key(globex(), "c1")).isEmpty();
        assertThat(passkeys().isSpent(globex(), challenge)).isFalse();
        assertThat(commit(globex(), () -> passkeys().rename(globex(), ada.id(), passkey.id(), "Mine")))
                .isFalse();
        assertThat(commit(globex(), () -> passkeys().use(globex(), passkey.id(), 1, true, T0)))
                .isFalse();
        assertThat(commit(globex(), () -> passkeys().remove(globex(), ada.id(), passkey.id())))
                .isFalse();
        assertThat(commit(globex(), () -> passkeys().removeAll(globex(), ada.id())))
                .isFalse();
        assertThatThrownBy(() -> add(globex(), ada, "c2")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> spend(globex(), ada, UUID.randomUUID(), T0)).isInstanceOf(RuntimeException.class);
        assertThat(add(globex(), eve, "c1")).isTrue();

        assertThat(passkeys().list(acme(), ada.id())).containsExactly(passkey);
        assertThat(passkeys().isSpent(acme(), challenge)).isTrue();
    }

    private Passkey added(User user, String credential, long count) {
        Passkey passkey = passkey(credential);
        assertThat(commit(acme(), () -> passkeys().add(acme(), passkey, key(passkey.id(), user.id(), count))))
                .isTrue();
        return passkey;
    }

    private boolean add(TenantScope scope, User user, String credential) {
        Passkey passkey = passkey(credential);
        return commit(scope, () -> passkeys().add(scope, passkey, key(passkey.id(), user.id(), 0)));
    }

    private boolean use(Passkey passkey, long count) {
        return commit(acme(), () -> passkeys().use(acme(), passkey.id(), count, true, T0));
    }

    private boolean spend(TenantScope scope, User user, UUID challenge, Instant now) {
        return commit(scope, () -> passkeys().spend(scope, user.id(), challenge, END, now));
    }

    private static Passkey passkey(String credential) {
        return new Passkey(
                new PasskeyId(TestTenants.newId()),
                "Key",
                credential,
                List.of("internal", "hybrid"),
                new UUID(1, 2),
                true,
                false,
                T0,
                Optional.empty());
    }

    private static PasskeyKey key(PasskeyId id, UserId user, long count) {
        return new PasskeyKey(id, user, "cose", count, true);
    }

    private PasskeyStore passkeys() {
        return stores().passkeys();
    }
}
