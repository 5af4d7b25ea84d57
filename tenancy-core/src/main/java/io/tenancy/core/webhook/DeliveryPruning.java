package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Parts;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Goes over all tenants with webhooks and forgets what was sent long ago. One that fails does not stop the others. */
public final class DeliveryPruning {
    private static final int PART = 100;
    private static final int BATCH = 1_000;
    private static final System.Logger LOG = System.getLogger(DeliveryPruning.class.getName());

    private final TenantDirectory directory;
    private final WebhookBook book;
    private final Duration kept;
    private final InstantSource clock;

    /**
     * Forgets what is in this book.
     *
     * @param kept for how long deliveries are kept
     */
    public DeliveryPruning(TenantDirectory directory, WebhookBook book, Duration kept, InstantSource clock) {
        this.directory = requireNonNull(directory);
        this.book = requireNonNull(book);
        this.kept = requireNonNull(kept);
        this.clock = requireNonNull(clock);
    }

    /** Ends soon after {@code stopping} has become true. */
    public void run(BooleanSupplier stopping) {
        Parts<TenantId> tenants = new Parts<>(PART, book.queue()::tenants);
        while (tenants.hasNext() && !stopping.getAsBoolean()) {
            prune(tenants.next(), stopping);
        }
    }

    private void prune(TenantId tenant, BooleanSupplier stopping) {
        Instant before = clock.instant().minus(kept);
        try {
            Optional<TenantScope> scope = directory.enterToKeep(tenant);
            while (scope.isPresent()
                    && !stopping.getAsBoolean()
                    && book.deliveries().prune(scope.get(), before, BATCH) == BATCH) {
                // the next thousand
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Deliveries of tenant " + tenant.value() + " cannot be forgotten now.", e);
        }
    }
}
