package io.tenancy.server.api;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What operations cost. */
public final class Costs {
    private Costs() {}

    /** What the method says, or else its class, or else 1. */
    public static int of(Method method) {
        @Nullable Cost own = method.getAnnotation(Cost.class);
        @Nullable Cost common = method.getDeclaringClass().getAnnotation(Cost.class);
        if (own != null) {
            return own.value();
        }
        return common == null ? 1 : common.value();
    }
}
