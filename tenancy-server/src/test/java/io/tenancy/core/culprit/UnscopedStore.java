package io.tenancy.core.culprit;

public interface UnscopedStore {
    int count(io.tenancy.core.user.UserId id);
}
