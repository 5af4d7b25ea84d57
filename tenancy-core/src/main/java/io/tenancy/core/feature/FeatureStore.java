package io.tenancy.core.feature;

import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;

/** What a tenant has overridden of flags, and given to users. What a user was given goes with the user. */
public interface FeatureStore {
    /** All that the tenant has overridden, one of each flag at most. */
    List<Assignment> overrides(TenantScope scope);

    /** Overrides a flag, in the place of what was there. */
    void override(TenantScope scope, Assignment assignment);

    /** Takes that back; false where there is nothing. */
    boolean reset(TenantScope scope, FlagId flag);

    /** All that a user was given, one of each flag at most. */
    List<Assignment> features(TenantScope scope, UserId user);

    /** Gives a variant to a user who is there, in the place of what was there. */
    void give(TenantScope scope, UserId user, Assignment assignment);

    /** Takes that back; false where there is nothing. */
    boolean take(TenantScope scope, UserId user, FlagId flag);
}
