package io.tenancy.core.billing;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is charged, or given back.
 *
 * @param quantity how many; as many as were used
 * @param unitAmount what one of them costs, in minor units; negative where it is given back
 */
public record InvoiceLine(String description, long quantity, long unitAmount) {
    /** So little that the sum of 400 lines, and a tax of as much again, is exact. */
    private static final long MOST_AMOUNT = 10_000_000_000_000_000L;

    public InvoiceLine(@Nullable String description, long quantity, long unitAmount) {
        this.description = Check.text("description", description, 200);
        if (quantity < 1) {
            throw new Invalid("quantity", "quantity.range", "A quantity is a number from 1.");
        }
        if (quantity > most(unitAmount)) {
            throw new Invalid("unitAmount", "amount.range", "A line is about " + MOST_AMOUNT + " minor units at most.");
        }
        this.quantity = quantity;
        this.unitAmount = unitAmount;
    }

    /** How many of what costs that can be on one line. */
    static long most(long unitAmount) {
        if (unitAmount == 0) {
            return Long.MAX_VALUE;
        }
        return Math.abs(MOST_AMOUNT / unitAmount);
    }

    /** What all of them cost, in minor units. */
    public long amount() {
        return quantity * unitAmount;
    }

    /** What {@link #parse} reads: {@code 3 250 Seats}. */
    public String text() {
        return quantity + " " + unitAmount + " " + description;
    }

    /** Reads what {@link #text} has written. */
    public static InvoiceLine parse(String text) {
        String[] words = text.split(" ", 3);
        return new InvoiceLine(words[2], Long.parseLong(words[0]), Long.parseLong(words[1]));
    }
}
