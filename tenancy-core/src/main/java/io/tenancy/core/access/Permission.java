package io.tenancy.core.access;

import java.util.regex.Pattern;

/** One thing that a role may allow, written {@code noun:verb}. */
public record Permission(String name) implements Comparable<Permission> {
    private static final Pattern FORM = Pattern.compile("[a-z_]{1,40}:[a-z_]{1,40}");
    private static final String PLATFORM = "platform:";

    public Permission {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("Not noun:verb: " + name);
        }
    }

    /** Whether this is about the platform as a whole, so that only the operators' tenant may grant it. */
    public boolean isPlatform() {
        return name.startsWith(PLATFORM);
    }

    @Override
    public int compareTo(Permission other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
