package io.tenancy.core.biller;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A company that makes the invoices and collects the money. What is asked twice with the same key is done once, so that whoever
 * asks can ask again after a crash. Safe for use by many threads.
 *
 * <p>Each request throws {@link BillerException} where it was not done, or where that is not known.
 */
public interface Biller {
    /** For how long a signed event is taken. */
    Duration TOLERANCE = Duration.ofMinutes(5);

    /** By what name it is chosen, and its events come in: {@code stripe}. */
    String name();

    /** Makes a customer, and answers with its id. */
    String open(Customer customer, String key);

    /**
     * Lets a customer pay these prices from now on, instead of what it paid before.
     *
     * @param subscription the one that there is, if any
     * @param prices what the biller calls them, one at least
     * @return the id of the subscription
     */
    String subscribe(String customer, Optional<String> subscription, List<String> prices, String key);

    /** Ends a subscription now, and bills what is left; one that has ended is left alone. */
    void cancel(String subscription, String key);

    void report(String customer, Use use);

    /**
     * Reads what the biller says of itself.
     *
     * @param headers of the request, by their names
     * @throws Unauthenticated if it is not from the biller, or was signed longer ago than {@link #TOLERANCE}
     * @throws Invalid if it is, and makes no sense
     */
    BillerEvent read(byte[] body, Function<String, Optional<String>> headers, Instant now);

    /**
     * Who is to pay.
     *
     * @param address where invoices are sent
     */
    record Customer(TenantId tenant, String name, String address) {
        public Customer {
            requireNonNull(tenant);
            requireNonNull(name);
            requireNonNull(address);
        }
    }

    /**
     * What was used in an hour more, or less, than was said of it before.
     *
     * @param number counts what was said of this hour from 1
     */
    record Use(TenantId tenant, String meter, Instant hour, long amount, int number) {
        public Use {
            requireNonNull(tenant);
            requireNonNull(meter);
            requireNonNull(hour);
        }

        /** The same each time that it is said. */
        public String key() {
            return tenant.value() + "-" + meter + "-" + hour.getEpochSecond() + "-" + number;
        }
    }
}
