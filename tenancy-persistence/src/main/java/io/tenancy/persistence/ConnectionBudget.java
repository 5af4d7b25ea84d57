package io.tenancy.persistence;

import java.time.Duration;

/**
 * What a process may have open to the databases that tenants have of their own.
 *
 * @param connections the most, to all these databases of all stores together
 * @param ofOne the most to one of these databases, and never more than half of all: the more one tenant has running at
 *     the same time, the longer its neighbours wait for a processor, however many connections are free
 * @param patience how long a call waits for one of them, before it is refused with the advice to try again
 */
public record ConnectionBudget(int connections, int ofOne, Duration patience) {
    /** Where there are two processors, more do not make the tenant faster. */
    private static final int FEW = 2;

    /** Sixteen connections, two of them for one tenant, and five seconds. */
    public static final ConnectionBudget DEFAULT = new ConnectionBudget(16, Duration.ofSeconds(5));

    public ConnectionBudget {
        if (connections < 1 || ofOne < 1 || patience.isNegative()) {
            throw new IllegalArgumentException("One connection at least, and no negative patience");
        }
    }

    /** With two connections for one tenant. */
    public ConnectionBudget(int connections, Duration patience) {
        this(connections, FEW, patience);
    }
}
