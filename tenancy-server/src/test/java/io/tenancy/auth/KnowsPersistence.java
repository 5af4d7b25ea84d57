package io.tenancy.auth;

import io.tenancy.persistence.PublicStore;

public interface KnowsPersistence {
    PublicStore store();
}
