package io.tenancy.core;

/** What two people can change at the same time, so that each says which state they have seen. */
public interface Versioned {
    /** The version of this state; another one after each change. */
    Version tag();
}
