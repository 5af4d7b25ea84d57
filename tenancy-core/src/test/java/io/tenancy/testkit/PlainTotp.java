package io.tenancy.testkit;

import io.tenancy.core.Secret;
import io.tenancy.core.mfa.KeyBox;
import io.tenancy.core.mfa.Totp;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Codes that anybody can compute, of keys that are numbered, for tests; its box closes nothing. */
public final class PlainTotp implements Totp, KeyBox {
    private static final int STEP = 30;

    private final AtomicInteger keys = new AtomicInteger();

    @Override
    public Secret newKey() {
        return new Secret("KEY" + keys.incrementAndGet());
    }

    /** The code that an app with this key shows at a time. */
    public static Secret code(Secret key, Instant at) {
        return code(key, at.getEpochSecond() / STEP);
    }

    @Override
    public OptionalLong step(Secret key, Secret code, Instant now) {
        long present = now.getEpochSecond() / STEP;
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> code(key, step).equals(code))
                .findFirst();
    }

    @Override
    public String seal(TenantId tenant, UserId user, Secret key) {
        return tenant.value() + " " + user.value() + " " + key.reveal();
    }

    @Override
    public Secret open(TenantId tenant, UserId user, String sealed) {
        String label = seal(tenant, user, new Secret(""));
        if (!sealed.startsWith(label)) {
            throw new IllegalStateException("The key is somebody else's.");
        }
        return new Secret(sealed.substring(label.length()));
    }

    private static Secret code(Secret key, long step) {
        return new Secret(key.reveal() + "-" + step);
    }
}
