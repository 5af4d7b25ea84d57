package io.tenancy.persistence;

import java.time.Duration;

/**
 * What a process may have open to the databases that tenants have of their own.
 *
 * @param connections the most, to all these databases of all stores together
 * @param patience how long a call waits for one of them, before it is refused with the advice to try again
 */
public record ConnectionBudget(int connections, Duration patience) {
    /** Sixteen connections, and five seconds. */
    public static final ConnectionBudget DEFAULT = new ConnectionBudget(16, Duration.ofSeconds(5));

    public ConnectionBudget {
        if (connections < 1 || patience.isNegative()) {
            throw new IllegalArgumentException("One connection at least, and no negative patience");
        }
    }
}
