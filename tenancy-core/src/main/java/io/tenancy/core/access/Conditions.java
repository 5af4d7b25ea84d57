package io.tenancy.core.access;

import java.util.Optional;

/**
 * What a caller asks of a command besides its work.
 *
 * @param expected the state in which it is to find the thing that it changes
 * @param claim where it is to be done once
 */
record Conditions(Optional<Expected> expected, Optional<Claim> claim) {
    static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty());
}
