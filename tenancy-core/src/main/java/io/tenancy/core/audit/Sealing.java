package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Transactions;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Seals journals soon after they are written: it knows in which tenants this program has finished a transaction since. What
 * a crash has left waits for the next change in its tenant, or for somebody who goes over all tenants. Safe for many threads.
 */
public final class Sealing {
    private static final System.Logger LOG = System.getLogger(Sealing.class.getName());

    private final JournalSealer sealer;
    private final Map<TenantId, TenantScope> written = new ConcurrentHashMap<>();

    public Sealing(JournalSealer sealer) {
        this.sealer = requireNonNull(sealer);
    }

    /** The same transactions; this hears when one is over. */
    public Transactions hearing(Transactions transactions) {
        return new Heard(requireNonNull(transactions));
    }

    /** Seals what was written since the last time, and signs where that is due. Says how many entries were sealed. */
    public int run() {
        int sealed = 0;
        for (TenantScope scope : List.copyOf(written.values())) {
            sealed += run(scope);
        }
        return sealed;
    }

    private int run(TenantScope scope) {
        written.remove(scope.id());
        int sealed = 0;
        try {
            sealed = sealer.seal(scope);
            if (!sealer.sign(scope)) {
                written.putIfAbsent(scope.id(), scope);
            }
        } catch (NotFound e) {
            LOG.log(Level.DEBUG, "A tenant is gone before its journal was sealed.", e);
        } catch (TenancyException e) {
            written.putIfAbsent(scope.id(), scope);
            LOG.log(Level.WARNING, "The journal of " + scope.id().value() + " is sealed later: " + e.detail());
        }
        return sealed;
    }

    private final class Heard implements Transactions {
        private final Transactions transactions;

        Heard(Transactions transactions) {
            this.transactions = transactions;
        }

        @Override
        public <T> T run(TenantScope scope, Supplier<T> work) {
            T result = transactions.run(scope, work);
            written.put(scope.id(), scope);
            return result;
        }

        @Override
        public void lock(TenantScope scope, String what) {
            transactions.lock(scope, what);
        }
    }
}
