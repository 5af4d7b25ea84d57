package io.tenancy.core.setting;

/** Who has set a value. The last of those who have counts. */
public enum Level {
    /** Nobody: the code says it. */
    DEFAULT,
    /** An operator, for all tenants. */
    PLATFORM,
    /** An operator, for all tenants with a plan. */
    PLAN,
    /** The tenant, for all its people. */
    TENANT,
    /** A person, for herself. */
    USER
}
