package io.tenancy.core.access;

import io.tenancy.core.user.UserId;

public interface KnowsUser {
    UserId user();
}
