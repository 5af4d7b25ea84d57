package io.tenancy.core.passkey;

import io.tenancy.core.Check;
import org.jspecify.annotations.Nullable;

/** A passkey that somebody wants to have from now on. */
public record NewPasskey(String name, Attestation credential) {
    private static final int LONGEST_NAME = 100;

    public NewPasskey(@Nullable String name, @Nullable Attestation credential) {
        this.name = name(name);
        this.credential = Check.present("credential", credential);
    }

    /** A name as somebody has typed it. */
    public static String name(@Nullable String name) {
        return Check.text("name", name, LONGEST_NAME);
    }
}
