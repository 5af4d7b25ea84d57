package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may use an operation, as its method declares it. */
public sealed interface Declaration {
    /** How the OpenAPI document names it under {@code x-required-permission}. */
    String name();

    /** Everybody. */
    record ForAll() implements Declaration {
        @Override
        public String name() {
            return "open";
        }
    }

    /** Every signed-in user, and programs with the permission, if one is named. */
    record ForSignedIn(Optional<Permission> ofPrograms) implements Declaration {
        public ForSignedIn {
            requireNonNull(ofPrograms);
        }

        @Override
        public String name() {
            return "signed-in";
        }
    }

    /** Who holds every one of the permissions. */
    record ForHolders(List<Permission> permissions) implements Declaration {
        public ForHolders {
            permissions = List.copyOf(permissions);
        }

        @Override
        public String name() {
            return permissions.stream().map(Permission::name).collect(Collectors.joining(" "));
        }
    }

    /** What the method declares; empty where that is nothing, or more than one thing. */
    static Optional<Declaration> of(Method method) {
        List<Declaration> declared = new ArrayList<>();
        if (method.isAnnotationPresent(Open.class)) {
            declared.add(new ForAll());
        }
        @Nullable SignedIn people = method.getAnnotation(SignedIn.class);
        if (people != null) {
            declared.add(new ForSignedIn(Optional.of(people.programs())
                    .filter(name -> !name.isEmpty())
                    .map(Permission::new)));
        }
        @Nullable RequiresPermission required = method.getAnnotation(RequiresPermission.class);
        if (required != null && required.value().length > 0) {
            declared.add(new ForHolders(
                    Stream.of(required.value()).map(Permission::new).toList()));
        }
        return declared.size() == 1 ? Optional.of(declared.get(0)) : Optional.empty();
    }
}
