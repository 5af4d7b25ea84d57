package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.WebhookQueue.Next;
import io.tenancy.core.webhook.WebhookQueue.Waiting;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Gives webhooks that are due their turns, each for a lease. Any number of nodes may do so at the same time; what one that
 * dies has sent and not written down is sent again.
 */
public final class WebhookDelivery {
    /** Longer than a turn can be: its time, and an attempt that has begun just before its end. */
    static final Duration LEASE = Duration.ofSeconds(60);

    /** So many webhooks of a tenant have their turn at the same time, on all nodes together. */
    static final int MOST_OF_TENANT = 2;

    private static final Duration CLOSED = Duration.ofMinutes(10);
    private static final Duration BROKEN = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    /** Where a tenant is elsewhere than the catalogue, a webhook can be in the queue a moment before its row is there. */
    private static final int EARLY = 3;

    private static final int BATCH = 100;
    private static final System.Logger LOG = System.getLogger(WebhookDelivery.class.getName());

    private final TenantDirectory directory;
    private final WebhookBook book;
    private final WebhookTurn turn;
    private final InstantSource clock;

    /** What has become of an attempt. */
    public enum Result {
        DELIVERED,
        /** It is tried again. */
        FAILED,
        /** It was the last one: the webhook is disabled. */
        GIVEN_UP
    }

    /**
     * What waits.
     *
     * @param due how many webhooks wait for their turn
     * @param lag for how long the one has that has waited longest
     */
    public record Backlog(long due, Duration lag) {
        public Backlog {
            requireNonNull(lag);
        }
    }

    public WebhookDelivery(TenantDirectory directory, WebhookBook book, WebhookTurn turn, InstantSource clock) {
        this.directory = requireNonNull(directory);
        this.book = requireNonNull(book);
        this.turn = requireNonNull(turn);
        this.clock = requireNonNull(clock);
    }

    /** Deals with what is due, until nothing is or {@code stopping} becomes true; says what has become of the attempts. */
    public Map<Result, Integer> run(BooleanSupplier stopping) {
        Map<Result, Integer> results = new EnumMap<>(Result.class);
        for (int turns = 0; turns < BATCH && !stopping.getAsBoolean(); turns++) {
            Instant now = clock.instant();
            Optional<QueuedWebhook> mine = book.queue().claim(now, now.plus(LEASE), MOST_OF_TENANT);
            if (mine.isEmpty()) {
                break;
            }
            deal(mine.get(), stopping, results);
        }
        return results;
    }

    /** What waits, on all nodes together. */
    public Backlog backlog() {
        Instant now = clock.instant();
        Waiting waiting = book.queue().waiting(now);
        return new Backlog(waiting.due(), Duration.between(waiting.since().orElse(now), now));
    }

    private void deal(QueuedWebhook mine, BooleanSupplier stopping, Map<Result, Integer> results) {
        Next next;
        try {
            Optional<TenantScope> scope = directory.enterToVerify(mine.tenant());
            next = scope.isPresent() ? deal(scope.get(), mine, stopping, results) : later(mine, CLOSED);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Webhook " + mine.webhook().value() + " cannot be delivered to now.", e);
            next = later(mine, BROKEN);
        }
        book.queue().release(mine, next, clock.instant());
    }

    private Next deal(TenantScope scope, QueuedWebhook mine, BooleanSupplier stopping, Map<Result, Integer> results) {
        Optional<Webhook> webhook = book.webhooks().find(scope, mine.webhook());
        if (webhook.isEmpty()) {
            if (mine.tries() > EARLY) {
                book.queue().remove(mine.webhook());
            }
            return later(mine, SOON);
        }
        return turn.take(scope, webhook.get(), mine, stopping, results);
    }

    private Next later(QueuedWebhook mine, Duration pause) {
        return new Next(Optional.of(clock.instant().plus(pause)), true, mine.activeAt());
    }
}
