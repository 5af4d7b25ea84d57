package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Permissions;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} does. */
public abstract class ApiKeyStoreContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);

    @Test
    void findsAndListsTheKeysOfAnOwner() {
        KeyOwner ada = owner(user(acme(), "ada@example.org"));
        KeyOwner reports = owner(serviceAccount(acme(), "reports", "VIEWER"));
        ApiKey first = key(acme(), ada, Permissions.USER_READ, Permissions.ROLE_READ);
        ApiKey second = key(acme(), ada, Permissions.USER_READ);
        ApiKey other = key(acme(), reports, Permissions.USER_READ);

        assertThat(keys().find(acme(), first.id())).contains(first);
        assertThat(keys().find(acme(), other.id())).contains(other);
        assertThat(keys().find(acme(), new ApiKeyId(TestTenants.newId()))).isEmpty();
        assertThat(keys().list(acme(), ada)).containsExactly(second, first);
        assertThat(keys().list(acme(), reports)).containsExactly(other);
    }

    @Test
    void keepsTenantsApart() {
        KeyOwner ada = owner(user(acme(), "ada@example.org"));
        ApiKey key = key(acme(), ada, Permissions.USER_READ);

        assertThat(keys().find(globex(), key.id())).isEmpty();
        assertThat(keys().list(globex(), ada)).isEmpty();
        assertThat(revoke(globex(), key)).isFalse();
        assertThat(expire(globex(), key, T0)).isFalse();
        touch(globex(), key, LATER);
        commit(globex(), () -> keys().prune(globex(), ada, T0.plus(Duration.ofDays(999))));

        assertThat(keys().find(acme(), key.id())).contains(key);
    }

    @Test
    void revokesOnceAndKeepsWhen() {
        ApiKey key = key(acme(), owner(user(acme(), "ada@example.org")), Permissions.USER_READ);

        assertThat(AtOnce.run(16, number -> revoke(acme(), key))).containsOnlyOnce(true);

        assertThat(found(key).revokedAt()).contains(LATER);
        assertThat(expire(acme(), key, T0)).isFalse();
    }

    @Test
    void letsAKeyExpireEarlierAndNeverLater() {
        ApiKey key = key(acme(), owner(user(acme(), "ada@example.org")), Permissions.USER_READ);

        assertThat(expire(acme(), key, key.expiresAt().plusSeconds(1))).isTrue();
        assertThat(found(key).expiresAt()).isEqualTo(key.expiresAt());
        assertThat(expire(acme(), key, LATER)).isTrue();
        assertThat(found(key).expiresAt()).isEqualTo(LATER);
    }

    @Test
    void remembersTheLastUse() {
        ApiKey key = key(acme(), owner(user(acme(), "ada@example.org")), Permissions.USER_READ);

        touch(acme(), key, LATER);
        touch(acme(), key, T0);

        assertThat(found(key).lastUsedAt()).contains(LATER);
    }

    @Test
    void forgetsWhatEndedLongAgo() {
        KeyOwner ada = owner(user(acme(), "ada@example.org"));
        KeyOwner reports = owner(serviceAccount(acme(), "reports", "VIEWER"));
        ApiKey revoked = key(acme(), ada, Permissions.USER_READ);
        revoke(acme(), revoked);
        ApiKey expired = key(acme(), ada, Permissions.USER_READ);
        expire(acme(), expired, LATER);
        ApiKey live = key(acme(), ada, Permissions.USER_READ);
        ApiKey other = key(acme(), reports, Permissions.USER_READ);
        expire(acme(), other, LATER);

        commit(acme(), () -> keys().prune(acme(), ada, LATER));
        assertThat(keys().list(acme(), ada)).hasSize(3);
        commit(acme(), () -> keys().prune(acme(), ada, LATER.plusSeconds(1)));

        assertThat(keys().list(acme(), ada)).containsExactly(live);
        assertThat(keys().list(acme(), reports)).hasSize(1);
    }

    @Test
    void losesTheKeysOfADeletedOwner() {
        User ada = user(acme(), "ada@example.org");
        ServiceAccount reports = serviceAccount(acme(), "reports", "VIEWER");
        ApiKey ofUser = key(acme(), owner(ada), Permissions.USER_READ);
        ApiKey ofAccount = key(acme(), owner(reports), Permissions.USER_READ);

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));
        commit(acme(), () -> stores().serviceAccounts().delete(acme(), reports.id()));

        assertThat(keys().find(acme(), ofUser.id())).isEmpty();
        assertThat(keys().find(acme(), ofAccount.id())).isEmpty();
    }

    private ApiKeyStore keys() {
        return stores().apiKeys();
    }

    private ApiKey found(ApiKey key) {
        return keys().find(acme(), key.id()).orElseThrow();
    }

    private boolean revoke(TenantScope scope, ApiKey key) {
        return commit(scope, () -> keys().revoke(scope, key.id(), LATER));
    }

    private boolean expire(TenantScope scope, ApiKey key, Instant at) {
        return commit(scope, () -> keys().expire(scope, key.id(), at));
    }

    private void touch(TenantScope scope, ApiKey key, Instant at) {
        commit(scope, () -> keys().touch(scope, key.id(), at));
    }

    private static KeyOwner owner(User user) {
        return KeyOwner.of(user.id());
    }

    private static KeyOwner owner(ServiceAccount account) {
        return KeyOwner.of(account.id());
    }
}
