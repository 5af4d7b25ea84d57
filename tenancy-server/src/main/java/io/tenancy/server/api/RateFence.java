package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Caller;
import io.tenancy.core.counting.Allowance;
import io.tenancy.core.ratelimit.RateGuard;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts requests, and turns away those that are too many: by their address first, then by who sends them. */
final class RateFence {
    private static final Logger LOG = LoggerFactory.getLogger(RateFence.class);
    private static final String COUNTED = "counted";
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private static final String CHARGE = "charge";

    private final RateGuard guard;
    private final Map<String, Long> lastLines = new ConcurrentHashMap<>();

    RateFence(RateGuard guard) {
        this.guard = requireNonNull(guard);
    }

    /** What stands before everything that an operation does, and before its token is looked at. */
    ContainerRequestFilter before(Method operation, Declaration declared) {
        return new ByAddress(Costs.of(operation), declared instanceof Declaration.ForAll);
    }

    /** Counts a request of a caller, and takes a place for it that the {@link RequestFrame} gives back. */
    void admit(ContainerRequestContext request, Caller caller, int cost) {
        if (cost == 0) {
            return;
        }
        pass(request, guard.count(caller, cost));
        request.setProperty(CHARGE, (IntConsumer) more -> {
            address(request).ifPresent(address -> pass(request, guard.countAddress(address, false, more)));
            pass(request, guard.count(caller, more));
        });
        try {
            request.setProperty(RequestFrame.LEAVE, guard.enter(caller));
        } catch (Limited refusal) {
            throw logged(refusal);
        }
    }

    /**
     * Counts a request that is answered before any operation is found, by its address.
     *
     * @throws Limited if there are too many
     */
    void admitNobody(ContainerRequestContext request) {
        address(request).ifPresent(address -> {
            request.setProperty(COUNTED, true);
            pass(request, guard.countAddress(address, false, 1));
        });
    }

    /** Whether a request has been counted, or is now, where it has found no operation; false where there are too many. */
    boolean isCounted(ContainerRequestContext request) {
        if (request.getProperty(COUNTED) != null) {
            return true;
        }
        request.setProperty(COUNTED, true);
        return address(request)
                .flatMap(address -> RateGuard.refusal(guard.countAddress(address, false, 1)))
                .isEmpty();
    }

    private static Optional<String> address(ContainerRequestContext request) {
        return Optional.ofNullable(request.getProperty(RequestFrame.ADDRESS)).map(Object::toString);
    }

    /** Counts so many units more of a request whose body says that it is many in one. */
    static void charge(ContainerRequestContext request, int more) {
        if (more > 0 && request.getProperty(CHARGE) instanceof IntConsumer charge) {
            charge.accept(more);
        }
    }

    private void pass(ContainerRequestContext request, List<Allowance> counted) {
        RateHeaders.note(request, counted);
        RateGuard.refusal(counted).ifPresent(refusal -> {
            throw logged(refusal);
        });
    }

    /** A line for the first refusal of each limit in a minute; the metrics have them all. */
    private Limited logged(Limited refusal) {
        long now = System.nanoTime();
        long last = lastLines.merge(refusal.code(), now, (old, latest) -> latest - old >= BETWEEN_LINES ? latest : old);
        if (last == now) {
            LOG.warn("Requests are refused by a limit: {} For a minute no other line says so.", refusal.detail());
        }
        return refusal;
    }

    @Priority(Priorities.AUTHENTICATION - 100)
    private final class ByAddress implements ContainerRequestFilter {
        private final int cost;
        private final boolean isOpen;

        ByAddress(int cost, boolean isOpen) {
            this.cost = cost;
            this.isOpen = isOpen;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(COUNTED, true); // what costs nothing is not counted on its way out either
            if (cost > 0) {
                address(request).ifPresent(address -> pass(request, guard.countAddress(address, isOpen, cost)));
            }
        }
    }
}
