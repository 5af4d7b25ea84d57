package io.tenancy.core.apikey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.user.UserId;
import java.util.Optional;
import java.util.UUID;

/** On whose behalf a key works: it never allows more than they may do. */
public record KeyOwner(Kind kind, UUID id) {
    /** A person whose programs use the key, or a program of the tenant. */
    public enum Kind {
        USER,
        SERVICE_ACCOUNT
    }

    public KeyOwner {
        requireNonNull(kind);
        requireNonNull(id);
    }

    public static KeyOwner of(UserId user) {
        return new KeyOwner(Kind.USER, user.value());
    }

    public static KeyOwner of(ServiceAccountId account) {
        return new KeyOwner(Kind.SERVICE_ACCOUNT, account.value());
    }

    /** The user, if it is one. */
    public Optional<UUID> user() {
        return Optional.of(id).filter(owner -> kind == Kind.USER);
    }

    /** The service account, if it is one. */
    public Optional<UUID> account() {
        return Optional.of(id).filter(owner -> kind == Kind.SERVICE_ACCOUNT);
    }
}
