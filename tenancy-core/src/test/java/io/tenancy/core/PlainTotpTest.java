package io.tenancy.core;

import io.tenancy.core.mfa.Totp;
import io.tenancy.testkit.PlainTotp;
import io.tenancy.testkit.TotpContract;
import java.time.Instant;

final class PlainTotpTest extends TotpContract {
    private final PlainTotp totp = new PlainTotp();

    @Override
    protected Totp totp() {
        return totp;
    }

    @Override
    protected Secret code(Secret key, Instant at) {
        return PlainTotp.code(key, at);
    }
}
