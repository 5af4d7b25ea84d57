package io.tenancy.core.brand;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import java.util.Optional;

/**
 * How a tenant looks to its people.
 *
 * @param name the name in mails and at the sign-in
 * @param color the colour of mails and buttons, as {@code #3b5bdb}
 * @param background the colour behind them
 * @param logo the digest of the logo
 */
public record Brand(String name, String color, String background, Optional<String> logo) implements Versioned {
    public Brand {
        requireNonNull(name);
        requireNonNull(color);
        requireNonNull(background);
        requireNonNull(logo);
    }

    @Override
    public Version tag() {
        return Version.ofContent(name, color, background, logo);
    }
}
