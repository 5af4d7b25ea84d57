package io.tenancy.core;

import io.tenancy.core.passkey.Assertion;
import io.tenancy.core.passkey.Attestation;
import io.tenancy.core.passkey.WebAuthn;
import io.tenancy.testkit.PlainWebAuthn;
import io.tenancy.testkit.TestTenants;
import io.tenancy.testkit.WebAuthnContract;

final class PlainWebAuthnTest extends WebAuthnContract {
    @Override
    protected WebAuthn webAuthn() {
        return new PlainWebAuthn();
    }

    @Override
    protected Authenticator authenticator() {
        String id = TestTenants.newId().toString();
        return new Authenticator() {
            private int count;

            @Override
            public Attestation made(String challenge) {
                return PlainWebAuthn.attestation(id, challenge);
            }

            @Override
            public Assertion shown(String challenge) {
                count++;
                return PlainWebAuthn.assertion(id, challenge, count, id);
            }
        };
    }
}
