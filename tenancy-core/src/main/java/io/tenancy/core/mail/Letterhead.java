package io.tenancy.core.mail;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/**
 * In whose name a message comes, and how it looks.
 *
 * @param tenant the slug of the tenant; empty where the message is about none
 * @param name the name of the tenant; empty where the message is about none
 * @param color the colour of its brand, as {@code #3b5bdb}
 * @param background the colour behind the message
 * @param logo the digest of its logo
 * @param domain its own domain, where it has proven one
 * @param locale its language, as a BCP 47 tag
 */
public record Letterhead(
        String tenant,
        String name,
        String color,
        String background,
        Optional<String> logo,
        Optional<String> domain,
        String locale) {
    private static final String WHITE = "#ffffff";

    /** The colour of messages where a tenant has chosen none. */
    public static final String COLOR = "#3b5bdb";

    /** For a message that is about no tenant, or several. */
    public static final Letterhead PLAIN = new Letterhead("", "", COLOR, "en");

    public Letterhead {
        requireNonNull(tenant);
        requireNonNull(name);
        requireNonNull(color);
        requireNonNull(background);
        requireNonNull(logo);
        requireNonNull(domain);
        requireNonNull(locale);
    }

    /** One without a logo, on white. */
    public Letterhead(String tenant, String name, String color, String locale) {
        this(tenant, name, color, WHITE, Optional.empty(), Optional.empty(), locale);
    }

    /** That of a tenant which has set nothing. */
    public static Letterhead of(TenantScope scope) {
        return new Letterhead(scope.slug(), scope.name(), COLOR, "en");
    }
}
