package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/** Seals secrets that are set, so that who has the database alone, or another tenant's row, reads none. */
public interface SettingBox {
    /** For an application that declares no secrets. */
    SettingBox NONE = new SettingBox() {
        @Override
        public String seal(Row row, Secret secret) {
            throw new IllegalStateException("There is nothing to seal secrets with.");
        }

        @Override
        public Secret open(Row row, String sealed) {
            throw new IllegalStateException("There is nothing to open secrets with.");
        }
    };

    /** Encrypts a secret; the result can be opened as the one of that row only. */
    String seal(Row row, Secret secret);

    /**
     * Reverses {@link #seal}.
     *
     * @throws IllegalStateException if it was sealed for another row, under another master key, or was altered
     */
    Secret open(Row row, String sealed);

    /**
     * Where a value is kept.
     *
     * @param tenant empty for the platform's
     * @param user empty where it is no person's
     */
    record Row(Optional<TenantId> tenant, Optional<UserId> user, String key) {
        public Row {
            requireNonNull(tenant);
            requireNonNull(user);
            requireNonNull(key);
        }
    }
}
