package io.tenancy.core;

import io.tenancy.core.credential.Passwords;
import io.tenancy.testkit.PasswordsContract;
import io.tenancy.testkit.PlainPasswords;

final class PlainPasswordsTest extends PasswordsContract {
    private final Passwords passwords = new PlainPasswords(() -> false);

    @Override
    protected Passwords passwords() {
        return passwords;
    }
}
