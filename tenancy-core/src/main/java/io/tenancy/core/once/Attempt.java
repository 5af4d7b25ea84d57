package io.tenancy.core.once;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;

/** What comes of a request with a key. */
public sealed interface Attempt {
    /** It is the first; it is done as this caller, and what is answered is to be kept. */
    record First(Caller caller, Claimed claimed) implements Attempt {}

    /** It has been done: this was answered. */
    record Repeated(Secret answer) implements Attempt {}
}
