package io.tenancy.testkit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;

/** Places of tenants that cannot be made or erased while they are broken. */
public final class BreakablePlaces implements Provisioner {
    private final Provisioner sound;
    private volatile Runnable trouble = () -> {};

    public BreakablePlaces(Provisioner sound) {
        this.sound = requireNonNull(sound);
    }

    /** From now on something happens before each place is made or erased; what it throws is why it cannot be. */
    public void breakBy(Runnable trouble) {
        this.trouble = requireNonNull(trouble);
    }

    /** Breaks all places for one reason. */
    public void breakBecause(String reason) {
        breakBy(() -> {
            throw new Broken(reason);
        });
    }

    public void mend() {
        breakBy(() -> {});
    }

    @Override
    public boolean supports(Isolation isolation, String store) {
        return sound.supports(isolation, store);
    }

    @Override
    public void prepare(Tenant tenant) {
        trouble.run();
        sound.prepare(tenant);
    }

    @Override
    public void erase(Tenant tenant) {
        trouble.run();
        sound.erase(tenant);
    }

    @Override
    public String reason(Throwable failure) {
        return failure instanceof Broken ? String.valueOf(failure.getMessage()) : sound.reason(failure);
    }

    private static final class Broken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Broken(String reason) {
            super(reason);
        }
    }
}
