package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.setting.Inheritance.Held;
import io.tenancy.core.setting.Inheritance.Layers;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/**
 * What holds, for code: {@code values.of(scope, TIME_ZONE)}. An answer may be as old as a node may be behind, and costs no
 * round trip in the steady state. It is the only way to a secret. Safe for use by many threads.
 */
public final class SettingValues {
    private final Inheritance inheritance;
    private final SettingBox box;

    /**
     * @param inheritance from stores that remember
     */
    public SettingValues(Inheritance inheritance, SettingBox box) {
        this.inheritance = requireNonNull(inheritance);
        this.box = requireNonNull(box);
    }

    /**
     * The value that holds for a tenant.
     *
     * @throws IllegalArgumentException if the setting is a secret
     */
    public <T> T of(TenantScope scope, SettingKey<T> key) {
        return inheritance.tenant(scope).value(open(key));
    }

    /**
     * The value that holds for a person.
     *
     * @throws IllegalArgumentException if the setting is a secret
     */
    public <T> T of(TenantScope scope, UserId user, SettingKey<T> key) {
        return inheritance.user(scope, user).value(open(key));
    }

    /** The secret that holds for a tenant; empty where none was set. */
    public Optional<Secret> secret(TenantScope scope, SettingKey<Secret> key) {
        return opened(scope, Optional.empty(), key, inheritance.tenant(scope));
    }

    /** The secret that holds for a person; empty where none was set. */
    public Optional<Secret> secret(TenantScope scope, UserId user, SettingKey<Secret> key) {
        return opened(scope, Optional.of(user), key, inheritance.user(scope, user));
    }

    private Optional<Secret> opened(TenantScope scope, Optional<UserId> user, SettingKey<Secret> key, Layers layers) {
        return layers.find(key)
                .map(held -> box.open(row(scope, user, key, held), held.value().value()));
    }

    private static SettingBox.Row row(TenantScope scope, Optional<UserId> user, SettingKey<Secret> key, Held held) {
        return new SettingBox.Row(
                held.level() == Level.PLATFORM ? Optional.empty() : Optional.of(scope.id()),
                held.level() == Level.USER ? user : Optional.empty(),
                key.key());
    }

    private static <T> SettingKey<T> open(SettingKey<T> key) {
        if (key.isSecret()) {
            throw new IllegalArgumentException(key + " is a secret.");
        }
        return key;
    }
}
