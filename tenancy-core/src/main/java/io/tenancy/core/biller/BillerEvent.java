package io.tenancy.core.biller;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.billing.BilledInvoice;
import java.time.Instant;

/** What a biller says has happened. It may say so again, and in another order. */
public sealed interface BillerEvent {
    /** The same each time that it is said. */
    String id();

    /** When it has happened. */
    Instant at();

    /** Refuses what nobody can know to be from the biller. */
    static Unauthenticated unsigned() {
        return new Unauthenticated(
                "event.signature", "The event is not signed by the biller, or was signed more than 5 minutes ago.");
    }

    /** Refuses what is from the biller, and makes no sense. */
    static Invalid malformed() {
        return new Invalid("event", "event.malformed", "This is not an event as the biller documents it.");
    }

    /** Something has become of an invoice. */
    record OfInvoice(String id, Instant at, String customer, BilledInvoice invoice) implements BillerEvent {
        public OfInvoice {
            requireNonNull(id);
            requireNonNull(at);
            requireNonNull(customer);
            requireNonNull(invoice);
        }
    }

    /**
     * Something has become of a subscription.
     *
     * @param state in the biller's own word
     * @param ended whether nothing is billed for it any more
     */
    record OfSubscription(String id, Instant at, String customer, String subscription, String state, boolean ended)
            implements BillerEvent {
        public OfSubscription {
            requireNonNull(id);
            requireNonNull(at);
            requireNonNull(customer);
            requireNonNull(subscription);
            requireNonNull(state);
        }
    }

    /** Something of which nothing follows here. */
    record Other(String id, Instant at) implements BillerEvent {
        public Other {
            requireNonNull(id);
            requireNonNull(at);
        }
    }
}
