package io.tenancy.demo;

import io.tenancy.core.tenant.Isolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Somebody who can sign in to the demo. */
record Account(String tenant, String email, String password, String role) {
    static final List<String> TENANTS = List.of("acme", "globex", "initech");
    static final List<String> ROLES = List.of("OWNER", "ADMIN", "MEMBER", "VIEWER");
    private static final String PLATFORM = "platform";
    private static final String OPERATOR = "OPERATOR";

    /** Everybody: the operator first, then the tenants, each with its owner first. */
    static List<Account> all(Keys keys) {
        List<Account> all = new ArrayList<>();
        all.add(of(PLATFORM, OPERATOR, keys));
        TENANTS.forEach(tenant -> ROLES.forEach(role -> all.add(of(tenant, role, keys))));
        return List.copyOf(all);
    }

    /** One tenant in each placement. */
    static Isolation isolation(String tenant) {
        return switch (tenant) {
            case "globex" -> Isolation.SCHEMA;
            case "initech" -> Isolation.DATABASE;
            default -> Isolation.SHARED;
        };
    }

    /** The name of a person, as {@code Acme Owner}. */
    String name() {
        return title(tenant) + " " + title(role);
    }

    String tenantName() {
        return title(tenant);
    }

    private static Account of(String tenant, String role, Keys keys) {
        String email = role.toLowerCase(Locale.ROOT) + "@" + tenant + ".example";
        return new Account(
                tenant, email, keys.password("account/" + tenant + "/" + role).reveal(), role);
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Account[" + email + "]";
    }
}
