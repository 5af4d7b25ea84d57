package io.tenancy.core.biller;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant as a biller knows it. A wish is written down before the biller hears of it, so after a crash it is said again as it was.
 *
 * @param customer the biller's id of the tenant; no two tenants have the same
 * @param subscription the biller's id of what is billed, if anything is
 * @param told the prices that the biller was told last
 * @param telling the prices that it is being told, if it is
 * @param state what the biller has said of the subscription, in its own word
 * @param stateAt when that was
 * @param createdAt since when what is used is reported
 */
public record BillerAccount(
        TenantId tenant,
        String biller,
        String customer,
        Optional<String> subscription,
        List<String> told,
        Optional<List<String>> telling,
        Optional<String> state,
        Optional<Instant> stateAt,
        Instant createdAt,
        long version) {
    public BillerAccount {
        requireNonNull(tenant);
        requireNonNull(biller);
        requireNonNull(customer);
        requireNonNull(subscription);
        told = List.copyOf(told);
        telling = telling.map(List::copyOf);
        requireNonNull(state);
        requireNonNull(stateAt);
        requireNonNull(createdAt);
    }

    static BillerAccount of(TenantId tenant, String biller, String customer, Instant now) {
        return new BillerAccount(
                tenant,
                biller,
                customer,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                1);
    }

    BillerAccount telling(List<String> prices) {
        return copy(subscription, told, Optional.of(prices), state, stateAt);
    }

    BillerAccount told(Optional<String> now) {
        return copy(now, telling.orElse(told), Optional.empty(), state, stateAt);
    }

    /** The same after the biller has refused: what it was told before is what it knows. */
    BillerAccount refused() {
        return copy(subscription, told, Optional.empty(), state, stateAt);
    }

    /** The same after word of its subscription; unchanged by older word than there is, and by word of another one. */
    BillerAccount in(BillerEvent.OfSubscription event) {
        boolean isOurs = subscription.filter(event.subscription()::equals).isPresent();
        boolean isOld = stateAt.filter(event.at()::isBefore).isPresent();
        if (!isOurs || isOld) {
            return this;
        }
        return copy(
                event.ended() ? Optional.empty() : subscription,
                told,
                telling,
                Optional.of(event.state()),
                Optional.of(event.at()));
    }

    private BillerAccount copy(
            Optional<String> billed,
            List<String> known,
            Optional<List<String>> next,
            Optional<String> said,
            Optional<Instant> saidAt) {
        return new BillerAccount(tenant, biller, customer, billed, known, next, said, saidAt, createdAt, version + 1);
    }

    /** The same each time that the same is told. */
    String key() {
        return tenant.value() + "-subscription-" + version;
    }
}
