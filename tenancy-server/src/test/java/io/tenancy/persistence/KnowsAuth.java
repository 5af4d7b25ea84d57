package io.tenancy.persistence;

import io.tenancy.auth.PublicHasher;

public interface KnowsAuth {
    PublicHasher hasher();
}
