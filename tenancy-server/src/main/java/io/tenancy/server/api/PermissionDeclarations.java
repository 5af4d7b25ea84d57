package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deny by default: an operation that does not say who may use it stops the start. */
public final class PermissionDeclarations {
    private PermissionDeclarations() {}

    /**
     * Checks every operation of these resources.
     *
     * @throws IllegalStateException if an operation declares nothing, two things or an unknown permission, or takes a
     *     caller where it has none
     */
    public static void check(Collection<? extends Class<?>> resources) {
        List<String> faults = resources.stream()
                .flatMap(PermissionDeclarations::operations)
                .flatMap(method -> fault(method).stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "Operations without a sound declaration of who may use them:\n  " + String.join("\n  ", faults));
        }
    }

    /** The methods of a resource that answer requests. */
    public static Stream<Method> operations(Class<?> resource) {
        return Stream.of(resource.getMethods())
                .filter(PermissionDeclarations::isOperation)
                .sorted(Comparator.comparing(Method::getName));
    }

    private static boolean isOperation(Method method) {
        return Stream.of(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static Optional<String> fault(Method method) {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        Optional<Declaration> declared;
        try {
            declared = Declaration.of(method);
        } catch (IllegalArgumentException e) {
            return Optional.of(name + ": " + e.getMessage());
        }
        if (declared.isEmpty()) {
            return Optional.of(name + " needs exactly one of @RequiresPermission, @SignedIn and @Open");
        }
        if (declared.get() instanceof Declaration.ForAll && method.isAnnotationPresent(FreshProof.class)) {
            return Optional.of(name + " is @Open and has nobody to ask for a @FreshProof");
        }
        return fault(declared.get(), takesCaller(method)).map(fault -> name + " " + fault);
    }

    private static Optional<String> fault(Declaration declared, boolean takesCaller) {
        Optional<Permission> unknown = unknown(declared);
        if (unknown.isPresent()) {
            return unknown.map(permission -> "needs the unknown permission " + permission);
        }
        boolean open = declared instanceof Declaration.ForAll;
        if (open && takesCaller) {
            return Optional.of("is @Open and has no caller to take");
        }
        return open || takesCaller ? Optional.empty() : Optional.of("has to take the @Auth Caller");
    }

    private static Optional<Permission> unknown(Declaration declared) {
        return declared instanceof Declaration.ForHolders holders
                ? holders.permissions().stream()
                        .filter(permission -> Permissions.meaning(permission).isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean takesCaller(Method method) {
        return Stream.of(method.getParameters()).anyMatch(parameter -> parameter.isAnnotationPresent(Auth.class));
    }
}
