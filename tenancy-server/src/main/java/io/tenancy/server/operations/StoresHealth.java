package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import com.codahale.metrics.health.HealthCheck;
import java.util.stream.Collectors;

/**
 * Names the stores that are not served. Healthy all the same: this node serves the others, and every other node would
 * miss the same store, so that taking nodes away would only make the outage one for all.
 */
final class StoresHealth extends HealthCheck {
    private final StoreWatch stores;

    StoresHealth(StoreWatch stores) {
        this.stores = requireNonNull(stores);
    }

    @Override
    protected Result check() {
        String sentences = stores.problems().entrySet().stream()
                .filter(store -> !store.getValue().isEmpty())
                .map(store -> "The store " + store.getKey() + " is not in order. " + String.join(" ", store.getValue()))
                .collect(Collectors.joining(" "));
        return sentences.isEmpty() ? Result.healthy() : Result.healthy(sentences);
    }
}
