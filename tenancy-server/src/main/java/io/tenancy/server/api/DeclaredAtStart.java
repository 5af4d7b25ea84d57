package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.lifecycle.Managed;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;

/** Looks at every resource when the server starts, and so at those of an application that embeds this one too. */
final class DeclaredAtStart implements Managed {
    private final ResourceConfig resources;

    DeclaredAtStart(ResourceConfig resources) {
        this.resources = requireNonNull(resources);
    }

    /**
     * Deny by default.
     *
     * @throws IllegalStateException if an operation does not declare who may use it; the server does not start then
     */
    @Override
    public void start() {
        PermissionDeclarations.check(
                Stream.concat(resources.getInstances().stream().map(Object::getClass), resources.getClasses().stream())
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .distinct()
                        .toList());
    }
}
