package io.tenancy.testkit;

import io.tenancy.core.Secret;
import io.tenancy.core.setting.SettingBox;

/** A box that anybody can open, for tests; what is in it is good in its own row only. */
public final class PlainBox implements SettingBox {
    @Override
    public String seal(Row row, Secret secret) {
        return row + "\n" + secret.reveal();
    }

    @Override
    public Secret open(Row row, String sealed) {
        if (!sealed.startsWith(row + "\n")) {
            throw new IllegalStateException("The secret is another's.");
        }
        return new Secret(sealed.substring(row.toString().length() + 1));
    }
}
