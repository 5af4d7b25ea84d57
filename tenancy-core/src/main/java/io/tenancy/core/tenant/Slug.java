package io.tenancy.core.tenant;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the short name by which people call a tenant. */
public final class Slug {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{2,39}");
    private static final Set<String> RESERVED = Set.of(
            Tenant.PLATFORM,
            "about",
            "account",
            "accounts",
            "admin",
            "administrator",
            "api",
            "app",
            "apps",
            "assets",
            "auth",
            "billing",
            "blog",
            "catalogue",
            "cdn",
            "console",
            "dashboard",
            "demo-api",
            "dev",
            "docs",
            "email",
            "example",
            "ftp",
            "health",
            "help",
            "imap",
            "internal",
            "localhost",
            "login",
            "logout",
            "mail",
            "metrics",
            "mx",
            "null",
            "oauth",
            "openapi",
            "operator",
            "pop",
            "postgres",
            "postmaster",
            "public",
            "register",
            "root",
            "security",
            "shared",
            "signin",
            "signup",
            "smtp",
            "sso",
            "staging",
            "static",
            "status",
            "support",
            "system",
            "tenancy",
            "tenant",
            "tenants",
            "test",
            "undefined",
            "webhook",
            "webhooks",
            "webmaster",
            "well-known",
            "www");

    private Slug() {}

    /** The slug that a new tenant may take: 3 to 40 of {@code [a-z0-9-]}, a letter first, not reserved. */
    public static String check(@Nullable String value) {
        String slug = Check.text("slug", value, 40);
        if (!FORM.matcher(slug).matches()) {
            throw new Invalid(
                    "slug",
                    "slug.malformed",
                    "A slug has 3 to 40 characters of a-z, 0-9 and -, and starts with a letter.");
        }
        if (RESERVED.contains(slug)) {
            throw new Invalid("slug", "slug.reserved", "This slug is reserved.");
        }
        return slug;
    }
}
