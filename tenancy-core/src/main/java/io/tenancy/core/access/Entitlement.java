package io.tenancy.core.access;

import java.util.regex.Pattern;

/** One thing that a plan may include, by its name: a feature, a number of things, or an amount of use. */
public record Entitlement(String name) implements Comparable<Entitlement> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public Entitlement {
        if (!isName(name)) {
            throw new IllegalArgumentException("Not the name of an entitlement: " + name);
        }
    }

    /** Whether an entitlement can have this name. */
    public static boolean isName(String name) {
        return FORM.matcher(name).matches();
    }

    @Override
    public int compareTo(Entitlement other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
